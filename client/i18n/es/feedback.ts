import type { FeedbackRule } from '../../../shared/feedback-hints.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { feedback as en } from '../en/feedback.ts';

const kindMeaning: Record<FeedbackKind, string> = {
  noticing: 'Lo que viste, sin juzgarlo.',
  question: 'Algo cuya respuesta de verdad no conoces.',
  suggestion: 'Una cosa para probar, ofrecida y no impuesta.',
  connection: 'Lo que te recuerda de tu propia práctica.',
};

const hint: Record<FeedbackRule, string> = {
  'only-judges': 'Esto dice que está bien o mal. ¿Qué viste para pensarlo?',
  'only-thanks': 'Dar las gracias es un buen gesto. ¿En qué te quedarás pensando?',
  order: 'Esto le dice qué hacer. ¿Por qué ayudaría? O propónselo como algo para probar.',
  'praises-person': 'Esto habla de la persona. ¿Qué hizo, y qué pasó entonces?',
  'hidden-judgement': 'Esta pregunta suena como si ya supieras la respuesta. ¿Qué quieres saber de verdad?',
};

const rule: Record<FeedbackRule, string> = {
  'only-judges':
    'Solo palabras de elogio o de crítica, como «¡Muy bien!», «Hay que mejorar» o «aburrido», y nada de lo que viste.',
  'only-thanks': 'Solo un agradecimiento.',
  order: 'Un consejo dado como una orden y sin un porqué, como «Usa más imágenes» o «Deberías esperar más».',
  'praises-person': 'Elogios a la persona y no al trabajo, como «Eres increíble».',
  'hidden-judgement': 'Una pregunta que es un juicio, como «¿Por qué no hiciste…?» o «¿No crees que…?».',
};

export const feedback: typeof en = {
  kindMeaning,
  stemsLabel: 'Maneras de empezar',
  hint,
  prompt: 'Una idea antes de enviarlo',
  sendAnyway: 'Enviarlo así',
  howItWorks: 'Cómo funciona',
  howItWorksLead:
    'Unas pocas reglas sencillas miran lo que escribes, solo en este dispositivo. No pueden entenderlo, y tú decides. Buscan:',
  rule,
  knownWords: 'Las palabras de elogio y de crítica que conocen',
  thought: 'Me hizo pensar',
  thoughtHint: (name) => `Solo lo ve ${name}.`,
  thoughtFrom: (name) => `Hizo pensar a ${name}. Solo lo ves tú.`,
};
