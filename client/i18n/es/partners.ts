import type { Cadence } from '../../../shared/vocabulary.ts';
import type { partners as en } from '../en/partners.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const list = (words: readonly string[]) => new Intl.ListFormat(language).format(words);

const meets: Record<Cadence, string> = {
  weekly: 'También le gustaría quedar cada semana',
  fortnightly: 'También le gustaría quedar cada dos semanas',
  monthly: 'También le gustaría quedar cada mes',
};

export const partners: typeof en = {
  title: 'Buscar pareja de mentoría',
  lead: 'Alguien que pueda ayudarte y a quien tú puedas ayudar. Nadie va antes por publicar mucho ni por cuánta gente le sigue.',

  mine: 'Lo que aportas y lo que buscas',
  change: 'Cambiar',
  strengths: 'En qué puedo ayudar',
  strengthsHint: 'Unas pocas palabras cada vez, como «tickets de salida» o «inicios tranquilos». Sepáralas con comas.',
  growth: 'En qué quiero mejorar',
  growthHint: 'Mejor algo pequeño y cercano: «tiempo de espera» antes que «mejores clases».',
  fromProfile: 'De tu perfil:',
  addIdea: (words) => `Añadir «${words}»`,
  ideas: {
    waitTime: 'tiempo de espera',
    exitTickets: 'tickets de salida',
    calmStarts: 'inicios tranquilos',
    groupWork: 'trabajo en grupo',
    questioning: 'hacer preguntas',
    feedback: 'comentarios por escrito',
    discussions: 'dirigir debates',
    retrieval: 'práctica de recuperación',
    mixed: 'grupos con niveles distintos',
    newcomers: 'alumnado que aprende el idioma',
    labs: 'rutinas de laboratorio',
    parents: 'hablar con las familias',
  },
  open: 'Estoy disponible para que me propongan una pareja',
  openHint: 'Si no, no se me sugiere a nadie. Las parejas que ya tengas siguen igual.',
  cadence: 'Cada cuánto me gustaría quedar',
  anyCadence: 'No importa',
  outside: 'Mejor alguien de otra escuela',
  outsideHint: 'Algunas cosas se dicen mejor a quien no trabaja en el aula de al lado.',
  capacity: 'Cuántas parejas a la vez',
  capacityHint: 'No se le dice a nadie más.',
  save: 'Guardar',
  saved: 'Guardado. Las sugerencias se ajustan a ello.',
  nothingYet: 'Nada todavía',
  isOpen: 'Disponible',
  isClosed: 'No disponible por ahora',
  room: (pairs, capacity) =>
    `${plural(language, pairs, { one: '# pareja', other: '# parejas' })}, con sitio para ${capacity}`,

  introduced: 'Alguien pensó en ustedes dos',
  introducedLead: 'A quien lo propuso no se le dice qué haces con ello.',
  thinks: (organizer, name) => `${organizer} cree que tú y ${name} podrían ayudarse.`,
  notThisOne: 'Esta no',
  notThisOneOf: (name) => `Esta no: ${name}`,
  introductionGone: (name) => `Ya no se te propone a ${name}`,

  suggestions: 'Quién podría encajar',
  subject: 'Asignatura',
  everySubject: 'Todas las asignaturas',
  canHelp: 'Puede ayudar con',
  wantsToGrow: 'Quiere mejorar en',
  offer: 'Proponer una pareja',
  offerTo: (name) => `Proponer una pareja a ${name}`,
  notForMe: 'No es para mí',
  notForMeOf: (name) => `No es para mí: ${name}`,
  dismissed: (name) => `Ya no te sugerimos a ${name}`,
  reasonsFor: (name) => `Por qué ${name}`,
  reasons: {
    helpsMe: (words) => `Puede ayudarte con ${list(words)}`,
    iHelp: (words) => `Quiere mejorar donde tú puedes ayudar: ${list(words)}`,
    helpedIn: (subject) => `Otros docentes aprovecharon su ayuda en ${subject}`,
    practises: (subject) => `Ha compartido su práctica en ${subject}`,
    subject: (subject) => `Enseña ${subject}, como tú`,
    gradeLevel: (level) => `${level}, como tú`,
    otherSchool: 'De otra escuela',
    meets,
  },
  none: 'Todavía no encaja nadie',
  noneAdvice:
    'Con más palabras sobre en qué puedes ayudar y en qué quieres mejorar, encajará más gente. También puedes buscar a alguien, aquí o en otra instancia, y proponerle una pareja desde su perfil.',
  noneInSubject: (subject) => `Todavía no encaja nadie de ${subject}`,
  lookUp: 'Buscar a alguien',
  missing: {
    strengths: 'Di en qué puedes ayudar: quien lo busque te encontrará.',
    growth: 'Di en qué quieres mejorar: así se ve quién puede ayudarte.',
    subjects: 'Tu perfil no nombra todavía ninguna asignatura.',
    toProfile: 'Añadir tus asignaturas',
    room: 'Tienes tantas parejas como sitio has dicho que tienes, así que no se te sugiere a nadie.',
    closed: 'Ahora no estás disponible, así que no se te sugiere a nadie.',
  },

  introduce: 'Presentar a dos personas',
  introduceLead:
    '¿Crees que dos personas podrían ayudarse? Quienes estén en esta instancia ven que fuiste tú. Nada empieza si una no propone una pareja y la otra la acepta, y a ti no se te dice.',
  one: 'Una',
  other: 'La otra',
  personHint: 'Un nombre de aquí o una dirección como @amara@school.example.',
  note: 'Una frase para ellas',
  noteHint: '¿Qué te hizo pensar en ellas?',
  propose: 'Proponérselo',
  proposed: (one, other) => `${one} y ${other} quedan presentadas`,
  mineProposed: 'Lo que has propuesto',
  noneProposed: 'Nada por ahora.',
  takeBack: 'Retirar',
  takeBackOf: (one, other) => `Retirar: ${one} y ${other}`,
};
