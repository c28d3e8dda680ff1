import type { pwa as en } from '../en/pwa.ts';

export const pwa: typeof en = {
  newVersion: 'Hay una versión nueva.',
  later: 'Más tarde',
  postSent: (title) => `Publicada: ${title}`,
  replySent: 'Tu respuesta se envió',
};
