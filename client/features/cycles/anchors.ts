import type { Anchor } from '../../../shared/contracts/cycles.ts';

const QUOTE_MAX = 300;
const DAY_S = 24 * 3_600;

/** Words that somebody marked or pasted, as an anchor keeps them. */
export function quoteOf(words: string): string {
  return words.replace(/\s+/g, ' ').trim().slice(0, QUOTE_MAX).trimEnd();
}

/** `2:40` and `1:02:03` in seconds; null for what is no moment. */
export function parseMoment(typed: string): number | null {
  const match = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(typed.trim());
  if (!match) return null;
  const [hours, minutes, seconds] = [match[1] ?? '0', match[2], match[3]].map(Number);
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (match[1] !== undefined && minutes > 59) return null;
  const all = hours * 3_600 + minutes * 60 + seconds;
  return all <= DAY_S ? all : null;
}

export function momentOf(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Where an anchor points, in a few words. */
export function placeOf(anchor: Anchor): string {
  return anchor.kind === 'moment' ? momentOf(anchor.seconds) : anchor.quote;
}

/** The address of a recording at a moment: by the parameter its site knows, elsewhere by a media fragment (W3C). */
export function linkAt(link: string, seconds: number): string {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    return link;
  }
  if (/(^|\.)(youtube\.com|youtu\.be)$/.test(url.hostname)) url.searchParams.set('t', `${seconds}s`);
  // PeerTube, which schools run themselves.
  else if (/^\/(w|videos\/watch)\//.test(url.pathname)) url.searchParams.set('start', `${seconds}s`);
  else if (url.hash === '') url.hash = `t=${seconds}`;
  return url.href;
}

/**
 * Where words stand in a text that is cut into pieces (the text nodes of a page), whatever white space lies between:
 * the piece and the character of the first and of the last one, the latter exclusive. Null when they are not there.
 */
export function locate(
  pieces: readonly string[],
  quote: string,
): { from: { piece: number; at: number }; to: { piece: number; at: number } } | null {
  const wanted = quote.replace(/\s+/g, '');
  if (wanted === '') return null;
  const places: { piece: number; at: number }[] = [];
  let text = '';
  pieces.forEach((words, piece) => {
    for (let at = 0; at < words.length; at += 1) {
      const character = words[at] ?? '';
      if (/\s/.test(character)) continue;
      text += character;
      places.push({ piece, at });
    }
  });
  const start = text.indexOf(wanted);
  const from = places[start];
  const last = places[start + wanted.length - 1];
  if (start === -1 || from === undefined || last === undefined) return null;
  return { from, to: { piece: last.piece, at: last.at + 1 } };
}
