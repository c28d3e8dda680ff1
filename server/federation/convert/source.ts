import type { JsonObject } from '../../activities/activity.ts';
import { first, isObject, text } from './read.ts';

const MARKDOWN_MAX_CHARS = 100_000;

/** Instants stand in the wire form to the millisecond, so that reading gives back what was written. */
export function instant(at: Date): string {
  return at.toISOString();
}

/** What the author typed (AP 3.3). */
export function writeMarkdown(markdown: string | null): JsonObject {
  return markdown === null ? {} : { source: { content: markdown, mediaType: 'text/markdown' } };
}

export function readMarkdown(json: JsonObject): string | null {
  const source = first(json.source);
  if (!isObject(source) || source.mediaType !== 'text/markdown' || typeof source.content !== 'string') return null;
  return text(source.content, MARKDOWN_MAX_CHARS);
}
