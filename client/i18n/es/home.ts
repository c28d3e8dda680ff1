import type { home as en } from '../en/home.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

export const home: typeof en = {
  title: 'Inicio',
  greeting: {
    morning: (name) => `Buenos días, ${name}`,
    afternoon: (name) => `Buenas tardes, ${name}`,
    evening: (name) => `Buenas noches, ${name}`,
  },
  today: 'Lo que te espera',
  nothing: 'Hoy no te espera nada.',
  messages: (name, count) =>
    plural(language, count, { one: `${name} te escribió`, other: `${name} te escribió # veces` }),
  messagesDo: 'Leer',
  question: (name, title) => `${name} pregunta sobre «${title}»`,
  questionDo: 'Responder',
  requests: (name, others) =>
    others === 0
      ? `${name} quiere seguirte`
      : plural(language, others, {
          one: `${name} y otra persona quieren seguirte`,
          other: `${name} y # personas más quieren seguirte`,
        }),
  requestsDo: 'Decidir',
  draft: (title) => `Empezaste «${title}»`,
  draftUntitled: 'Empezaste una publicación',
  draftDo: 'Seguir',
  more: (count) => `Mostrar ${count} más`,
  feed: 'De quienes sigues',
  empty: 'Tu página de inicio espera a tus colegas',
  emptyAdvice:
    'Aquí llegan las publicaciones de las personas que sigues, de esta instancia y de otras. Busca a alguien por su dirección o lee lo que se escribe aquí.',
  emptyFind: 'Buscar personas',
  emptyPractice: 'Ver esta instancia',
  firstSteps: 'Tus primeros pasos están a medias',
  firstStepsNext: (step) => `Sigue: ${step}.`,
  firstStepsGo: 'Seguir',
  firstStepsNo: 'Ahora no',
  firstStepNames: { you: 'quién eres', people: 'a quién leer', act: 'algo útil' },
};
