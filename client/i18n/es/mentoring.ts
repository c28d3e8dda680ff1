import type { PairState } from '../../../shared/vocabulary.ts';
import type { mentoring as en } from '../en/mentoring.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const states: Record<PairState, string> = {
  offered: 'Propuesta',
  active: 'En marcha',
  declined: 'Rechazada',
  withdrawn: 'Retirada',
  ended: 'Terminada',
};

export const mentoring: typeof en = {
  title: 'Mentoría',
  lead: 'Dos docentes, dos metas. Cada quien ayuda y recibe ayuda.',
  find: 'Buscar pareja de mentoría',
  toAnswer: 'Esperan tu respuesta',
  active: 'Tus parejas',
  waiting: 'Esperas su respuesta',
  past: 'Anteriores',
  empty: 'Aún no tienes pareja de mentoría',
  emptyAdvice:
    'Busca a alguien cuyo «en qué puedo ayudar» coincida con lo que quieres mejorar y proponle desde su perfil una pareja de mentoría. Unas pocas semanas bastan para empezar.',
  states,
  youAnd: (name) => `Tú y ${name}`,
  until: (day) => `hasta el ${day}`,
  offeredYou: (name) => `${name} te propone una pareja de mentoría`,
  youOffered: (name) => `Propusiste a ${name} una pareja de mentoría`,

  offerTitle: (name) => `Proponer a ${name} una pareja de mentoría`,
  offerLead:
    'Una pareja de mentoría es recíproca: anotas en qué quiere mejorar cada quien. La otra persona puede aceptar o no.',
  offerSelf: 'Una pareja necesita dos personas',
  offerSelfAdvice: 'Busca a un o una colega y proponle una pareja de mentoría desde su perfil.',
  theySay: (name) => `Lo que dice ${name}`,
  theySayNothing: (name) => `${name} todavía no ha escrito en qué puede ayudar ni qué quiere mejorar.`,
  myGoals: 'En qué quiero mejorar',
  myGoalsHint: (name) => `En qué podría ayudarte ${name}.`,
  partnerGoals: (name) => `En qué quiere mejorar ${name}`,
  partnerGoalsHint: 'Hasta donde lo sepas. Podrán hablarlo cuando la pareja esté en marcha.',
  cadence: '¿Cada cuánto se ven o se escriben?',
  endsOn: 'Hasta',
  endsOnHint: 'Una pareja tiene un final, para que sea fácil empezar. Después se puede comenzar otra.',
  note: 'Unas palabras para esa persona',
  send: 'Enviar la propuesta',
  sent: (name) => `Propuesta enviada a ${name}`,

  views: 'Partes de esta pareja',
  viewNames: { thread: 'Conversación', agreement: 'Acuerdo', ledger: 'Balance' },
  agreement: 'Acuerdo',
  ledger: 'Dado y recibido',
  goalsOf: (name) => `${name} quiere mejorar en`,
  goalsMine: 'Quiero mejorar en',
  meeting: 'Encuentros',
  ends: 'Termina',
  offered: 'Propuesta',
  started: 'Empezó',
  ended: 'Terminó',
  theirNote: (name) => `${name} escribe`,
  myNote: 'Escribiste',
  reason: 'Motivo',
  accept: 'Aceptar',
  accepted: 'Ya son pareja de mentoría',
  decline: 'Rechazar',
  declineTitle: (name) => `¿Rechazar la propuesta de ${name}?`,
  declineReason: 'Unas palabras de explicación',
  declineReasonHint: (name) => `Solo lo verá ${name}.`,
  withdraw: 'Retirar la propuesta',
  withdrawTitle: '¿Retirar la propuesta?',
  withdrawAdvice: (name) => `${name} ya no podrá aceptarla.`,
  end: 'Terminar esta pareja',
  endTitle: '¿Terminar esta pareja?',
  endAdvice:
    'Ambas personas podrán seguir leyendo la conversación. Está bien terminar antes, y está bien volver a empezar.',
  endReason: 'Unas últimas palabras',
  done: { declined: 'Propuesta rechazada', withdrawn: 'Propuesta retirada', ended: 'Pareja terminada' },
  delivery: {
    delivered: '',
    'on-its-way': (host) => `En camino a ${host}`,
    failed: (host) => `Aún no se ha podido llegar a ${host}; se sigue intentando`,
  },
  waitingForAnswer: (name) => `${name} aún no ha respondido. Lo verás aquí.`,

  gave: 'Di',
  got: 'Recibí',
  kind: 'Tipo',
  balance: (given, got) =>
    `${plural(language, given, { one: 'Diste retroalimentación una vez', other: 'Diste retroalimentación # veces' })} y ${plural(language, got, { one: 'la recibiste una vez.', other: 'la recibiste # veces.' })}`,
  ledgerEmptyAdvice:
    'La retroalimentación que se den, en las publicaciones o en su conversación, queda anotada aquí para ambas personas.',
  entryGave: {
    noticing: 'Compartiste una observación',
    question: 'Hiciste una pregunta',
    suggestion: 'Hiciste una sugerencia',
    connection: 'Hiciste una conexión',
  },
  entryGot: {
    noticing: 'Recibiste una observación',
    question: 'Recibiste una pregunta',
    suggestion: 'Recibiste una sugerencia',
    connection: 'Recibiste una conexión',
  },
  inThread: 'en su conversación',
  onPost: 'sobre',
  latest: 'Lo más reciente',
  notFound: 'Esta pareja no está aquí',
  notFoundAdvice: 'Una pareja solo la ven las dos personas que la forman.',
};
