import type { InterfaceLanguage, SUBJECTS } from './vocabulary.ts';

type Subject = (typeof SUBJECTS)[number];

/** What the suggested subjects are called; posts and profiles hold the English names, so that they mean the same to all. */
export const SPANISH_SUBJECTS: Readonly<Record<Subject, string>> = {
  Arts: 'Artes',
  Biology: 'Biología',
  Chemistry: 'Química',
  Computing: 'Informática',
  'Cross-curricular': 'Interdisciplinar',
  'Design and technology': 'Diseño y tecnología',
  Drama: 'Teatro',
  Economics: 'Economía',
  English: 'Inglés',
  Geography: 'Geografía',
  History: 'Historia',
  Languages: 'Idiomas',
  Literacy: 'Lectoescritura',
  Mathematics: 'Matemáticas',
  Music: 'Música',
  'Physical education': 'Educación física',
  Physics: 'Física',
  'Religious studies': 'Religión',
  Science: 'Ciencias',
  'Social studies': 'Ciencias sociales',
  'Special education': 'Educación especial',
};

const NAMES: Record<InterfaceLanguage, Readonly<Record<string, string>>> = { en: {}, es: SPANISH_SUBJECTS };

/** A subject in a language; what a teacher wrote in their own words stays so. */
export function subjectNameIn(language: InterfaceLanguage, subject: string): string {
  return Object.hasOwn(NAMES[language], subject) ? (NAMES[language][subject] ?? subject) : subject;
}
