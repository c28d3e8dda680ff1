import type { PrivacyRule } from '../../../shared/student-privacy.ts';
import type { editor as en } from '../en/editor.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const hint: Record<PrivacyRule, string> = {
  email: 'es la dirección de alguien. Quítala, si no es la tuya.',
  phone: 'parece un número de teléfono. Quítalo.',
  'id-number': 'parece un número que identifica a una persona. Quítalo.',
  'birth-date': 'dice cuándo nació alguien. Di su edad aproximada o quítalo.',
  'student-name': 'puede ser el nombre de alguien de tu alumnado. Di «una persona del grupo».',
  'class-list': 'parece una lista de alumnado. Di mejor cuántas personas eran.',
  'known-name': 'está en tu lista de alumnado. Di «una persona del grupo».',
};

export const editor: typeof en = {
  toolbar: 'Formato',
  tools: {
    bold: 'Negrita',
    italic: 'Cursiva',
    heading: 'Encabezado',
    list: 'Lista',
    numbered: 'Lista numerada',
    quote: 'Cita',
    link: 'Enlace',
  },
  addFile: 'Imagen o archivo',
  view: 'Vista',
  views: { write: 'Escribir', preview: 'Vista previa' },
  previewLabel: 'Cómo se publicará',
  emptyPreview: 'Todavía no hay nada que mostrar.',
  imageToCome: 'una imagen, cuando termine de subirse',
  frame: 'Empezar con tres preguntas',
  frameText: '## Qué probé\n\n\n\n## Qué pasó\n\n\n\n## Qué me pregunto\n\n',

  completion: { person: 'Personas', tag: 'Etiquetas' },
  suggestions: (count) =>
    plural(language, count, {
      one: '# sugerencia. Intro la elige, Escape cierra la lista.',
      other: '# sugerencias. Muévete con las flechas, Intro elige una, Escape cierra la lista.',
    }),
  tagPosts: (count) => plural(language, count, { one: '# publicación', other: '# publicaciones' }),

  hints: 'Lo que podría identificar a alguien de tu alumnado',
  hintCount: (count) =>
    plural(language, count, {
      one: 'Un pasaje podría identificar a alguien de tu alumnado',
      other: '# pasajes podrían identificar a alguien de tu alumnado',
    }),
  hint,
  showPassage: 'Ver dónde',
  aStudent: 'una persona del grupo',
  replaceWith: (words) => `Escribir «${words}»`,
  letStand: 'Está bien así',
  studentNames: 'Nombres de mi alumnado, para que me avises',
  studentNamesLabel: 'Nombres de tu alumnado',
  studentNamesHint: 'Se quedan en este dispositivo, no se envían a nadie y se borran cuando cierras la sesión.',
};
