/**
 * Finds in a text what could point to one student. Listed patterns, English and Spanish, nothing learnt and nothing sent
 * anywhere: the browser hints at them while one writes. They are hints: a pattern cannot know who is a student, so each
 * errs on the side of phrases that school people really use of students.
 */

export const PRIVACY_RULES = [
  'email',
  'phone',
  'id-number',
  'birth-date',
  'student-name',
  'class-list',
  'known-name',
] as const;
export type PrivacyRule = (typeof PRIVACY_RULES)[number];

/** A passage, by its place in the text (UTF-16 units, end exclusive). */
export interface PrivacyFinding {
  rule: PrivacyRule;
  start: number;
  end: number;
  text: string;
}

export interface PrivacyOptions {
  /** Names of students that a teacher keeps on the device; found as written, whole words. */
  names?: readonly string[];
  /** The author's own names: never a student's. */
  own?: readonly string[];
}

const FINDINGS_MAX = 50;

/** What is found, by place, without overlaps; of two at one place the more specific. At most 50. */
export function findStudentDetails(
  text: string,
  { names = [], own = [] }: PrivacyOptions = {},
): readonly PrivacyFinding[] {
  const prose = hideMarkup(text);
  const ownWords = new Set(own.flatMap((name) => name.split(/\s+/)));
  const found: PrivacyFinding[] = [];
  const add = (rule: PrivacyRule, start: number, passage: string) => {
    const end = start + passage.length;
    const isOwn = rule === 'student-name' && passage.split(/\s+/).every((word) => ownWords.has(word));
    const overlaps = found.some((other) => start < other.end && other.start < end);
    if (!isOwn && !overlaps && found.length < FINDINGS_MAX)
      found.push({ rule, start, end, text: text.slice(start, end) });
  };
  for (const name of names) {
    if (name.trim() !== '') each(prose, wholeWord(name.trim()), (match) => add('known-name', match.index, match[0]));
  }
  each(prose, EMAIL, (match) => add('email', match.index, match[0]));
  each(prose, BIRTH_DATE, (match) => add('birth-date', match.index, match[0]));
  for (const pattern of ID_NUMBERS) each(prose, pattern, (match) => add('id-number', match.index, match[0]));
  for (const pattern of PHONES)
    each(prose, pattern, (match) => isPhone(match[0]) && add('phone', match.index, match[0]));
  each(prose, DIGITS, (match) => !isBookNumber(match[0]) && add('id-number', match.index, match[0]));
  for (const { pattern, fits } of NAMED_STUDENTS) {
    each(prose, pattern, (match) => {
      const name = withoutOpening(match.groups?.name ?? '');
      if (name === '' || !isName(name)) return;
      const start = match.index + match[0].indexOf(name);
      if (fits === undefined || fits(name, prose.slice(0, start))) add('student-name', start, name);
    });
  }
  each(prose, INLINE_LIST, (match) => {
    const people = match[0].split(/,\s*(?:(?:and|y|e|und)\s+)?|\s+(?:and|y|e)\s+/);
    if (people.length >= 3 && areStudents(people)) add('class-list', match.index, match[0]);
  });
  each(prose, LINE_LIST, (match) => {
    const people = match[0]
      .trim()
      .split('\n')
      .map((line) => line.replace(BULLET, '').trim());
    if (areStudents(people)) add('class-list', match.index, match[0].trimEnd());
  });
  return found.sort((a, b) => a.start - b.start);
}

