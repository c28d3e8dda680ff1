import type { AmendmentState, Confidentiality, PairState, Pause } from '../../../shared/vocabulary.ts';
import type { mentoring as en } from '../en/mentoring.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const states: Record<PairState, string> = {
  offered: 'Propuesta',
  invited: 'Invitación enviada',
  countered: 'Respondida con otras condiciones',
  active: 'En marcha',
  declined: 'Rechazada',
  withdrawn: 'Retirada',
  ended: 'Terminada',
};

const confidentialities: Record<Confidentiality, string> = {
  'ask-first': 'Preguntar antes',
  'between-us': 'Queda entre ustedes',
};

const confidentialityMeans: Record<Confidentiality, string> = {
  'ask-first':
    'Lo que se dice queda entre ustedes. Cualquiera puede pedir mostrar una parte a otras personas, y necesita un sí.',
  'between-us': 'Lo que se dice queda entre ustedes, y nadie pide mostrar nada de ello a otras personas.',
};

const amendmentStates: Record<AmendmentState, string> = {
  proposed: 'Propuesto',
  accepted: 'Acordado',
  declined: 'Quedó como estaba',
  withdrawn: 'Retirado',
};

const pauses: Record<Pause, (name: string, host: string) => string> = {
  unreachable: (name, host) =>
    `${host} no responde en este momento, así que ${name} aún no ve lo que pasa aquí. No se pierde nada: lo que escribas espera y llegará cuando ${host} vuelva. No tienes que hacer nada.`,
  blocked: (name, host) =>
    `Por ahora esta instancia no intercambia nada con ${host}, así que nada pasa entre tú y ${name}. Todo lo que escribieron se queda aquí. La pareja seguirá por sí sola cuando eso cambie; quienes gestionan tu instancia saben por qué es así.`,
  gone: (name, host) =>
    `${host} dice que la cuenta de ${name} ya no está allí. Todo lo que escribieron se queda aquí. Si ${name} se mudó a otra instancia y lo indica, la pareja irá con la cuenta por sí sola.`,
};

