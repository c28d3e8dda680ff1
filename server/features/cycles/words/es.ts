import type { Words } from './en.ts';

export const es: Words = {
  brought: 'Qué probé',
  asked: 'Qué pregunté',
  saidBy: (name) => `Qué dijo ${name}`,
  colleague: 'una persona colega',
  did: 'Qué hice después',
  happened: 'Qué pasó',
  learnt: 'Qué me llevo',
  mine: (title, url) => `Lo conté aquí: [${title}](${url}).`,
  leftOut: (files) =>
    files === 1
      ? '*Un archivo privado no se incluye. Adjúntalo de nuevo si todo el mundo puede verlo, y quita esta línea.*'
      : `*${files} archivos privados no se incluyen. Adjunta de nuevo lo que todo el mundo puede ver, y quita esta línea.*`,
  tooLong: '*No todo cabe en una publicación. Quita esta línea.*',
};