/** Links, code, handles and hashtags say nothing of students; blotted out with as many characters, so places stay. */
function hideMarkup(text: string): string {
  return text.replace(
    /```[\s\S]*?```|`[^`\n]*`|https?:\/\/\S+|\]\([^()\n]*\)|(?<![\p{L}\p{N}])@[\w.-]+(?:@[\w.:-]+)?|(?<![\p{L}\p{N}&])#[\p{L}\p{N}_]+/gu,
    (hidden) => '·'.repeat(hidden.length),
  );
}

function each(text: string, pattern: RegExp, see: (match: RegExpExecArray) => void) {
  for (const match of text.matchAll(pattern)) see(match);
}

function wholeWord(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
}

const EMAIL = /(?<![\p{L}\p{N}@._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;

const PHONES = [
  /(?<![\p{L}\p{N}.])\+\d{1,3}[\s.-]?(?:\(\d{1,4}\)[\s.-]?)?\d{1,4}(?:[\s.-]?\d{2,4}){1,4}(?!\d)/gu,
  /(?<![\p{L}\p{N}.-])\(?\d{3}\)?[\s.-]\d{3}[.\s-]\d{4}(?!\d)/gu,
  /(?<![\p{L}\p{N}.-])[6-9]\d{2}(?:[\s.-]\d{3}[\s.-]\d{3}|(?:[\s.-]\d{2}){3})(?!\d|[.-]\d)/gu,
  /(?<![\p{L}\p{N}.-])0\d{2,4}[\s/.-]\d{3,4}[\s.-]?\d{3,5}(?!\d)/gu,
  /(?<=\b(?:tel|tlf|phone|mobile|whatsapp|call|text|teléfono|móvil|celular)\.?(?: number| (?:him|her|them) (?:on|at))?:?\s)\d[\d\s.-]{5,14}\d/giu,
];

function isPhone(passage: string): boolean {
  const digits = passage.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}

/** National identity and school numbers: Spain (DNI, NIE), Mexico (CURP), the United States, and "student ID 40417". */
const ID_NUMBERS = [
  /(?<![\p{L}\p{N}])(?:[XYZ][- ]?\d{7}|\d{8})[- ]?[A-HJ-NP-TV-Z](?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}.-])\d{3}-\d{2}-\d{4}(?![\d-])/gu,
  /(?<=\b(?:student|pupil|candidate) (?:id|number|no\.?)(?: is)?:? ?#?|(?:matrícula|expediente|número de alumno)(?: es)?:? ?)\d{4,}/giu,
];

const DIGITS = /(?<![\p{L}\p{N}.,/-]|isbn:?\s*)\d{8,18}(?![\p{L}\p{N}.,]\d|\d)/giu;

function isBookNumber(digits: string): boolean {
  return digits.length === 13 && /^97[89]/.test(digits);
}

const MONTHS =
  'january|february|march|april|mayo|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre';
const DATE = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s|de\\s)?(?:${MONTHS})(?:,?\\s(?:de[l]?\\s)?\\d{4})?|(?:${MONTHS})\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?)`;
const BIRTH_DATE = new RegExp(
  `(?<![\\p{L}])(?:born|birthday|date of birth|dob|naci[óo]|nacid[oa]|fecha de nacimiento|cumpleaños)(?:\\s(?:is|was|on|es|fue|el|en))*:?\\s${DATE}`,
  'giu',
);

const WORD = "\\p{Lu}[\\p{Ll}\\p{M}]{1,30}(?:['’-]\\p{Lu}?[\\p{Ll}\\p{M}]{1,30}){0,3}";
const SURNAME = `(?:\\s(?:de|del|de la|van|von|el|al|bin))?\\s${WORD}`;
const NAME = `(?<name>${WORD}(?:${SURNAME}){0,2})`;
/** `7b`, `Year 9`, `3ºB`, `2.º A`, `4º de ESO`, `sexto de primaria`. */
const CLASS =
  '(?:(?:(?:my|our|mi|nuestr[oa])\\s)?(?:[Cc]lass|[Yy]ear|[Gg]rade|[Ff]orm|[Cc]lase|[Cc]urso|[Gg]rupo|[Gg]rado)\\s\\d{1,2}\\s?[A-Ha-h]?|\\d{1,2}\\s?[A-Ha-h]|\\d{1,2}\\.?\\s?[ºª°](?:\\s?[A-Ha-h])?|(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]) de (?:primaria|secundaria|infantil|eso|ESO))(?![\\p{L}\\d])';
const START = '(?<![\\p{L}\\p{N}])';
const CONDITION =
  '(?:ADHD|dyslexia|dyscalculia|autism|an IEP|special needs|TDAH|dislexia|discalculia|autismo|necesidades especiales)';

interface NamedStudent {
  pattern: RegExp;
  /** A further condition on the name, given what stands before it. */
  fits?: (name: string, before: string) => boolean;
}

const NAMED_STUDENTS: readonly NamedStudent[] = [
  // My student Marco; a pupil called Lena Schmidt.
  {
    pattern: new RegExp(
      `${START}(?:[Ss]tudent|[Pp]upil|[Bb]oy|[Gg]irl|[Cc]hild|[Kk]id|[Ll]earner)(?:\\s(?:called|named)|,)?\\s${NAME}`,
      'gu',
    ),
  },
  // Mi alumno Marco; una niña llamada Lucía; la alumna que se llama Ana.
  {
    pattern: new RegExp(
      `${START}(?:[Aa]lumn[oa]|[Ee]studiante|[Nn]iñ[oa]|[Cc]hic[oa]|[Mm]uchach[oa])(?:\\s(?:llamad[oa]|que se llama)|,)?\\s${NAME}`,
      'gu',
    ),
  },
  // Lena Schmidt from 7b; Sofía, de 3º B.
  { pattern: new RegExp(`${START}${NAME},?\\s(?:from|de|of)\\s${CLASS}`, 'gu'), fits: isPerson },
  // Lena Schmidt in Year 9: with one word only it may as well be a topic.
  {
    pattern: new RegExp(`${START}${NAME}\\s(?:in|en)\\s${CLASS}`, 'gu'),
    fits: (name) => FIRST_NAMES.has(firstWord(name)),
  },
  // Marco's mum; los padres de Lucía.
  {
    pattern: new RegExp(
      `${START}${NAME}['’]s?\\s(?:mum|mom|mother|dad|father|parents|guardian|carer|grandmother|foster|IEP|diagnosis|${CONDITION})`,
      'gu',
    ),
    fits: isPerson,
  },
  {
    pattern: new RegExp(
      `${START}(?:[Ll]a madre|[Ee]l padre|[Ll]os padres|[Ll]a mamá|[Ee]l papá|[Ll]a familia|[Ll]a abuela|[Ee]l diagnóstico) de ${NAME}`,
      'gu',
    ),
  },
  // Marco has ADHD; Lucía tiene dislexia.
  { pattern: new RegExp(`${START}${NAME}\\s(?:has|with|tiene|con)\\s${CONDITION}`, 'gu'), fits: isPerson },
];

/** Not the first word of a sentence, which any word may be; or a name that people have. */
function isPerson(name: string, before: string): boolean {
  const startsSentence = /(?:^|[.!?:]\s|\n[\s>*-]*)$/.test(before);
  return !startsSentence || name.includes(' ') || FIRST_NAMES.has(name);
}

/** `Then Lena Schmidt` is Lena Schmidt: the first word of a sentence is written large too. */
function withoutOpening(name: string): string {
  const words = name.split(' ');
  return words.length > 1 && NO_NAMES.has(words[0] ?? '') ? words.slice(1).join(' ') : name;
}

/** It begins with no day, month, subject or other word that is written large, nor with the title of an adult. */
function isName(name: string): boolean {
  return !NO_NAMES.has(firstWord(name)) && !TITLES.has(firstWord(name));
}

function areStudents(people: readonly string[]): boolean {
  const known = people.filter((person) => FIRST_NAMES.has(firstWord(person)));
  return known.length >= 2 && known.length * 2 >= people.length && people.every((person) => isName(person));
}

function firstWord(name: string): string {
  return name.split(/\s/)[0] ?? '';
}

/** Single names only: authors are cited with their surnames. */
const INLINE_LIST = new RegExp(
  `${START}${WORD}(?:,\\s${WORD}){1,40}(?:,?\\s(?:and|y|e)\\s${WORD})?(?!\\s\\p{Lu})`,
  'gu',
);
const BULLET = /^[\s>]*(?:[-*+•]|\d{1,3}[.)])?\s*/;
const LINE_LIST = new RegExp(
  `(?:(?<=\\n)|^)(?:[ \\t>]*(?:[-*+•]|\\d{1,3}[.)])?[ \\t]*${WORD}(?:[ \\t]${WORD}){0,2}[ \\t]*(?:\\n|$)){3,60}`,
  'gu',
);

