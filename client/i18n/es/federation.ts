import type { federation as en } from '../en/federation.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

export const federation: typeof en = {
  title: 'Otras instancias',
  lead: 'Lo que va de camino hacia ellas, lo que llegó y no se pudo procesar, y lo que se rechazó. Nunca lo que dice nada, ni para quién es.',

  hosts: 'Envíos',
  hostsLead:
    'Primero, las que dan más problemas. Tras un fallo se deja en paz a una instancia cada vez más tiempo; tras una semana, un día entero.',
  search: 'Buscar una instancia',
  searchHint: 'El principio de su nombre, o de una parte tras un punto.',
  state: 'Estado',
  anyState: 'Cualquiera',
  states: { resting: 'Falla', paused: 'En pausa', sending: 'Enviando', idle: 'En reposo' },
  noHosts: 'Todavía ninguna instancia',
  noHostsLead:
    'En cuanto alguien de aquí siga a gente de fuera, o al revés, lo que va hacia allá aparecerá en esta lista.',
  noneFound: 'Ninguna instancia es así.',
  waiting: (count, more) =>
    plural(language, count, more ? { other: 'más de # esperan' } : { one: '# espera', other: '# esperan' }),
  failed: (count, more) =>
    plural(language, count, more ? { other: 'más de # abandonados' } : { one: '# abandonado', other: '# abandonados' }),
  kept: (count, more) =>
    plural(
      language,
      count,
      more
        ? { other: 'más de # guardados hasta que vuelva' }
        : { one: '# guardado hasta que vuelva', other: '# guardados hasta que vuelva' },
    ),
  failingSince: 'Falla desde',
  nextTry: 'Próximo intento',
  lastAnswer: 'Última respuesta',
  noAnswerYet: 'Todavía no ha respondido.',
  signatures: { 'draft-cavage': 'Firmas a la antigua (draft-cavage)', rfc9421: 'Firmas según RFC 9421' },
  pause: 'Pausar',
  paused: (host) => `No se envía nada a ${host} hasta que lo reanudes`,
  resume: 'Reanudar',
  resumed: (host) => `Lo que espera para ${host} vuelve a salir`,
  retry: 'Intentar ahora',
  retried: (host) => `Se intenta de nuevo todo lo de ${host}`,
  drop: 'Abandonar',
  dropTitle: (host) => `¿Abandonar lo que hay para ${host}?`,
  dropAdvice:
    'Nada de lo que espera o está guardado se enviará nunca, tampoco lo que gente de aquí escribió a sus parejas de allá. Verán que no llegó.',
  dropConfirm: 'Abandonarlo',
  dropped: (host) => `Ya no espera nada para ${host}`,
  actionsOf: (host) => `Qué hacer con ${host}`,

  letterErrors: {
    view: (step, cause) => `No se pudo mostrar (${step}: ${cause}).`,
    effect: (step, cause) => `No se pudo hacer lo que se sigue de ella (${step}: ${cause}).`,
    database: 'No se pudo escribir en la base de datos.',
  },
  errors: {
    timeout: 'No respondió a tiempo.',
    unreachable: 'No se pudo llegar a ella.',
    refusedConnection: 'Nadie atiende en su dirección.',
    name: 'No se encontró su nombre.',
    broken: 'Se cortó la conexión.',
    certificate: 'Su certificado no es válido.',
    blocked: 'Está bloqueada aquí.',
    recipient: 'No se encontró a quien iba dirigido.',
    address: 'Su dirección no es un lugar con el que hable este servidor.',
    missing: 'Lo que había que enviar ya no está.',
    order: 'Antes tiene que llegar otra cosa.',
    late: 'No aceptó nada durante una semana.',
    other: (word) => `Falló: ${word}.`,
  },
  answered: {
    refused: (status) => `Lo rechazó: ${status}.`,
    busy: (status) => `Pidió paciencia: ${status}.`,
    failed: (status) => `No pudo aceptarlo: ${status}.`,
  },

  letters: 'No se pudo procesar',
  lettersLead:
    'Actividades que fallaron aquí ocho veces. Están en el registro; nada de ellas se ve hasta que funcionen.',
  noLetters: 'Todo lo que llegó se procesó.',
  fromHost: (host) => `de ${host}`,
  fromHere: 'escrita aquí',
  attempts: (count) => plural(language, count, { one: '# intento', other: '# intentos' }),
  replay: 'Intentar de nuevo',
  replayed: 'Ha funcionado',
  stillFails: 'Ha vuelto a fallar y sigue en la lista.',
  dropLetter: 'Quitar de la lista',
  dropLetterTitle: (type) => `¿Quitar de la lista: ${type}?`,
  dropLetterAdvice: 'Sigue en el registro y no cambia nada, ni ahora ni cuando se rehagan las vistas.',
  letterDropped: 'Quitada de la lista',

  refusals: 'Rechazado en la entrada',
  refusalsSince: 'Desde que arrancó el servidor,',
  noRefusals: 'No se rechazó nada.',
  reasons: {
    signature: 'La firma no era válida',
    key: 'No se pudo obtener la clave de quien firmaba',
    unsigned: 'No estaba firmado',
    blocked: 'De una instancia bloqueada o una persona suspendida',
    size: 'Demasiado grande, o tardó demasiado en llegar',
    form: 'No era una actividad legible',
    claim: 'Afirmaba lo que quien firmaba no puede decir',
    busy: 'Demasiado a la vez',
    other: 'Otra razón',
  },
  times: (count) => plural(language, count, { one: '# vez', other: '# veces' }),
};
