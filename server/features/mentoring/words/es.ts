import type { Words } from './en.ts';

export const es: Words = {
  cadence: { weekly: 'cada semana', fortnightly: 'cada dos semanas', monthly: 'cada mes' },
  day: (day) => new Intl.DateTimeFormat('es', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  invites: (who, instance) =>
    `${who}, que está en ${instance}, quisiera ser tu pareja en una mentoría recíproca: dos docentes que por turnos se muestran algo de su trabajo, se preguntan por ello y se ayudan a avanzar. Nadie más puede leerlo.`,
  mine: (name, goal) => `${name} quisiera trabajar en: ${goal}`,
  yours: (goal) => `Y para ti pensó en: ${goal}`,
  rhythm: (cadence, until) => `Se reunirían ${cadence}, hasta el ${until}.`,
  link: 'Qué es y cómo puedes participar:',
  reply: 'O simplemente responde a este mensaje; solo lo ven ustedes dos.',
  elsewhere: (handle) =>
    `Quien abrió tu enlace dice que es ${handle}, donde se conocen las parejas de mentoría. Si es la persona en quien pensabas:`,
  here: (name, handle) =>
    `Quien abrió tu enlace tiene ahora una cuenta aquí: ${name}, ${handle}. Si es la persona en quien pensabas:`,
  offer: 'proponle la pareja allí',
};
