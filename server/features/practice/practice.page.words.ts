import type { FeedbackKind, GradeLevel, InterfaceLanguage } from '../../../shared/vocabulary.ts';

type Words = Record<
  | 'lead'
  | 'newest'
  | 'nothingYet'
  | 'wholeConversation'
  | 'question'
  | 'tags'
  | 'licence'
  | 'allRights'
  | 'original'
  | 'unlisted'
  | 'edited'
  | 'responses'
  | 'noResponses'
  | 'howToAnswer'
  | 'sensitive'
  | 'cancelled'
  | 'joinOnline'
  | 'votingEnded'
  | 'votingUntil'
  | 'quoted',
  string
> & {
  kinds: Record<FeedbackKind, string>;
  levels: Record<GradeLevel, string>;
  responseBy(name: string): string;
  postBy(name: string): string;
  tagged(tag: string): string;
  votes(count: number): string;
};

export const WORDS: Record<InterfaceLanguage, Words> = {
  en: {
    lead: 'Teachers here write down what they tried, ask one question about it, and help each other get better, across schools.',
    newest: 'Practice from this instance',
    nothingYet: 'Nothing has been published here yet.',
    wholeConversation: 'See the whole conversation',
    question: 'Focus question',
    tags: 'Tags',
    licence: 'Licence',
    allRights: 'All rights reserved',
    original: 'Open on its own instance',
    unlisted: 'Not listed',
    edited: 'edited',
    responses: 'Responses',
    noResponses: 'No responses yet',
    howToAnswer: 'Sign in to give feedback. From another server of the fediverse, open this post there and reply.',
    sensitive: 'Show what is attached',
    cancelled: 'Called off',
    joinOnline: 'Join online',
    votingEnded: 'Voting has ended.',
    votingUntil: 'Voting until',
    quoted: 'The post that this one quotes',
    kinds: { noticing: 'Noticing', question: 'Question', suggestion: 'Suggestion', connection: 'Connection' },
    levels: {
      'early-childhood': 'Early childhood',
      primary: 'Primary',
      'lower-secondary': 'Lower secondary',
      'upper-secondary': 'Upper secondary',
      vocational: 'Vocational',
      higher: 'Higher education',
      adult: 'Adult education',
    },
    responseBy: (name) => `Response by ${name}`,
    postBy: (name) => `Post by ${name}`,
    tagged: (tag) => `What teachers write about #${tag}.`,
    votes: (count) => (count === 1 ? '1 vote' : `${count} votes`),
  },
  es: {
    lead: 'Aquí, docentes de distintas escuelas escriben lo que probaron, hacen una pregunta sobre ello y se ayudan a mejorar.',
    newest: 'Prácticas de esta instancia',
    nothingYet: 'Todavía no se ha publicado nada aquí.',
    wholeConversation: 'Ver toda la conversación',
    question: 'Pregunta central',
    tags: 'Etiquetas',
    licence: 'Licencia',
    allRights: 'Todos los derechos reservados',
    original: 'Abrir en su propia instancia',
    unlisted: 'Fuera de las listas',
    edited: 'editada',
    responses: 'Respuestas',
    noResponses: 'Sin respuestas todavía',
    howToAnswer:
      'Entra para dar retroalimentación. Desde otro servidor del fediverso, abre allí esta publicación y responde.',
    sensitive: 'Mostrar lo adjunto',
    cancelled: 'Cancelado',
    joinOnline: 'Participar en línea',
    votingEnded: 'La votación ha terminado.',
    votingUntil: 'Se puede votar hasta el',
    quoted: 'La publicación que esta cita',
    kinds: { noticing: 'Observación', question: 'Pregunta', suggestion: 'Sugerencia', connection: 'Conexión' },
    levels: {
      'early-childhood': 'Infantil y preescolar',
      primary: 'Primaria',
      'lower-secondary': 'Secundaria, primer ciclo',
      'upper-secondary': 'Secundaria, segundo ciclo',
      vocational: 'Formación profesional',
      higher: 'Educación superior',
      adult: 'Educación de personas adultas',
    },
    responseBy: (name) => `Respuesta de ${name}`,
    postBy: (name) => `Publicación de ${name}`,
    tagged: (tag) => `Lo que escriben docentes sobre #${tag}.`,
    votes: (count) => (count === 1 ? '1 voto' : `${count} votos`),
  },
};

export function gradeLevelName(level: GradeLevel, language: InterfaceLanguage): string {
  return WORDS[language].levels[level];
}
