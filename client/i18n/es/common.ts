import type { Cadence, FeedbackKind, GradeLevel, Licence, PostVisibility, Role } from '../../../shared/vocabulary.ts';
import type { common as en } from '../en/common.ts';

export const language = 'es';

const gradeLevels: Record<GradeLevel, string> = {
  'early-childhood': 'Infantil y preescolar',
  primary: 'Primaria',
  'lower-secondary': 'Secundaria, primer ciclo',
  'upper-secondary': 'Secundaria, segundo ciclo',
  vocational: 'Formación profesional',
  higher: 'Educación superior',
  adult: 'Educación de personas adultas',
};

const feedbackKinds: Record<FeedbackKind, string> = {
  noticing: 'Observación',
  question: 'Pregunta',
  suggestion: 'Sugerencia',
  connection: 'Conexión',
};

const licences: Record<Licence, string> = {
  'CC-BY-4.0': 'CC BY: compartir y adaptar, citándote',
  'CC-BY-SA-4.0': 'CC BY-SA: igual, y compartir con la misma licencia',
  'CC-BY-NC-SA-4.0': 'CC BY-NC-SA: sin fines comerciales, con la misma licencia',
  'CC0-1.0': 'CC0: cualquiera, para lo que sea',
  'all-rights-reserved': 'Todos los derechos reservados',
};

const visibilities: Record<PostVisibility, string> = {
  public: 'Todo el mundo',
  unlisted: 'Quien tenga el enlace',
  followers: 'Quienes me siguen',
};

const cadences: Record<Cadence, string> = {
  weekly: 'Cada semana',
  fortnightly: 'Cada dos semanas',
  monthly: 'Cada mes',
};

const roles: Record<Role, string> = { teacher: 'Docente', organizer: 'Coordinación', admin: 'Administración' };

export const common: typeof en = {
  words: { gradeLevels, feedbackKinds, licences, visibilities, cadences, roles },
  time: { now: 'ahora mismo', today: 'Hoy', yesterday: 'Ayer' },
  shell: {
    name: 'Staffroom',
    person: (name, handle) => `${name} (${handle})`,
    documentTitle: (page) => `${page} · Staffroom`,
    skip: 'Ir al contenido',
    navigation: 'Principal',
    home: 'Inicio',
    practice: 'Práctica',
    write: 'Escribir',
    mentoring: 'Mentoría',
    notifications: 'Avisos',
    people: 'Personas',
    search: 'Buscar',
    you: 'Tú',
    settings: 'Ajustes',
    shortcuts: 'Atajos de teclado',
    signOut: 'Cerrar sesión',
    admin: 'Gestionar esta instancia',
    adminShort: 'Instancia',
    signIn: 'Entrar',
    signUp: 'Crear cuenta',
    language: 'Idioma',
    loading: 'Cargando…',
    offline:
      'No tienes conexión. Puedes leer lo que hay aquí y seguir escribiendo; se enviará cuando vuelva la conexión.',
    offlineSince: (time) =>
      `No tienes conexión; lo que ves es de hace un rato (${time}). Puedes seguir escribiendo: se enviará cuando vuelva la conexión.`,
    unreachableSince: (time) => `El servidor no responde ahora mismo; lo que ves es de hace un rato (${time}).`,
    waiting: (count) => `${count} esperándote`,
    broken: 'Esta página ha tropezado con algo',
    brokenAdvice:
      'Es culpa nuestra, no tuya. Lo que escribías está guardado en este dispositivo. Vuelve a cargar la página.',
    reload: 'Volver a cargar',
    notFound: 'Aquí no hay ninguna página',
    notFoundAdvice: 'Puede que la dirección esté mal escrita o que se haya retirado lo que había aquí.',
    toHome: 'Ir a la página de inicio',
    noAccess: 'Esta página es para quienes gestionan la instancia',
    noAccessAdvice: 'La administración de esta instancia puede cambiar lo que tu cuenta puede hacer.',
  },
  form: {
    optional: 'opcional',
    cancel: 'Cancelar',
    close: 'Cerrar',
    save: 'Guardar',
    saved: 'Guardado',
    tryAgain: 'Intentar de nuevo',
    loadMore: 'Mostrar más',
    addWord: 'Escribe y pulsa Intro',
    remove: (word) => `Quitar ${word}`,
    copy: 'Copiar',
    copied: 'Copiado',
    delete: 'Eliminar',
  },
  errors: {
    unreachable: 'El servidor no responde. No se pierde nada de lo que escribiste: inténtalo de nuevo en un momento.',
    offline:
      'No tienes conexión. No se pierde nada de lo que escribiste: inténtalo de nuevo cuando vuelva la conexión.',
    internal:
      'Algo falló en el servidor. No se pierde nada de lo que escribiste: inténtalo de nuevo y, si sigue igual, avisa a quien administra tu instancia.',
    unavailable: 'El servidor está ocupado en este momento. Inténtalo de nuevo en un minuto.',
    unauthenticated: 'Tu sesión se ha cerrado. Entra e inténtalo de nuevo.',
  },
};
