import { Marked } from 'marked';
import { sanitizeHtml } from './html.ts';

const marked = new Marked({ gfm: true, breaks: true, async: false });

/**
 * The one way from what a teacher types to what is shown: the editor's preview, the published post and messages all
 * come through here. The HTML is safe: marked passes HTML through, so its output is sanitised like a stranger's.
 */
export function renderMarkdown(markdown: string): string {
  return sanitizeHtml(marked.parse(markdown, { async: false }));
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
