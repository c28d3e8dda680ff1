import { createContext, Script } from 'node:vm';
import { Marked, type TokenizerAndRendererExtension, type TokensList } from 'marked';
import { escapeHtml, type Picture, sanitizeHtml, withoutTags } from './html.ts';

/** What a text refers to, each once, in the order in which it stands there. Nothing in code or in a link counts. */
interface References {
  /** `name` or `name@domain`, lower case. */
  mentions: string[];
  /** Without `#`, as written. */
  tags: string[];
  pictures: { src: string; alt: string }[];
}

/** What became of the references of a text. What is not in here stays as it was typed; a picture becomes a link. */
export interface Resolved {
  /** By handle, as in {@link References}. */
  mentions: ReadonlyMap<string, { username: string; url: string }>;
  /** The page of a tag, by its name in lower case. */
  tags: ReadonlyMap<string, string>;
  /** By what stands in the text. */
  pictures: ReadonlyMap<string, Picture>;
}

const NOTHING: Resolved = { mentions: new Map(), tags: new Map(), pictures: new Map() };
const NO_REFERENCES: References = { mentions: [], tags: [], pictures: [] };

/** What the parser is writing with at this moment; it runs to its end without a pause. */
let resolved = NOTHING;

/**
 * A word that begins with a sign and points to something. In front of it is no letter, and nothing of an address:
 * `me@school.example` mentions nobody and `a/#b` has no tag.
 */
function word(
  name: string,
  pattern: RegExp,
  write: (word: string, raw: string) => string | null,
): TokenizerAndRendererExtension {
  return {
    name,
    level: 'inline',
    start: (src) => src.indexOf(name === 'mention' ? '@' : '#'),
    tokenizer(src, tokens) {
      const { inLink, inRawBlock } = this.lexer.state;
      if (inLink || inRawBlock || /[\p{L}\p{M}\p{N}_@#&/.=?-]$/u.test(tokens.at(-1)?.raw ?? '')) return undefined;
      const [raw, found] = pattern.exec(src) ?? [];
      return raw === undefined || found === undefined ? undefined : { type: name, raw, word: found };
    },
    renderer: (token) => write(String(token.word), token.raw) ?? escapeHtml(token.raw),
  };
}

const MENTION =
  /^@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,62}[\p{L}\p{N}_])?(?:@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?)?)(?![\p{L}\p{N}_@])/iu;
/** Digits alone are a number. */
const TAG = /^#((?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]{1,50})(?![\p{L}\p{M}\p{N}_])/u;

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  extensions: [
    word('mention', MENTION, (handle) => {
      const person = resolved.mentions.get(handle.toLowerCase());
      if (person === undefined) return null;
      const link = `<a href="${escapeHtml(person.url)}" class="u-url mention">@<span>${escapeHtml(person.username)}</span></a>`;
      return `<span class="h-card">${link}</span>`;
    }),
    word('hashtag', TAG, (tag) => {
      const page = resolved.tags.get(tag.normalize('NFC').toLowerCase());
      if (page === undefined) return null;
      return `<a href="${escapeHtml(page)}" class="mention hashtag" rel="tag">#<span>${escapeHtml(tag)}</span></a>`;
    }),
  ],
});

/** Ten times what the longest post takes that anybody has written by hand. */
const PARSE_MAX_MS = 1_000;
const sandbox = { work: () => {} };
const context = createContext(sandbox);
const working = new Script('work()');

/**
 * marked takes minutes over some texts that nobody writes by hand (`*a.` ten thousand times: its time grows with the square
 * of the length), and runs out of stack over others (`>` as often). V8 can stop it, which a timer on this thread cannot.
 * Null when it had to.
 */
function bounded<T>(work: () => T): T | null {
  let done: T | null = null;
  sandbox.work = () => {
    done = work();
  };
  try {
    working.runInContext(context, { timeout: PARSE_MAX_MS });
    return done;
  } catch (error) {
    if (isOutOfBounds(error)) return null;
    throw error;
  }
}

/** By name and code: an error of another context is no instance of this one's classes. */
function isOutOfBounds(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const timedOut = 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  return timedOut || ('name' in error && error.name === 'RangeError');
}

/** A text that was read once: what it refers to can be looked up before it is written out. */
export interface ParsedText {
  references: References;
  /** The HTML is safe: marked passes HTML through, so its output is sanitised like a stranger's. */
  render(found?: Resolved): string;
}

/** What cannot be parsed in time refers to nothing and is shown as it was typed. */
export function parseMarkdown(markdown: string): ParsedText {
  const parsed = bounded(() => {
    const tokens = marked.lexer(markdown);
    return { tokens, references: referencesIn(tokens) };
  });
  return {
    references: parsed?.references ?? NO_REFERENCES,
    render(found = NOTHING) {
      resolved = found;
      try {
        const html = parsed && bounded(() => marked.parser(parsed.tokens));
        return sanitizeHtml(html ?? `<p>${escapeHtml(markdown).replaceAll('\n', '<br>')}</p>`, found.pictures);
      } finally {
        resolved = NOTHING;
      }
    },
  };
}

/**
 * The one way from what a teacher types to what is shown: the editor's preview, the published post and messages all
 * come through `parseMarkdown`; where mentions, tags and pictures mean nothing, through here.
 */
export function renderMarkdown(markdown: string): string {
  return parseMarkdown(markdown).render();
}

function referencesIn(tokens: TokensList): References {
  const mentions = new Set<string>();
  const tags = new Map<string, string>();
  const pictures = new Map<string, { src: string; alt: string }>();
  marked.walkTokens(tokens, (token) => {
    if (token.type === 'mention' && 'word' in token) mentions.add(String(token.word).toLowerCase());
    if (token.type === 'hashtag' && 'word' in token) {
      const tag = String(token.word).normalize('NFC');
      if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
    }
    if (token.type === 'image' && !pictures.has(token.href)) {
      pictures.set(token.href, { src: token.href, alt: token.text.trim() });
    }
  });
  return { mentions: [...mentions], tags: [...tags.values()], pictures: [...pictures.values()] };
}

const SUMMARY_MAX = 500;

/**
 * The beginning of sanitised HTML as plain text, cut at a word, at most 500 characters (WIRE.md, `summary`). Headings and
 * list items are set off with punctuation, since nothing else does it in one line.
 */
export function plainSummary(html: string): string {
  const setOff = html
    .replace(/<\/h[1-6]>/g, ': ')
    .replace(/<\/li>/g, '; ')
    .replace(/<(?:br|\/p|\/blockquote)[^>]*>/g, ' ');
  const text = withoutTags(setOff)
    .replace(/\s+/g, ' ')
    .replace(/(?<=[.,:;?!…]) ?[:;](?= |$)/g, '')
    .replace(/ ?[:;] ?$/, '')
    .trim();
  if (text.length <= SUMMARY_MAX) return text;
  const cut = text.slice(0, SUMMARY_MAX - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SUMMARY_MAX / 2))}…`;
}
