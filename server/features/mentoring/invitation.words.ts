import type { Cadence, InterfaceLanguage } from '../../../shared/vocabulary.ts';

/** What an instance writes to somebody whose server does not know pairs, and to whoever invited them. Plain text. */
const en = {
  cadence: { weekly: 'every week', fortnightly: 'every two weeks', monthly: 'every month' } as Record<Cadence, string>,
  day: (day: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  invites: (who: string, instance: string) =>
    `${who}, who is on ${instance}, would like to be your partner in reciprocal mentoring: two teachers who take turns at showing each other something of their work, asking about it and helping each other forward. Nobody else can read it.`,
  mine: (name: string, goal: string) => `${name} would like to work on: ${goal}`,
  yours: (goal: string) => `And for you they thought of: ${goal}`,
  rhythm: (cadence: string, until: string) => `You would meet ${cadence}, until ${until}.`,
  link: 'What it is, and how you can take part:',
  reply: 'Or just reply to this message; only the two of you see it.',
  elsewhere: (handle: string) =>
    `Whoever opened your link says that they are ${handle}, where mentoring pairs are known. If that is who you meant:`,
  here: (name: string, handle: string) =>
    `Whoever opened your link has an account here now: ${name}, ${handle}. If that is who you meant:`,
  offer: 'offer them the pair there',
};

const es: typeof en = {
  cadence: { weekly: 'cada semana', fortnightly: 'cada dos semanas', monthly: 'cada mes' },
  day: (day) => new Intl.DateTimeFormat('es', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  invites: (who, instance) =>
    `${who}, que está en ${instance}, querría formar contigo una pareja de mentoría recíproca: dos docentes que por turnos se muestran algo de su trabajo, se preguntan por ello y se ayudan a avanzar. Nadie más puede leerlo.`,
  mine: (name, goal) => `${name} querría trabajar en: ${goal}`,
  yours: (goal) => `Y para ti ha pensado en: ${goal}`,
  rhythm: (cadence, until) => `Os reuniríais ${cadence}, hasta el ${until}.`,
  link: 'Qué es y cómo puedes participar:',
  reply: 'O responde sin más a este mensaje; solo lo veis vosotros dos.',
  elsewhere: (handle) =>
    `Quien abrió tu enlace dice que es ${handle}, donde se conocen las parejas de mentoría. Si es la persona que querías:`,
  here: (name, handle) =>
    `Quien abrió tu enlace tiene ahora una cuenta aquí: ${name}, ${handle}. Si es la persona que querías:`,
  offer: 'ofrécele la pareja allí',
};

export const invitationWords: Record<InterfaceLanguage, typeof en> = { en, es };
