import type { Attachment } from '../../../shared/contracts/media.ts';
import type { media as en } from '../en/media.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const kinds: Record<Attachment['kind'], string> = {
  image: 'Imagen',
  document: 'Archivo',
  video: 'Vídeo',
  audio: 'Grabación',
};

export const media: typeof en = {
  kinds,
  images: 'Imágenes',
  files: 'Archivos',
  file: 'Un archivo',
  recognised:
    '¿Se puede reconocer a alguien de tu alumnado, por la cara, el nombre o la letra? Entonces tápalo o elige otra imagen.',
  whatItShows: (number) => (number === 1 ? '¿Qué se ve en la imagen?' : `¿Qué se ve en la imagen ${number}?`),
  why: 'Lo leen en su lugar tus colegas que no pueden verla y quienes tienen una conexión lenta.',
  altMissing: 'Di en pocas palabras qué se ve en la imagen. Después podrás publicar.',
  attach: 'Adjuntar una imagen o un archivo',
  altMissingToSend: 'Di en pocas palabras qué se ve en la imagen. Después podrás enviarla.',
  stillUploading: 'Un archivo todavía se está subiendo. Espera un momento y envía después.',
  removeImage: (number) => (number === 1 ? 'Quitar la imagen' : `Quitar la imagen ${number}`),
  removeFile: (name) => `Quitar ${name}`,
  notOnThisDevice: 'Esta imagen se estaba añadiendo en otro dispositivo. Abre allí el borrador o quítala aquí.',
  uploading: (name) => `Subiendo ${name}`,
  progress: (percent) => `${percent} % subido`,
  interrupted: 'La subida se detuvo. Seguirá sola desde donde estaba.',
  offline: 'No tienes conexión. La subida seguirá cuando vuelva.',
  retry: 'Intentar de nuevo',
  empty: (name) => `${name} está vacío. Elige otro archivo.`,
  tooLarge: (name, size, max) =>
    `${name} ocupa ${size}; se pueden subir como mucho ${max}. Hazlo más pequeño e inténtalo de nuevo.`,
  noImage: (name) => `${name} no es una imagen que todo el mundo pueda ver. Guárdala como JPEG, PNG o WebP.`,
  noDocument: (name) => `${name} no se puede adjuntar. Sí se puede con PDF y documentos de ofimática.`,
  tooMany: 'Adjunta como mucho 8 archivos.',
  openPicture: (name) => (name === '' ? 'Abrir la imagen' : `Abrir la imagen: ${name}`),
  altTitle: 'Qué se ve en la imagen',
  descriptions: (count) =>
    plural(language, count, { one: 'Qué se ve en la imagen', other: 'Qué se ve en las # imágenes' }),
};
