import type { oauth as en } from '../en/oauth.ts';

export const oauth: typeof en = {
  title: 'Conectar una aplicación',
  asks: (name) => `${name} quiere actuar en tu nombre`,
  as: (handle) => `Eres ${handle}.`,
  unchecked:
    'El nombre lo dice la propia aplicación. Sigue solo si acabas de empezar esto allí y sabes adónde va tu respuesta:',
  returnsTo: {
    host: (name) => name,
    device: () => 'una aplicación de este dispositivo',
    app: (name) => `una aplicación de este dispositivo (${name})`,
  },
  answerGoesTo: 'Tu respuesta va a',
  website: 'Sitio web, según dice',
  may: 'Pide permiso para',
  scopes: {
    profile: 'saber quién eres: tu nombre, tu dirección y tu perfil',
    read: 'leer lo que tú puedes leer: tus novedades, publicaciones, personas y tus avisos; nada de tus parejas de mentoría',
    write:
      'actuar como tú: publicar, responder, indicar que algo te gusta, seguir, editar y borrar; nada en tus parejas de mentoría',
    pairs: 'ver y escribir también lo que hay entre tú y tus parejas de mentoría',
  },
  short: { profile: 'quién eres', read: 'lee', write: 'actúa como tú', pairs: 'también en tus parejas de mentoría' },
  pairsAdvice:
    'Ahí está lo que tus parejas de mentoría te contaron en confianza. A ellas no se les ha preguntado. Déjalo fuera si no tienes la seguridad de que la aplicación lo necesita.',
  never:
    'Nunca sabe tu contraseña, y no puede cambiarla, ni tu cuenta, ni esta instancia. Puedes terminarlo cuando quieras, en Tú.',
  allow: 'Permitir',
  deny: 'No permitir',
  goingBack: 'Hecho. Vuelves a la aplicación; si no se abre, puedes cerrar esta página.',
  cannot: 'Esta aplicación no se puede conectar',
  wrongRequest: 'La aplicación ha pedido algo que aquí no se ofrece. No ha entrado nadie. Díselo a quienes la hacen.',
  backTo: (place) => `Volver a ${place}`,
  toHome: 'A la página de inicio',

  apps: 'Aplicaciones que actúan en tu nombre',
  appsLead: 'Les diste permiso al conectarlas. Desconecta las que no conozcas o ya no necesites.',
  noApps: 'Ninguna aplicación actúa en tu nombre.',
  since: 'desde',
  lastUsed: 'último uso',
  neverUsed: 'sin usar',
  disconnect: 'Desconectar',
  disconnected: (name) => `${name} ya no puede hacer nada en tu nombre`,
};
