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
  meetToday: (name, time) => `Hoy te reúnes con ${name}, hora: ${time}`,
  meetTomorrow: (name, time) => `Mañana te reúnes con ${name}, hora: ${time}`,
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
  movesDo: {
    present: 'Presentar',
    respond: 'Comentar',
    clarify: 'Responder',
    reflect: 'Reflexionar',
    'follow-up': 'Decidir',
    consent: 'Responder',
  },
  due: {
    over: (what, day) => `Te lo propusiste para el ${day}: ${what}`,
    today: (what, _day) => `Para hoy: ${what}`,
    soon: (what, day) => `Antes del ${day}: ${what}`,
  },
  dueDo: 'Ocuparse',
  amendment: (name) => `${name} propone un cambio en su acuerdo`,
  amendmentDo: 'Responder',
  introduction: (by, name) => `${by} cree que tú y ${name} podrían ayudarse`,
  introductionDo: 'Ver',
};