const TITLES = new Set(
  'Mr Mrs Ms Mx Dr Miss Sir Sr Sra Srta Prof Don Doña Señor Señora Profesor Profesora Maestro Maestra'.split(' '),
);

const NO_NAMES = new Set(
  `Monday Tuesday Wednesday Thursday Friday Saturday Sunday Lunes Martes Miércoles Jueves Viernes Sábado Domingo
  January February March April May June July August September October November December
  Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre Noviembre Diciembre
  Art Arts Biology Chemistry Computing Drama Economics English Geography History Languages Literacy Mathematics Maths Math
  Music Physics Science Spanish French German Latin Philosophy Religion Technology Algebra Geometry
  Arte Biología Química Informática Economía Inglés Geografía Historia Lenguas Lengua Matemáticas Música Física Ciencias
  Francés Alemán Filosofía Tecnología Álgebra Geometría Dibujo
  The This That These Those There They We You He She It And But Or So If When Then After Before In On At For From With
  El La Los Las Un Una Este Esta Esto Ese Esa Y Pero O Si Cuando Entonces Después Antes En De Con Para Por Como
  Council Voice Union Government Support Services Affairs Leadership Feedback Work Teacher Student Students Pupils Class
  Year Grade Form Lesson Lessons Week Term Unit Chapter Part Group Team Table Homework Exam Test
  Consejo Clase Curso Grupo Equipo Semana Unidad Tema Lección Trabajo Examen Alumno Alumna Alumnos Estudiantes
  Google Kahoot Padlet Moodle Canvas Teams Zoom Wikipedia Erasmus Europe America Spain Mexico France Germany`.split(
    /\s+/,
  ),
);

