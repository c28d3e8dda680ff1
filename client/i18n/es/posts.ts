import type { posts as en } from '../en/posts.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

export const posts: typeof en = {
  visitorLead:
    'Aquí, docentes de distintas escuelas escriben lo que probaron, hacen una pregunta sobre ello y se ayudan a mejorar.',
  visitorFeed: 'Prácticas de esta instancia',
  prompt: '¿Qué probaste esta semana?',
  promptAction: 'Cuéntalo',
  emptyHomeWrite: 'Escribir la primera publicación',
  emptyInstance: 'Todavía no se ha publicado nada aquí',
  emptyInstanceAdvice:
    'Aquí aparecen las prácticas que publican docentes de esta instancia. La primera puede ser corta: lo que probaste y lo que te preguntas.',
  newPosts: (count) => plural(language, count, { one: 'Una publicación nueva', other: '# publicaciones nuevas' }),
  sharedBy: (name) => `${name} compartió esto`,
  pinned: 'Fijada',
  focusQuestion: 'Pregunta central',
  facts: 'Sobre esta publicación',
  edited: 'editada',
  onlyFollowers: 'Solo para quienes le siguen',
  unlisted: 'Fuera de las listas',
  like: 'Me gusta',
  likes: (count) => plural(language, count, { one: '# me gusta', other: '# me gusta' }),
  boost: 'Compartir con quienes me siguen',
  boosts: (count) => plural(language, count, { one: 'compartida una vez', other: 'compartida # veces' }),
  repliesLink: (count) =>
    count === 0 ? 'Sin respuestas todavía' : plural(language, count, { one: '# respuesta', other: '# respuestas' }),
  giveFeedback: 'Dar retroalimentación',
  untitled: 'Sin título',
  postBy: (name) => `Publicación de ${name}`,
  warned: 'Advertencia sobre el contenido',
  sensitive: 'Imágenes delicadas',
  poll: 'Encuesta',
  event: (when) => `Evento: ${when}`,
  calledOff: 'Evento cancelado',
  tags: 'Etiquetas',
};
