import type { Session } from '../../../shared/contracts/sessions.ts';
import type { DeliveryStatus } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { keyOf } from '../../core/ids.ts';
import { type MentoringViews, mayStep as mayInPair, memberOf, type PairView } from '../mentoring/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { compareSaid, endOf, mayStep, type Proposal, type SessionStep, type Time } from './sessions.model.ts';
import { nameOfSession, type SessionView } from './sessions.views.ts';

export interface PresentParts {
  mentoring: MentoringViews;
  profiles: ProfileViews;
  deliveries: DeliveryStatus;
  clock: Clock;
}

/** Sessions as their member `actor` sees them; those of others are left out. */
export async function presentSessions(
  parts: PresentParts,
  actor: string,
  sessions: readonly SessionView[],
): Promise<Session[]> {
  const pairs = new Map(
    (await parts.mentoring.byOffers([...new Set(sessions.map(({ pair }) => pair))])).map((pair) => [pair._id, pair]),
  );
  const mine = sessions.flatMap((session) => {
    const { proposal } = session.facts;
    const pair = pairs.get(session.pair);
    return proposal && pair && memberOf(pair, actor) ? [{ session, proposal, pair }] : [];
  });
  const [person, deliveries] = await Promise.all([
    parts.profiles.summaries([...new Set(mine.flatMap(({ session }) => session.members))]),
    parts.deliveries.of(mine.flatMap(({ session }) => lastOf(session, actor) ?? [])),
  ]);
  const now = parts.clock.now();
  return mine.map(({ session, proposal, pair }) => {
    const { facts, state, time } = session;
    const may = mayNow(session, proposal, pair, actor, now);
    const partner = session.members.find((member) => member !== actor) ?? actor;
    const last = lastOf(session, actor);
    const notes = facts.notes.filter(({ html }) => html !== '');
    return {
      id: session.id,
      pair: pair.id,
      partner: person(partner),
      proposedByMe: proposal.actor === actor,
      state: state ?? 'proposed',
      times: proposal.times.map(presentTime),
      time: time && presentTime(time),
      past: state === 'agreed' && time !== null && endOf(time) <= now,
      room: proposal.room,
      agenda: proposal.agenda,
      notes: notes.map(({ actor: author, html, at }) => ({
        author: person(author),
        mine: author === actor,
        html,
        at: at.toISOString(),
      })),
      myNotes: facts.notes.find((one) => one.actor === actor)?.markdown ?? '',
      moves: session.moves === null ? null : keyOf(nameOfSession({ pair: session.pair, iri: session.moves })),
      reason: session.reason,
      at: proposal.at.toISOString(),
      delivery: last === null ? null : (deliveries.get(last) ?? 'delivered'),
      may: { answer: may('answer'), cancel: may('cancel'), move: may('move'), note: may('note') },
    };
  });
}

/** What `actor` may do with a session now; nothing once the pair is no longer active. */
export function mayNow(
  { state, time }: SessionView,
  { actor: proposer, times }: Proposal,
  pair: PairView,
  actor: string,
  now: Date,
): (step: SessionStep) => boolean {
  const isOpen = mayInPair(pair.state, memberOf(pair, actor), 'write');
  const member = actor === proposer ? 'proposer' : 'asked';
  return (step) => isOpen && mayStep({ state, times, time }, member, step, now);
}

function presentTime({ start, minutes }: Time) {
  return { start: start.toISOString(), minutes };
}

/** The last activity about it that somebody sent. */
function lastOf({ facts }: SessionView, actor: string): string | null {
  const { proposal, answers, cancelled, notes } = facts;
  const said = [...(proposal ? [proposal] : []), ...answers, ...cancelled, ...notes];
  return (
    said
      .filter((one) => one.actor === actor)
      .sort(compareSaid)
      .at(-1)?.iri ?? null
  );
}
