import { POLL_OPTIONS_MAX } from '../../../shared/contracts/practice.ts';
import type { Json, JsonObject, Poll, PollOption } from '../../activities/activity.ts';
import { escapeHtml, htmlToText } from '../../core/html.ts';
import { date, first, isObject, list, text } from './read.ts';
import { instant } from './source.ts';

const OPTION_MAX_CHARS = 300;
const VOTES_MAX = 1_000_000_000;

/** What makes a Note or an Article a `Question` (AS2 vocabulary, 2.3.2), with the counts as Mastodon has them. */
export function writePoll(poll: Poll): JsonObject {
  const options = poll.options.map(({ text: name, votes }) => ({
    type: 'Note',
    name,
    replies: { type: 'Collection', totalItems: votes },
  }));
  return {
    type: 'Question',
    [poll.multiple ? 'anyOf' : 'oneOf']: options,
    ...(poll.closesAt === null ? {} : { endTime: instant(poll.closesAt) }),
    ...(poll.voters === null ? {} : { votersCount: poll.voters }),
  };
}

/**
 * Servers that show a `Question` as a short post leave out its `name`, so its title stands above its text as well. A text
 * that begins with those words needs it no second time. The class is one that no text of ours has: what is put before a text
 * is taken off again, and nothing that was typed.
 */
export function pollHeading(title: string, html: string): string {
  const isSaid = title === '' || htmlToText(html).startsWith(title.replace(/…$/, ''));
  return isSaid ? '' : headingOf(title);
}

export function withoutPollHeading(title: string, content: string): string {
  const heading = headingOf(title);
  return content.startsWith(heading) ? content.slice(heading.length) : content;
}

function headingOf(title: string): string {
  return `<p class="p-name"><strong>${escapeHtml(title)}</strong></p>`;
}

/** Null when there is nothing to choose. `at` is when it says so, which is the end of one that says no more than that. */
export function readPoll(json: JsonObject, at: Date): Poll | null {
  const multiple = json.anyOf !== undefined;
  const options = readOptions(multiple ? json.anyOf : json.oneOf);
  if (options.length === 0) return null;
  const closed = first(json.closed);
  return {
    multiple,
    options,
    voters: json.votersCount === undefined ? null : count(json.votersCount),
    closesAt: date(closed) ?? date(json.endTime) ?? (closed === true ? at : null),
  };
}

/** Each text once: a vote names the text. */
function readOptions(value: Json | undefined): PollOption[] {
  const options = new Map<string, PollOption>();
  for (const item of list(value).slice(0, POLL_OPTIONS_MAX)) {
    if (!isObject(item)) continue;
    const name = readOption(item.name);
    const replies = first(item.replies);
    const votes = isObject(replies) ? count(replies.totalItems) : 0;
    if (name !== '' && !options.has(name)) options.set(name, { text: name, votes });
  }
  return [...options.values()];
}

/** The text of an option, plain, as it stands: a vote must name it to the letter. */
export function readOption(value: Json | undefined): string {
  const option = text(value, OPTION_MAX_CHARS);
  return option.trim() === '' ? '' : option;
}

function count(value: Json | undefined): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, VOTES_MAX) : 0;
}
