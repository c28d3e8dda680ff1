import { createContext, Script } from 'node:vm';
import { Marked } from 'marked';
import { escapeHtml, sanitizeHtml } from './html.ts';

const marked = new Marked({ gfm: true, breaks: true, async: false });

/** Ten times what the longest post takes that anybody has written by hand. */
const PARSE_MAX_MS = 1_000;
const sandbox = { parse: () => '' };
const context = createContext(sandbox);
const parsing = new Script('parse()');

/**
 * marked takes minutes over some texts that nobody writes by hand (`*a.` ten thousand times: its time grows with the square
 * of the length), and runs out of stack over others (`>` as often). V8 can stop it, which a timer on this thread cannot.
 * Null when it had to.
 */
function parsed(markdown: string): string | null {
  sandbox.parse = () => marked.parse(markdown, { async: false });
  try {
    return parsing.runInContext(context, { timeout: PARSE_MAX_MS });
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

/**
 * The one way from what a teacher types to what is shown: the editor's preview, the published post and messages all
 * come through here. The HTML is safe: marked passes HTML through, so its output is sanitised like a stranger's.
 * What cannot be rendered in time is shown as it was typed.
 */
export function renderMarkdown(markdown: string): string {
  return sanitizeHtml(parsed(markdown) ?? `<p>${escapeHtml(markdown).replaceAll('\n', '<br>')}</p>`);
}

const SUMMARY_MAX = 500;

/**
 * The beginning of sanitised HTML as plain text, cut at a word, at most 500 characters (WIRE.md, `summary`). Headings and
 * list items are set off with punctuation, since nothing else does it in one line.
 */
export function plainSummary(html: string): string {
  const text = html
    .replace(/<\/h[1-6]>/g, ': ')
    .replace(/<\/li>/g, '; ')
    .replace(/<(?:br|\/p|\/blockquote)[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[.,:;?!…]) ?[:;](?= |$)/g, '')
    .replace(/ ?[:;] ?$/, '')
    .trim();
  if (text.length <= SUMMARY_MAX) return text;
  const cut = text.slice(0, SUMMARY_MAX - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SUMMARY_MAX / 2))}…`;
}
