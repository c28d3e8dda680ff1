import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type MentoringViews, memberOf, otherMember, type PairView } from '../mentoring/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type CalendarEntry, calendarFile } from './calendar-file.ts';
import { compareSaid } from './sessions.model.ts';
import { nameOfSession, type SessionView, type SessionViews } from './sessions.views.ts';

export interface CalendarParts {
  views: SessionViews;
  mentoring: MentoringViews;
  profiles: ProfileViews;
  clock: Clock;
  /** `host[:port]`, for names that no other server gives. */
  domain: string;
  languageOf(actor: string): Promise<InterfaceLanguage>;
}

const FEED_MAX = 300;
/** Past sessions stay in the feed for this long: a calendar is also looked back in. */
const FEED_PAST_MS = 90 * 24 * 3600_000;
/** A session can be moved again and again; a calendar follows this far. */
const MOVES_MAX = 20;

const WORDS: Readonly<Record<InterfaceLanguage, { title(name: string): string; calendar: string }>> = {
  en: { title: (name) => `Mentoring with ${name}`, calendar: 'Staffroom: mentoring' },
  es: { title: (name) => `Mentoría con ${name}`, calendar: 'Staffroom: mentoría' },
};

/** One session that was agreed to, for a member of its pair; whoever is none finds nothing. */
export async function readCalendarFile(parts: CalendarParts, actor: string, id: string): Promise<Result<string>> {
  const session = await parts.views.forMember(id, actor);
  const entries = session ? await entriesOf(parts, actor, [session]) : [];
  return entries.length > 0 ? ok(calendarFile(entries)) : fail(NOT_FOUND);
}

/** All sessions of somebody that were agreed to, from three months ago on. */
export async function readCalendarFeed(parts: CalendarParts, actor: string): Promise<string> {
  const since = new Date(parts.clock.now().getTime() - FEED_PAST_MS);
  const sessions = await parts.views.agreedSince(actor, since, FEED_MAX);
  const language = await parts.languageOf(actor);
  return calendarFile(await entriesOf(parts, actor, sessions), WORDS[language].calendar);
}

async function entriesOf(
  parts: CalendarParts,
  actor: string,
  sessions: readonly SessionView[],
): Promise<CalendarEntry[]> {
  // What was moved stands there as what took its place.
  const standing = sessions.filter(({ time, state }) => time !== null && state !== 'moved');
  const [found, words, moved] = await Promise.all([
    parts.mentoring.byOffers([...new Set(standing.map(({ pair }) => pair))]),
    parts.languageOf(actor).then((language) => WORDS[language]),
    movedBefore(parts.views, standing),
  ]);
  const pairs = new Map(found.filter((pair) => memberOf(pair, actor) !== null).map((pair) => [pair._id, pair]));
  const person = await parts.profiles.summaries([...pairs.values()].map((pair) => otherMember(pair, actor)));
  return standing.flatMap((session) => {
    const pair = pairs.get(session.pair);
    const { time, facts } = session;
    if (!pair || !time || !facts.proposal) return [];
    const chain = chainOf(session, moved);
    const isCancelled = session.state === 'cancelled' || endsBefore(pair, time.start);
    return {
      uid: `${chain.first}@${parts.domain}`,
      sequence: chain.moves * 2 + (isCancelled ? 1 : 0),
      title: words.title(person(otherMember(pair, actor)).displayName),
      time,
      room: facts.proposal.room,
      isCancelled,
      changedAt: changedAt(session, pair, isCancelled),
    };
  });
}

/** What is left of an ended pair's plans is called off. */
function endsBefore({ endedAt }: PairView, start: Date): boolean {
  return endedAt !== null && endedAt < start;
}

function changedAt({ agreedAt, facts }: SessionView, { endedAt }: PairView, isCancelled: boolean): Date {
  const cancelledAt = isCancelled ? (facts.cancelled.toSorted(compareSaid)[0]?.at ?? endedAt) : null;
  return cancelledAt ?? agreedAt ?? new Date(0);
}

/** The sessions whose place these took, by their names, as far back as calendars follow. */
async function movedBefore(
  views: SessionViews,
  sessions: readonly SessionView[],
): Promise<ReadonlyMap<string, SessionView>> {
  const known = new Map<string, SessionView>();
  let open = sessions;
  for (let move = 0; move < MOVES_MAX && open.length > 0; move++) {
    const names = open.flatMap(({ pair, moves }) => (moves === null ? [] : [{ pair, iri: moves }]));
    const fresh = names.filter((name) => !known.has(nameOfSession(name)));
    open = fresh.length === 0 ? [] : await views.byNames(fresh);
    for (const session of open) known.set(session._id, session);
  }
  return known;
}

/** How often a session was moved, and the id of what it was at first. Two that took one's place: only the first inherits. */
function chainOf(session: SessionView, moved: ReadonlyMap<string, SessionView>): { first: string; moves: number } {
  let last = session;
  let moves = 0;
  while (last.moves !== null && moves < MOVES_MAX) {
    const before = moved.get(nameOfSession({ pair: last.pair, iri: last.moves }));
    if (before?.movedBy !== last.iri) break;
    last = before;
    moves += 1;
  }
  return { first: last.id, moves };
}
