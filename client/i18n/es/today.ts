import type { today as en } from '../en/today.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

export const today: typeof en = {
  offer: (name) => `${name} te propone formar pareja`,
  offerDo: 'Responder',
  ending: (name, day) => `Tu tiempo con ${name} termina el ${day}`,
  endingDo: 'Mirar atrás',
  signUps: (count) =>
    plural(language, count, { one: 'Una persona espera que la dejes entrar', other: '# personas esperan entrar' }),
  signUpsDo: 'Dejar entrar',
  reports: (count) =>
    plural(language, count, { one: 'Hay una denuncia por revisar', other: 'Hay # denuncias por revisar' }),
  reportsDo: 'Revisar',
  moved: (handle) => `Te has mudado a ${handle}. Aquí solo puedes leer`,
  movedDo: 'Cambiar',
  meetToday: (name, time) => `Hoy, ${time}: te reúnes con ${name}`,
  meetTomorrow: (name, time) => `Mañana, ${time}: te reúnes con ${name}`,
  meetDo: 'Preparar',
  times: (name) => `${name} propone horas para reunirse`,
  timesDo: 'Responder',
  moves: {
    present: (name) => `Ahora presentas tú algo a ${name}`,
    respond: (name) => `${name} espera lo que ves tú`,
    clarify: (name) => `${name} pregunta por lo que presentaste`,
    reflect: (name) => `¿Qué te llevas de los comentarios de ${name}?`,
    'follow-up': (name) => `¿Qué harás tras los comentarios de ${name}?`,
    consent: (name) => `${name} pregunta si puede citarte`,
  },
  begin: (name) => `Tú y ${name} ya son pareja. ¿Quién muestra algo primero?`,
  beginDo: 'Empezar',
  movesDo: {
    present: 'Presentar',
    respond: 'Comentar',
    clarify: 'Responder',
    reflect: 'Reflexionar',
    'follow-up': 'Decidir',
    consent: 'Responder',
  },
  due: {
    over: (day) => `Lo que te propusiste hacer antes del ${day}`,
    today: (_day) => 'Lo que te propusiste, para hoy',
    soon: (day) => `Lo que te propusiste, para el ${day}`,
  },
  dueDo: 'Ocuparse',
  amendment: (name) => `${name} propone un cambio en su acuerdo`,
  amendmentDo: 'Responder',
  introduction: (by, name) => `${by} cree que tú y ${name} podrían ayudarse`,
  introductionDo: 'Ver',
};
