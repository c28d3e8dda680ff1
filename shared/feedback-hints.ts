import { ANYTHING, JUDGING, LEADING_ON, THANKING } from './feedback-words.ts';
import type { FeedbackKind, InterfaceLanguage } from './vocabulary.ts';

/**
 * Whether feedback prompts thinking, by listed words and patterns in English and Spanish: nothing learnt, nothing sent
 * anywhere. The browser hints while one writes, and one may send as it is; each rule rather says nothing than too much.
 */

export const FEEDBACK_RULES = ['only-judges', 'only-thanks', 'order', 'praises-person', 'hidden-judgement'] as const;
export type FeedbackRule = (typeof FEEDBACK_RULES)[number];

export interface FeedbackHint {
  rule: FeedbackRule;
  /** The passage, by its place in the text (UTF-16 units, end exclusive). */
  start: number;
  end: number;
  text: string;
  /** The kinds whose stems lead out of it. */
  kinds: readonly FeedbackKind[];
}

/** Beginnings of sentences that prompt thinking. Each ends where one goes on. */
export const STEMS: Readonly<Record<InterfaceLanguage, Readonly<Record<FeedbackKind, readonly string[]>>>> = {
  en: {
    noticing: ['I noticed that ', 'What stood out to me was ', 'When you did this, the students '],
    question: ['What made you choose ', 'What made you decide to ', 'How could you tell that '],
    suggestion: ['What if ', 'One thing you could try next is ', 'I wonder whether it would help to '],
    connection: ['This reminds me of ', 'In my class, ', 'Something I read about this: '],
  },
  es: {
    noticing: ['Me di cuenta de que ', 'Lo que más me llamó la atención fue ', 'Cuando hiciste esto, el grupo '],
    question: ['¿Qué te llevó a elegir ', '¿Qué te llevó a decidir ', '¿Cómo supiste que '],
    suggestion: ['¿Y si ', 'Algo que podrías probar ahora es ', 'Me pregunto si ayudaría '],
    connection: ['Esto me recuerda ', 'En mi clase, ', 'Algo que leí sobre esto: '],
  },
};

const KINDS: Readonly<Record<FeedbackRule, readonly FeedbackKind[]>> = {
  'only-judges': ['noticing', 'question', 'suggestion', 'connection'],
  'only-thanks': ['noticing', 'connection'],
  order: ['suggestion'],
  'praises-person': ['noticing'],
  'hidden-judgement': ['question'],
};

/** A judgement that names up to two things of the work is still only a judgement: "Love the exit tickets!" */
const NAMED_MAX = 2;
/** A sentence about the work: this many words, and of them so many that could not stand in a comment on anything. */
const SENTENCE_WORDS_MIN = 4;
const TELLING_WORDS_MIN = 2;

/** At most one hint for each rule, by place. */
export function hintsFor(text: string): FeedbackHint[] {
  const sentences = sentencesOf(text);
  const hints: FeedbackHint[] = [];
  const add = (rule: FeedbackRule, start: number, end: number) =>
    hints.push({ rule, start, end, text: text.slice(start, end), kinds: KINDS[rule] });
  for (const [rule, patterns] of PATTERNS) {
    const found = sentences.find((sentence, index) => fits(rule, patterns, sentence, sentences[index + 1]));
    if (found) add(rule, found.start, found.end);
  }
  const first = sentences[0];
  const last = sentences.at(-1);
  if (hints.length === 0 && first && last) {
    const said = sentences.map(weigh);
    if (said.every((each) => each !== 'tells')) {
      if (said.includes('judges')) add('only-judges', first.start, last.end);
      else if (said.includes('thanks')) add('only-thanks', first.start, last.end);
    }
  }
  return hints.sort((a, b) => a.start - b.start);
}

/**
 * Says something about the work: a sentence that does not only judge, of at least four words, two of which could not stand
 * in a comment on anything; or a question with one such word. The beginning that a stem gives counts for nothing by itself.
 * What quotes somebody else does not count.
 */
