import type { accountLife as en } from '../en/account-life.ts';

export const accountLife: typeof en = {
  title: 'Mudarse, bloquear, irse',

  aliases: 'Tus otras cuentas',
  aliasesLead:
    'Para mudarte aquí desde otra cuenta, nómbrala aquí primero; después empieza la mudanza allí. Todo el mundo puede ver que es tuya.',
  noAliases: 'Ninguna.',
  alias: 'Dirección de tu otra cuenta',
  addAlias: 'También es mía',
  removeAlias: (handle) => `Dejar de decir que ${handle} es tuya`,
  handleHint: 'Como @amara@school.example.',

  moving: 'Mudanza',
  movingLead:
    'Tu perfil dirá dónde estás, y quienes te siguen pasan a seguirte allí. Tus publicaciones se quedan aquí para leerlas.',
  movingSteps: (handle) =>
    `Primero nombra esta cuenta (${handle}) como tu cuenta anterior en la nueva; los servidores lo llaman alias, o «mudarse desde».`,
  movingPairs:
    'Las parejas de mentoría no se mudan solas a otro Staffroom. Lo que os escribisteis se queda aquí para que lo leas; acuerda con quienes mentorizan contigo una pareja nueva con tu cuenta nueva.',
  movingMeans:
    'Después solo podrás escribir y seguir a personas desde allí. Puedes volver aquí, y mudarte de nuevo pasados 30 días.',
  newAccount: 'Dirección de tu cuenta nueva',
  move: 'Mudarme allí',
  moved: 'Te has mudado',
  movedTo: (handle) => `Te has mudado a ${handle}.`,
  movedAdvice: 'La gente lo ve en tu perfil. Aquí puedes leer y cambiar tus ajustes.',
  comeBack: 'Volver aquí',
  cameBack: 'Estás aquí de nuevo',
  comeBackAdvice: 'Puedes escribir aquí de nuevo. Quienes te siguen allí se quedan allí.',
  notYet: (day) => `Te mudaste hace poco. Podrás mudarte de nuevo a partir del ${day}.`,

  blocked: 'Personas que bloqueas',
  blockedLead: 'No ves nada suyo, y no pueden seguirte, responderte ni ofrecerte una pareja.',
  nobodyBlocked: 'Nadie.',
  unblock: 'Desbloquear',
  unblockLabel: (name) => `Desbloquear a ${name}`,
  block: 'Bloquear',
  blockTitle: (name) => `¿Bloquear a ${name}?`,
  blockAdvice:
    'Dejáis de seguiros, y si hay entre vosotros una oferta o una pareja de mentoría, termina. No verás nada más suyo. Se avisa a su servidor para que haga lo mismo.',
  isBlocked: (name) => `Has bloqueado a ${name}`,
  isUnblocked: (name) => `Ya no bloqueas a ${name}`,
  youBlock: 'Bloqueas a esta persona: no ves nada suyo.',
  blocksYou: 'Esta persona te ha bloqueado. No puedes seguirla, responderle ni ofrecerle una pareja.',

  report: 'Denunciar',
  reportLabel: (name) => `Denunciar a ${name}`,
  reportTitle: (name) => `Denunciar a ${name}`,
  reportAdvice: 'Llega a quienes administran esta instancia, que ven que viene de ti.',
  reportReason: '¿Qué está mal?',
  reportForward: (host) => `Enviarlo también a quienes llevan ${host}`,
  reportForwardHint: 'Leen lo que escribes y no saben quién eres.',
  reportSend: 'Enviar denuncia',
  reported: 'Gracias. Quienes administran la instancia lo mirarán.',

  leaving: 'Eliminar mi cuenta',
  leavingLead: 'Esto no se puede deshacer.',
  leavingMeans: [
    'Tu perfil, tus publicaciones, respuestas, archivos y seguimientos se eliminan aquí, y se pide lo mismo a todos los servidores que puedan tenerlos. Que lo hagan depende de ellos.',
    'Tus parejas de mentoría terminan. Quienes mentorizan contigo conservan sus propias palabras, lo que acordasteis y cuándo os visteis; nada de lo que escribiste.',
    'Nadie volverá a tener tu nombre de usuario, tampoco tú.',
  ],
  deleteAccount: 'Eliminar mi cuenta',
  deleteTitle: 'Eliminarla para siempre',
  keepAccount: 'Conservar mi cuenta',
  typeUsername: (username) => `Escribe «${username}» para confirmar`,

  reports: 'Denuncias y suspensiones',
  reportsLead:
    'Lo que la gente de aquí y otras instancias quieren que mires. De una publicación ves lo mismo que cualquier visitante.',
  open: 'Abiertas',
  resolved: 'Resueltas',
  show: 'Mostrar',
  noReports: 'No hay nada que mirar.',
  noResolved: 'Todavía no hay ninguna resuelta.',
  by: 'Denuncia de',
  forwarded: 'enviada también a su instancia',
  notPublic: 'Una publicación que no es pública',
  noReason: 'Sin motivo.',
  resolve: 'Marcar como resuelta',
  reopen: 'Volver a abrir',
  aboutPosts: 'Sobre estas publicaciones',

  suspensions: 'Personas suspendidas',
  suspensionsLead:
    'Aquí no se muestra nada suyo. Quienes son de esta instancia no pueden entrar; de las demás no se acepta nada, diga lo que diga su servidor.',
  nobodySuspended: 'No hay nadie suspendido.',
  suspend: 'Suspender',
  suspendTitle: (name) => `¿Suspender a ${name}?`,
  suspendHere:
    'Se cierran sus sesiones y no puede entrar, y lo que escribió se oculta aquí y donde otras personas le siguen.',
  suspendElsewhere:
    'No se acepta nada más suyo, lo que hay aquí se oculta, y terminan los seguimientos entre esa persona y la gente de aquí.',
  suspendReason: 'Por qué',
  suspendHandle: 'Dirección',
  suspended: (name) => `Has suspendido a ${name}`,
  lift: 'Levantar',
  liftLabel: (name) => `Levantar la suspensión de ${name}`,
  lifted: (name) => `${name} ya no está en suspensión`,

  deleteOther: 'Eliminar',
  deleteOtherLabel: (name) => `Eliminar la cuenta de ${name}`,
  deleteOtherTitle: (name) => `¿Eliminar para siempre la cuenta de ${name}?`,
  deleteOtherAdvice:
    'Todo lo que contiene se elimina aquí, y se pide lo mismo a otros servidores. Sus parejas conservan sus propias palabras. No se puede deshacer: para frenar a alguien por un tiempo, suspende su cuenta.',
  deletedOther: (name) => `La cuenta de ${name} se está eliminando`,
};
