import { pairNews } from '../../../../shared/pair-news/es.ts';
import type { Words } from './en.ts';
import { plural } from './plural.ts';

export const es: Words = {
  quoted: (title) => `«${title}»`,
  names: (names) => new Intl.ListFormat('es').format(names),
  follow: (who) => `${who} ahora te sigue`,
  followMany: (who) => `${who} ahora te siguen`,
  followRequest: (who) => `A ${who} le gustaría seguirte`,
  followRequestMany: (who) => `A ${who} les gustaría seguirte`,
  feedback: (who, what) => `Comentarios de ${who} sobre ${what}`,
  reply: (who, what) => `Respuesta de ${who} en ${what}`,
  mention: (who) => `Te menciona ${who}`,
  message: (who) => `Te ha escrito ${who}`,
  ...pairNews,
  moderation: 'Alguien espera que le den acceso',
  report: (count) => plural('es', count, { one: 'Hay una denuncia por revisar', other: 'Hay # denuncias por revisar' }),
  somePost: 'una publicación tuya',
  somebody: 'Alguien',
  confirmMail: {
    subject: (instance) => `¿Es tuya esta dirección? ${instance}`,
    lead: (handle, instance) =>
      `${handle} en ${instance} quiere recibir en esta dirección un resumen de las novedades. Si eres tú, confírmala.`,
    button: 'Confirmar esta dirección',
    otherwise: 'Si no eres tú, no tienes que hacer nada: sin confirmación no se envía ningún otro correo.',
  },
  digestMail: {
    subject: (count, instance) =>
      plural('es', count, { one: `Una novedad en ${instance}`, other: `# novedades en ${instance}` }),
    greeting: (name) => `Hola, ${name}:`,
    lead: 'esto es lo nuevo desde el último resumen:',
    button: 'Abrir Staffroom',
    more: (count) => plural('es', count, { one: 'y una más', other: 'y # más' }),
    why: (handle) => `Recibes este correo porque ${handle} eligió un resumen.`,
    unsubscribe: 'Dejar de recibir el resumen',
    settings: 'Cambiar cómo te avisamos',
  },
};