export const mentoring: typeof en = {
  title: 'Mentoría',
  lead: 'Dos docentes, dos metas. Cada quien ayuda y recibe ayuda.',
  find: 'Buscar pareja de mentoría',
  myLedger: 'Lo que di y recibí',
  toAnswer: 'Esperan tu respuesta',
  active: 'Tus parejas',
  waiting: 'Esperas su respuesta',
  invited: 'Invitaciones por mensaje',
  past: 'Anteriores',
  full: (pairs) =>
    `${plural(language, pairs, { one: 'Tienes una pareja', other: 'Tienes # parejas' })}, tantas como dijiste que puedes atender. Hasta que haya lugar no se te sugieren más personas, y entonces podrás aceptar otra propuesta.`,
  changeRoom: 'Cambiar cuántas',
  empty: 'Aún no tienes pareja de mentoría',
  emptyAdvice:
    'Busca a alguien cuyo «en qué puedo ayudar» coincida con lo que quieres mejorar y proponle desde su perfil una pareja de mentoría. Unas pocas semanas bastan para empezar.',
  states,
  resting: 'En pausa',
  changeWaits: 'Un cambio espera tu respuesta',
  youAnd: (name) => `Tú y ${name}`,
  until: (day) => `hasta el ${day}`,
  offeredYou: (name) => `${name} te propone una pareja de mentoría`,
  youOffered: (name) => `Propusiste a ${name} una pareja de mentoría`,
  youInvited: (name) => `Invitaste a ${name}`,

  offerTitle: (name) => `Proponer a ${name} una pareja de mentoría`,
  offerLead:
    'Una pareja de mentoría es recíproca: anotas en qué quiere mejorar cada quien. La otra persona puede aceptar o no.',
  offerSelf: 'Una pareja necesita dos personas',
  offerSelfAdvice: 'Busca a un o una colega y proponle una pareja de mentoría desde su perfil.',
  inviteTitle: (name) => `Invitar a ${name} a una pareja de mentoría`,
  inviteLead: (host) => `${host} no conoce las parejas de mentoría. Puedes invitar igualmente; esto es lo que pasa:`,
  inviteSteps: (name) => [
    `${name} recibe un mensaje privado tuyo, con tus palabras y un enlace a una página que explica qué es una pareja de mentoría.`,
    'Lo que responda aparece aquí, en su conversación, y lo que escribas allí le llega.',
    'Con el enlace puede unirse aquí o indicar otra instancia de Staffroom donde esté. Entonces la pareja puede empezar.',
  ],
  sendInvitation: 'Enviar el mensaje',
  invitationSent: (name) => `Mensaje enviado a ${name}`,
  theySay: (name) => `Lo que dice ${name}`,
  theySayNothing: (name) => `${name} todavía no ha escrito en qué puede ayudar ni qué quiere mejorar.`,
  myGoals: 'En qué quiero mejorar',
  myGoalsHint: (name) => `En qué podría ayudarte ${name}.`,
  partnerGoals: (name) => `En qué quiere mejorar ${name}`,
  partnerGoalsHint: 'Hasta donde lo sepas. Podrán hablarlo cuando la pareja esté en marcha.',
  cadence: '¿Cada cuánto se ven o se escriben?',
  endsOn: 'Hasta',
  endsOnHint: 'Una pareja tiene un final, para que sea fácil empezar. Después se puede comenzar otra.',
  protocol: 'Cómo suelen hablar del trabajo',
  protocolHint:
    'Un protocolo dice quién habla y cuándo, para que cada quien tenga su momento. Cada vez se puede tomar otro.',
  protocolShort: 'Protocolo',
  confidentialityShort: 'Confianza',
  anyProtocol: 'Según convenga cada vez',
  confidentiality: 'Qué queda entre ustedes',
  confidentialities,
  confidentialityMeans,
  note: 'Unas palabras para esa persona',
  send: 'Enviar la propuesta',
  sent: (name) => `Propuesta enviada a ${name}`,

  views: 'Partes de esta pareja',
  viewNames: {
    cycle: 'Ciclo',
    thread: 'Mensajes',
    sessions: 'Encuentros',
    agreement: 'Acuerdo',
    ledger: 'Balance',
  },
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
  counter: 'Responder con otras condiciones',
  counterLead: (name) => `Tus condiciones sustituyen a esta propuesta, y ${name} puede aceptarlas o no.`,
  counterSend: 'Enviar estas condiciones',
  counterSent: (name) => `Tus condiciones van en camino a ${name}`,
  counteredByMe: (name) => `Respondiste a esta propuesta de ${name} con otras condiciones.`,
  counteredByThem: (name) => `${name} respondió a esta propuesta con otras condiciones.`,
  toNewer: 'Ver la propuesta más reciente',
  countersMine: (name) => `${name} responde a tu propuesta con otras condiciones:`,
  countersTheirs: (name) => `Respondiste a la propuesta de ${name} con otras condiciones:`,
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
  leave: 'Esta pareja no encaja',
  leaveTitle: '¿Dejar esta pareja?',
  leaveAdvice: (name) =>
    `No siempre encajan dos personas, y no es culpa de nadie. No hace falta dar un motivo; a ${name} se le dice con amabilidad que terminó sin él. Ambas personas podrán seguir leyendo la conversación.`,
  leaveDo: 'Dejarla sin dar motivo',
  causes: {
    capacity: (name) =>
      `Esta pareja no pudo empezar: justo antes, una de las dos personas había comenzado otra y ya no quedaba lugar. No dice nada de ti ni de ${name}; podrán proponerlo de nuevo cuando haya lugar.`,
    'no-fault': (name) =>
      `Esta pareja terminó después del primer encuentro sin un motivo, como cualquiera de las dos personas puede hacer. No es culpa de nadie. Lo que escribieron tú y ${name} se queda aquí para ambas.`,
  },
  done: {
    declined: 'Propuesta rechazada',
    withdrawn: 'Propuesta retirada',
    ended: 'Pareja terminada',
    left: 'Dejaste la pareja',
  },
  invitedWaiting: (name, host) =>
    `${host} no conoce las parejas de mentoría, así que ${name} recibió un mensaje privado con un enlace. Lo que responda aparece en la conversación. La pareja puede empezar cuando se una a una instancia de Staffroom.`,
  delivery: {
    delivered: '',
    'on-its-way': (host) => `En camino a ${host}`,
    failed: (host) => `Aún no se ha podido llegar a ${host}; se sigue intentando`,
  },
  waitingForAnswer: (name) => `${name} aún no ha respondido. Lo verás aquí.`,

  pausedTitle: 'Esta pareja está en pausa; no se pierde nada',
  pauses,
  pausedWrite: 'Puedes seguir escribiendo.',

  amend: 'Proponer un cambio',
  amendLead: (name) => `El acuerdo queda como está hasta que ${name} acepte.`,
  amendSend: 'Proponerlo',
  amendNothing: 'Todavía no hay nada distinto de lo que acordaron.',
  amendSent: (name) => `Propuesto a ${name}`,
  changes: 'Lo que cambia',
  before: 'Hasta ahora:',
  after: 'Después:',
  nothing: 'nada',
  amendmentMine: (name) => `Propusiste un cambio. ${name} aún no ha respondido.`,
  amendmentTheirs: (name) => `${name} propone un cambio`,
  amendmentAccept: 'Estoy de acuerdo',
  amendmentAccepted: 'El acuerdo ha cambiado',
  amendmentDecline: 'Dejarlo como está',
  amendmentDeclineTitle: '¿Dejar el acuerdo como está?',
  amendmentDeclined: 'El acuerdo queda como está',
  amendmentWithdraw: 'Retirar el cambio',
  amendmentWithdrawn: 'Cambio retirado',
  history: 'Cómo se llegó al acuerdo',
  historyOffer: (name) => `${name} lo propuso`,
  historyMyOffer: 'Lo propusiste',
  historyBy: (name) => `${name} propuso un cambio`,
  historyByMe: 'Propusiste un cambio',
  amendmentStates,

  now: 'Qué sigue',
  nowAmendment: (name) => `${name} propone un cambio del acuerdo`,
  nowSessionAnswer: (name) => `${name} propone horas para encontrarse`,
  nowSession: (when) => `Se encuentran el ${when}`,
  nowBegin: 'Empieza un ciclo mostrando algo tuyo',

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
  weeks: 'Las últimas doce semanas',
  weekFrom: 'Semana del',
  asTable: 'Como tabla',
  latest: 'Lo más reciente',
  turns: 'Turnos',
  followUps: 'Compromisos',
  balanceReads:
    'Turnos: dado donde respondiste, recibido donde presentaste. Compromisos: dado donde la otra persona llevó a cabo lo que surgió de tu retroalimentación, recibido donde lo hiciste tú.',
  hours: 'Tiempo reservado',
  hoursAdvice: 'De los encuentros que acordaron y que ya pasaron.',
  gapMine: (name, turns) =>
    `${name} ha respondido en ${plural(language, turns, { one: 'un turno', other: '# turnos' })} más que tú. En el próximo podrías responder tú. Solo lo ven ustedes.`,
  gapTheirs: (name, turns) =>
    `Has respondido en ${plural(language, turns, { one: 'un turno', other: '# turnos' })} más que ${name}, a quien se le dice lo mismo. En el próximo podrías presentar tú. Solo lo ven ustedes.`,
  myLedgerLead: 'Todas tus parejas juntas. Solo lo ves tú; no se compara a nadie con nadie.',
  period: 'De qué tiempo',
  periods: { year: 'Este curso', all: 'En total' },
  notFound: 'Esta pareja no está aquí',
  notFoundAdvice: 'Una pareja solo la ven las dos personas que la forman.',
};