export function isSubstantive(text: string): boolean {
  return sentencesOf(text).some((sentence) => weigh(sentence) === 'tells');
}

interface Sentence {
  start: number;
  end: number;
  text: string;
  asks: boolean;
}

/** Quotations, links and code are not the writer's own words; blotted out, so that places stay. */
function sentencesOf(text: string): Sentence[] {
  const own = text.replace(
    /^[ \t]*>.*$|`[^`\n]*`|https?:\/\/\S+|“[^“”\n]*”|«[^«»\n]*»|(?<![\p{L}\p{N}])"[^"\n]*"/gmu,
    (hidden) => '·'.repeat(hidden.length),
  );
  return [...own.matchAll(/[^\n]+?(?:[.!?…]+(?=\s|$)|\n|$)/gu)]
    .map(({ 0: found, index }) => {
      const start = index + (found.length - found.trimStart().length);
      const words = found.trim();
      return { start, end: start + words.length, text: words, asks: words.includes('?') };
    })
    .filter((sentence) => WORD_TEST.test(sentence.text));
}

/** Words, pictures that stand for one, and where a script has no spaces every two characters. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{1,2}|[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;
const WORD_TEST = new RegExp(WORD.source, 'u');

function wordsOf(sentence: string) {
  const all = (sentence.toLowerCase().match(WORD) ?? []).map((word) => word.normalize('NFC'));
  return {
    all: all.length,
    judging: all.some((word) => JUDGING.has(word)),
    thanking: all.some((word) => THANKING.has(word)),
    leadsOn: all.some((word) => LEADING_ON.has(word)),
    telling: all.filter((word) => ![JUDGING, THANKING, LEADING_ON, ANYTHING].some((listed) => listed.has(word))).length,
  };
}

function weigh({ text, asks }: Sentence): 'tells' | 'judges' | 'thanks' | 'nothing' {
  if (BARE_STEMS.has(lettersOf(text))) return 'nothing';
  const { all, judging, thanking, leadsOn, telling } = wordsOf(text);
  const says = asks ? telling >= 1 : all >= SENTENCE_WORDS_MIN && telling >= TELLING_WORDS_MIN;
  if (says && (asks || leadsOn || !judging || telling > NAMED_MAX)) return 'tells';
  return judging ? 'judges' : thanking ? 'thanks' : 'nothing';
}

const BARE_STEMS = new Set(
  Object.values(STEMS)
    .flatMap((kinds) => Object.values(kinds).flat())
    .map(lettersOf),
);

function lettersOf(text: string): string {
  return (text.toLowerCase().match(WORD) ?? []).join(' ');
}

const BEFORE =
  '^(?:(?:and|but|so|then|also|well|next time|i think|i feel|honestly|personally|y|pero|creo que|la próxima vez),? )?';
const starts = (pattern: string) => new RegExp(`${BEFORE}¡?(?:${pattern})(?![\\p{L}\\p{N}-])`, 'iu');
const within = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');

const PATTERNS: readonly (readonly [FeedbackRule, readonly RegExp[]])[] = [
  [
    'hidden-judgement',
    [
      starts(`¿?why (?:(?:did|do|would|could)n['’]t you|did you not|would you|on earth)`),
      starts(
        `(?:don|didn|shouldn|couldn|haven)['’]t you|do you really (?:think|believe)|did you even|what were you thinking`,
      ),
      starts(
        `wouldn['’]t it (?:be|have been) (?:better|easier|simpler|wiser|nicer)|isn['’]t (?:it|that|this) (?:too|a bit|rather)`,
      ),
      starts(`how could you (?:let|forget|miss|ignore|allow|not)`),
      starts(
        '¿por qué no (?:(?:me|les?|los?|las?|te|se|nos) )?(?:has|habías|\\p{L}+ste|haces|usas|pruebas|pones|das|dejas)',
      ),
      starts('¿no (?:crees|piensas|te parece|deberías|tendrías que|podrías haber|sería mejor|habría sido mejor)'),
      starts('¿(?:de verdad|en serio|realmente) (?:crees|piensas|te parece)|¿cómo se te ocurre'),
    ],
  ],
  [
    'praises-person',
    [
      within(
        `you(?: are|['’]re) (?:(?:so|such|just|simply|really|truly|absolutely|very|an?|the) ){0,3}(?:amazing|awesome|brilliant|great|fantastic|wonderful|incredible|gifted|talented|genius|natural|inspiring|inspiration|star|legend|hero|rock ?star|best|smart|clever)`,
      ),
      within(
        'you rock|you (?:really )?have a (?:real )?(?:gift|talent)|born teacher|(?:what an?|such an?) (?:\\p{L}+ ){0,2}teacher',
      ),
      within('students are (?:so )?lucky to have you|i wish i (?:was|were|could be) (?:like you|as \\p{L}+ as you)'),
      within(
        'eres (?:(?:muy|tan|realmente|un|una|el|la|simplemente) ){0,3}(?:genial|increíble|maravillos[oa]|fantástic[oa]|brillante|crack|talentos[oa]|inspiración|mejor|estrella|geni[oa]|gran (?:docente|maestr[oa]|profe(?:sora?)?))',
      ),
      within('tienes (?:un don|mucho talento)|qué (?:gran|buena?|excelente) (?:docente|maestr[oa]|profe(?:sora?)?)'),
      within('qué suerte tienen tus (?:alumn[oa]s|estudiantes)'),
    ],
  ],
  [
    'order',
    [
      starts(`you (?:should|must|have to|need to|ought to|had better|shouldn['’]t|mustn['’]t)(?! (?:be|feel) proud)`),
      starts(
        `make sure(?: that)? you|be sure to|(?:do not|don['’]t|never|always) (?!you|we|they|i|worry|forget)\\p{L}+`,
      ),
      starts(
        `(?:use|add|avoid|include|remove|stop|give|tell|ask|put|change|shorten|provide)(?! of| to me| up)(?= \\p{L})`,
      ),
      starts('let (?:them|students|the students|your students|the class|your class)|slow down|speed up'),
      starts('(?:debes|deberías|tienes que|tendrías que|necesitas|hay que)(?! mejorar)(?= \\p{L}+[aei]r)'),
      starts(
        '(?:usa|utiliza|haz|pon|añade|agrega|evita|dales|diles|pídeles|ponles|hazles|déjales|asegúrate|procura)(?= \\p{L})',
      ),
      starts('no (?:hagas|uses|pongas|des|dejes|les des|les digas)'),
    ],
  ],
];

/** A reason, a purpose, or where it comes from, in the same sentence or the next one. */
const REASON =
  /(?<![\p{L}])(?:because|since|so|as|otherwise|if|when|that way|in order|to (?:help|keep|make|see|give|let|get|show|avoid|find|allow|support|check|encourage|build|hear)|i (?:found|saw|noticed|tried|once)|for me|in my|it (?:helps?|lets?|gives?|makes?|would|could|might)|this (?:helps?|lets?|gives?|makes?|would|could|might)|porque|ya que|puesto que|así|pues|para|de modo|si|cuando|en mi|a mí|me (?:ayudó|funcionó|sirvió)|eso (?:ayuda|permite|da)|esto (?:ayuda|permite|da))(?![\p{L}])/iu;

function fits(
  rule: FeedbackRule,
  patterns: readonly RegExp[],
  sentence: Sentence,
  next: Sentence | undefined,
): boolean {
  const match = patterns.map((pattern) => pattern.exec(sentence.text)).find((found) => found !== null);
  if (!match) return false;
  if (rule !== 'order') return true;
  const rest = sentence.text.slice(match.index + match[0].length);
  return !sentence.asks && !REASON.test(rest) && !(next && REASON.test(next.text));
}