/** Common first names of the last twenty years: they tell a list of children from a list of topics. */
const FIRST_NAMES = new Set(
  `Aisha Aaron Adam Adrián Agustín Ahmed Aitana Alba Alejandra Alejandro Alex Alexander Ali Alice Alicia Álvaro Amina Amir
  Amelia Amy Ana Andrea Andrés Anna Antonia Antonio Ariana Arthur Ava Beatriz Ben Benjamin Bianca Bruno Camila Carla Carlos
  Carmen Caroline Catalina Charlie Charlotte Chloe Chris Clara Claudia Cristina Daniel Daniela David Diego Dylan Eduardo
  Elena Eleanor Ella Elías Emil Emily Emilia Emma Enrique Eric Esteban Ethan Eva Evie Fatima Fátima Felipe Felix Fernanda
  Fernando Finn Francisco Freya Gabriel Gabriela George Grace Guillermo Hannah Harry Hassan Héctor Henry Hugo Ian Ibrahim
  Iker Inés Irene Isaac Isabel Isabella Isla Iván Ivy Jack Jacob Jaime James Javier Jayden Jessica Jimena Joaquín Jonas
  Jorge José Joseph Joshua Juan Julia Julián Karim Laura Layla Lena Leo Leonardo Lewis Liam Lily Lina Logan Lola Lorenzo
  Lucas Lucía Lucy Luis Luna Maja Malik Manuel Marco Marcos María Maria Mariam Marina Mario Marta Martín Martina Mason
  Mateo Matías Max Maya Mia Miguel Mila Millie Mohamed Mohammed Muhammad Natalia Nicolás Nina Noah Noor Nora Nuria Oliver
  Olivia Omar Óscar Oscar Pablo Paula Pedro Poppy Rafael Raúl Rebecca Ricardo Roberto Rocío Rosa Ruby Samuel Santiago Sara
  Sarah Sebastián Sergio Sofía Sofia Sophia Sophie Teresa Theo Thomas Tom Tomás Valentina Valeria Vera Víctor Victoria
  William Ximena Yasmin Yusuf Zara Zoe`.split(/\s+/),
);
