import { FOLLOW_IMPORT_MAX } from '../../../shared/contracts/onboarding.ts';
import { parseHandle } from '../profiles/handle.ts';

export interface FollowCsv {
  /** Whom the file names, without the leading `@`, each once; at most `FOLLOW_IMPORT_MAX`. */
  handles: string[];
  /** Lines that name nobody, by their number in the file. */
  bad: { line: number; text: string }[];
  /** There were more than are taken. */
  tooMany: boolean;
}

const BAD_TEXT_MAX = 60;

/**
 * Reads a list of follows as Mastodon and others export it: a handle in the first column, other columns ignored, with a
 * line of headings or without.
 */
export function readFollowCsv(text: string): FollowCsv {
  const handles = new Set<string>();
  const bad: FollowCsv['bad'] = [];
  let tooMany = false;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const first = firstColumn(raw);
    if (first === '') continue;
    const handle = first.replace(/^acct:/i, '').replace(/^@/, '');
    if (parseHandle(handle)?.host) {
      if (handles.size < FOLLOW_IMPORT_MAX || handles.has(handle.toLowerCase())) handles.add(handle.toLowerCase());
      else tooMany = true;
    } else if (index > 0 || !isHeading(first)) {
      bad.push({ line: index + 1, text: first.slice(0, BAD_TEXT_MAX) });
    }
  }
  return { handles: [...handles], bad, tooMany };
}

function firstColumn(line: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line)?.[1];
  return (quoted?.replaceAll('""', '"') ?? line.split(/[,;\t]/)[0] ?? '').trim();
}

/** `Account address`, in whatever language it was exported in. */
function isHeading(text: string): boolean {
  return !text.includes('@') && !text.includes('.');
}

/** The same list as Mastodon would export it. */
export function writeFollowCsv(handles: readonly string[]): string {
  return ['Account address,Show boosts', ...handles.map((handle) => `${handle},true`), ''].join('\n');
}
