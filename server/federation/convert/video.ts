import type { Json, JsonObject } from '../../activities/activity.ts';
import { escapeHtml, HTML_MAX_CHARS } from '../../core/html.ts';
import { iri, isObject, list, text } from './read.ts';

const FILES_MAX = 32;
/** Twice what PeerTube takes for a description. */
const MARKDOWN_MAX_CHARS = 20_000;
/** Of several sizes the largest that a page shows without waste. */
const HEIGHT_MAX = 1_080;

/**
 * A `Video` as PeerTube has it, in the form of an article: its page, its file and its picture stand in lists of their own
 * there. Text may be Markdown.
 */
export function articleOfVideo(json: JsonObject): JsonObject {
  const files = filesIn(json.url);
  const page = files.find(({ mediaType }) => mediaType === 'text/html');
  const recording = bestOf(files.filter(({ mediaType }) => mediaType.startsWith('video/')));
  const written = text(json.content, HTML_MAX_CHARS);
  const poster = bestOf(list(json.icon).slice(0, FILES_MAX).flatMap(filesIn));
  return {
    ...json,
    type: 'Article',
    content: json.mediaType === 'text/markdown' ? htmlOf(written) : written,
    url: page?.href ?? null,
    attachment: recording === undefined ? [] : [writtenFile('Video', recording, text(json.name, 300))],
    image: poster === undefined ? null : writtenFile('Image', poster, ''),
  };
}

/**
 * The Markdown that descriptions are written in: paragraphs, lines, addresses, links and what is emphasised. All of it, as our
 * own people write it, is not for strangers: a few thousand characters can take a parser a second, in which nobody else is
 * served, and how far it gets in a given time would differ from one rebuild to the next.
 */
function htmlOf(markdown: string): string {
  return escapeHtml(markdown.slice(0, MARKDOWN_MAX_CHARS).toWellFormed().replace(/\r\n?/g, '\n'))
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${withMarks(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** Whatever repeats here has a bound, and none can begin within another. */
function withMarks(text: string): string {
  return text
    .replace(
      /\[([^[\]\n]{1,300})\]\((https?:\/\/[^\s()[\]<>*]{1,2000})\)|\bhttps?:\/\/[^\s()[\]<>*]{1,2000}/g,
      (address, words, to) => `<a href="${to ?? address}">${words ?? address}</a>`,
    )
    .replace(/\*\*([^*\n]{1,1000})\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*\n]{1,1000})\*/g, '<em>$1</em>');
}

interface File {
  href: string;
  mediaType: string;
  width: number;
  height: number;
}

/** Links and images with where they lead; of a playlist the files that it is made of too. */
function filesIn(value: Json | undefined): File[] {
  return list(value)
    .slice(0, FILES_MAX)
    .flatMap((item) => {
      if (!isObject(item)) return fileAt(item, {});
      const href = item.href ?? (typeof item.url === 'string' ? item.url : null);
      const parts = list(item.tag).slice(0, FILES_MAX).filter(isObject);
      return [...fileAt(href, item), ...parts.flatMap((part) => fileAt(part.href, part))];
    });
}

function fileAt(at: Json | undefined, { mediaType, width, height }: JsonObject): File[] {
  const href = iri(at);
  if (href === null) return [];
  return [{ href, mediaType: text(mediaType, 100), width: pixels(width), height: pixels(height) }];
}

function bestOf(files: readonly File[]): File | undefined {
  const fitting = files.filter(({ height }) => height <= HEIGHT_MAX);
  return [...(fitting.length > 0 ? fitting : files)].sort((a, b) => b.height - a.height)[0];
}

function pixels(value: Json | undefined): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : 0;
}

function writtenFile(type: 'Video' | 'Image', { href, mediaType, width, height }: File, name: string): JsonObject {
  return { type, url: href, mediaType, name, ...(width > 0 ? { width } : {}), ...(height > 0 ? { height } : {}) };
}
