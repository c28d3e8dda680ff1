import type { search as en } from '../en/search.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

export const search: typeof en = {
  title: 'Buscar',
  titleOf: (words) => `Buscar: ${words}`,
  field: '¿Qué buscas?',
  fieldHint: 'Palabras, un nombre, una etiqueta o la dirección de una publicación o persona.',
  button: 'Buscar',
  what: 'Qué buscar',
  posts: 'Práctica',
  people: 'Personas',
  tags: 'Etiquetas',
  filters: 'Filtros',
  filtersOn: (count) => plural(language, count, { one: '# filtro', other: '# filtros' }),
  clearFilters: 'Quitar los filtros',
  subject: 'Asignatura',
  gradeLevel: 'Nivel',
  language: 'Idioma',
  licence: 'Licencia',
  any: 'Cualquiera',
  asks: 'Pide comentarios',
  found: (count) => plural(language, count, { one: '# resultado', other: '# resultados' }),
  foundMore: (count) => plural(language, count, { one: '# resultado y más', other: '# resultados y más' }),
  searching: 'Buscando',
  beginTitle: 'Quizá alguien ya lo probó',
  begin:
    'Prueba con un tema y un nivel, como «fracciones primaria». También se encuentran otras formas de cada palabra.',
  visitor:
    'Buscas en lo que se publicó aquí para todo el mundo. Inicia sesión para buscar también en lo que llegó de otras instancias y para encontrar personas.',
  recent: 'Buscado en este dispositivo',
  forgetRecent: 'Olvidarlo',
  nothing: (words) => `Nada contiene «${words}»`,
  nothingAdvice: 'Prueba con menos palabras o con otra palabra para lo mismo.',
  nothingFiltered: 'Hay filtros puestos. Sin ellos quizá haya más.',
  nothingAsk: 'Parece que nadie ha escrito aquí sobre eso. Puedes empezar tú, o preguntar.',
  write: 'Escribir una publicación',
  nobody: (words) => `Nadie de quien se sepa aquí tiene «${words}» en su perfil`,
  nobodyAdvice: 'Para alguien de otra instancia, escribe su dirección completa: @nombre@su-instancia.',
  noTag: (words) => `Ninguna etiqueta empieza por «${words}»`,
  noTagAdvice: 'Las etiquetas son una sola palabra. Prueba solo con sus primeras letras.',
  tagPosts: (count, max) =>
    count >= max
      ? `más de ${new Intl.NumberFormat(language).format(max)} publicaciones`
      : plural(language, count, { one: '# publicación', other: '# publicaciones' }),
  replies: (count) => plural(language, count, { one: '# respuesta', other: '# respuestas' }),
  reply: 'Una respuesta',
  waits: 'Espera una primera respuesta',
  signInForPeople: 'Inicia sesión para encontrar personas',
  signIn: 'Iniciar sesión',
  looking: (host) => `Buscando en ${host}…`,
  lookedUp: 'Esto es lo que pegaste',
  lookUpFailed: 'No se encontró',
};
