import type { z } from 'zod';
import type { ProposeFields, Session } from '../../../shared/contracts/sessions.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type EntryParts, type PairView, pairToWriteIn, publishEntry } from '../mentoring/index.ts';
import { mayNow, type PresentParts, presentSessions } from './present-sessions.ts';
import type { Proposal, SessionStep, Time } from './sessions.model.ts';
import type { SessionName, SessionView, SessionViews } from './sessions.views.ts';

export interface SessionParts extends EntryParts, PresentParts {
  views: SessionViews;
  /** One step at a time within a pair, so that each is decided on what the one before it made. */
  turns: KeyedQueue;
}

type Proposed = z.output<typeof ProposeFields>;

/** Sessions of one pair that are ahead or wait for an answer. */
const AHEAD_MAX = 30;
const LISTED_MAX = 50;
/** Far above what anybody may have. */
const PAIRS_MAX = 100;

/** Proposes times to meet in a pair. */
export async function proposeSession(
  parts: SessionParts,
  actor: string,
  pairId: string,
  fields: Proposed,
): Promise<Result<Session>> {
  const pair = await pairToWriteIn(parts, actor, pairId);
  if (!pair.ok) return pair;
  return parts.turns.run([pair.value._id], () => propose(parts, actor, pair.value, fields, null));
}

/** Proposes other times for a session that was agreed to; it stands until one of them is accepted. */
export function moveSession(
  parts: SessionParts,
  actor: string,
  id: string,
  fields: Proposed,
): Promise<Result<Session>> {
  return onSession(parts, actor, id, 'move', ({ pair, session }) => propose(parts, actor, pair, fields, session.iri));
}

async function propose(
  parts: SessionParts,
  actor: string,
  pair: PairView,
  { times, room, agenda }: Proposed,
  moves: string | null,
): Promise<Result<Session>> {
  const now = parts.clock.now();
  const chosen = times.map(({ start, minutes }) => ({ start: new Date(start), minutes }));
  const past = chosen.findIndex(({ start }) => start <= now);
  if (past >= 0) return fail(appError('invalid_input', IS_PAST, { [`times.${past}.start`]: IS_PAST }));
  const proposed = { times: chosen, room, agenda, moves };
  const same = (await parts.views.ofPair(pair._id, LISTED_MAX)).find((one) => isSame(one, actor, proposed));
  if (same) return presentOne(parts, actor, same);
  if ((await parts.views.countAhead(pair._id, now, AHEAD_MAX)) >= AHEAD_MAX) return fail(TOO_MANY);
  const iri = await publishEntry(parts, actor, pair, { kind: 'session', ...proposed });
  return presentOne(parts, actor, { pair: pair._id, iri });
}

/** Proposing the same again while it waits for an answer is proposing once. */
function isSame({ state, facts }: SessionView, actor: string, asked: Omit<Proposal, 'iri' | 'actor' | 'at'>): boolean {
  if (state !== 'proposed' || facts.proposal?.actor !== actor) return false;
  const { times, room, agenda, moves } = facts.proposal;
  const said = ({ start, minutes }: Time) => `${start.toISOString()} ${minutes}`;
  const words = (one: typeof asked) => JSON.stringify([one.times.map(said), one.room, one.agenda, one.moves]);
  return words({ times, room, agenda, moves }) === words(asked);
}

const IS_PAST = 'This time is past. Choose one that is still to come.';
const TOO_MANY = appError(
  'conflict',
  `You have ${AHEAD_MAX} sessions ahead with this partner. Call one off first, or let some of them pass.`,
);

/** What a step of somebody in a session is decided on. */
export interface OpenSession {
  pair: PairView;
  session: SessionView;
  proposal: Proposal;
}

/** Takes a step in a session, for a member who may; whoever is no member finds nothing. */
export async function onSession(
  parts: SessionParts,
  actor: string,
  id: string,
  step: SessionStep,
  take: (open: OpenSession) => Promise<Result<Session>>,
): Promise<Result<Session>> {
  const found = await parts.views.forMember(id, actor);
  if (!found) return fail(NOT_FOUND);
  return parts.turns.run([found.pair], async () => {
    const [session, offer] = await Promise.all([parts.views.forMember(id, actor), parts.mentoring.byOffer(found.pair)]);
    if (!session?.facts.proposal || !offer) return fail(NOT_FOUND);
    const pair = await pairToWriteIn(parts, actor, offer.id);
    if (!pair.ok) return pair;
    const open = { pair: pair.value, session, proposal: session.facts.proposal };
    const may = mayNow(session, open.proposal, pair.value, actor, parts.clock.now());
    return may(step) ? take(open) : fail(refusal(session));
  });
}

function refusal({ state }: SessionView) {
  const now = {
    proposed: 'it waits for the other one, or its times are past',
    agreed: 'it is agreed, or over',
    declined: 'it was declined',
    cancelled: 'it was called off',
    moved: 'it was moved to another time',
  }[state ?? 'proposed'];
  return appError('conflict', `This cannot be done now: ${now}. Reload the page to see how it stands.`);
}

export async function presentOne(parts: SessionParts, actor: string, name: SessionName): Promise<Result<Session>> {
  const session = await parts.views.byName(name);
  const [shown] = session ? await presentSessions(parts, actor, [session]) : [];
  return shown ? ok(shown) : fail(NOT_FOUND);
}

/** Sessions of a pair: those to come, soonest first, then the others, newest first. */
export async function listPairSessions(parts: SessionParts, actor: string, pairId: string): Promise<Result<Session[]>> {
  const pair = await parts.mentoring.forMember(pairId, actor);
  if (!pair) return fail(NOT_FOUND);
  const found = await parts.views.ofPair(pair._id, LISTED_MAX);
  const now = parts.clock.now();
  const isAhead = ({ until }: SessionView) => until !== null && until > now;
  const ordered = [...found.filter(isAhead).reverse(), ...found.filter((session) => !isAhead(session))];
  return ok(await presentSessions(parts, actor, ordered));
}

/** Those of all pairs that are to come or wait for an answer, soonest first. */
export async function listMySessions(parts: SessionParts, actor: string): Promise<Session[]> {
  const active = await parts.mentoring.activeOf(actor, PAIRS_MAX);
  const pairs = active.map(({ _id }) => _id);
  return presentSessions(parts, actor, await parts.views.aheadOf(actor, pairs, parts.clock.now(), LISTED_MAX));
}
