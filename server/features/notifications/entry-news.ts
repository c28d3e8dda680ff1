import type { NotificationKind, TurnNews } from '../../../shared/vocabulary.ts';
import type { ActivityOf } from '../../activities/activity.ts';
import { type CycleViews, turnCounts } from '../cycles/index.ts';
import { gapOf, otherMember, type PairView } from '../mentoring/index.ts';
import { newsOfSession, type SessionViews } from '../sessions/index.ts';
import type { Notice } from './notifications.model.ts';
import type { Reminders } from './reminders/reminders.ts';

export interface EntryNewsParts {
  cycles: CycleViews;
  sessions: SessionViews;
  reminders: Reminders;
}

type Told = Omit<Notice, 'at'>;

/** Whom an entry of a pair tells what, as far as it counts; and what there will be to remind of. */
export async function tellOfEntry(parts: EntryNewsParts, pair: PairView, activity: ActivityOf<'Add'>): Promise<Told[]> {
  const { actor, object } = activity;
  const base = { actor, about: pair._id, thread: pair._id };
  const owner = otherMember(pair, actor);
  const session = await newsOfSession(parts.sessions, pair._id, activity);
  if (session) {
    if (session.news === 'agreed' || session.news === 'moved') await parts.reminders.ofSession(pair, session.session);
    return [{ ...base, owner, kind: 'session', thing: activity.iri, step: session.news }];
  }
  if (object.kind === 'follow-up') await remindOf(parts, pair, actor, object.iri);
  if (object.kind === 'follow-up-changed') await remindOf(parts, pair, actor, object.followUp);
  const turn = await newsOfTurn(parts.cycles, pair, activity);
  const told: Told[] = turn ? [{ ...base, owner, kind: 'turn', thing: turn.thing, step: turn.news }] : [];
  return object.kind === 'follow-up' ? [...told, ...(await ofBalance(parts.cycles, pair))] : told;
}

async function remindOf({ cycles, reminders }: EntryNewsParts, pair: PairView, actor: string, iri: string) {
  const followUp = await cycles.followUps.findOne({ _id: iri });
  if (followUp?.state === 'open' && followUp.owner === actor && followUp.pair === pair._id) {
    await reminders.ofFollowUp(pair, actor, iri, followUp.by);
  }
}

/** What an entry did in a cycle for the partner of its author. What is only one's own step on the way tells nobody. */
async function newsOfTurn(
  cycles: CycleViews,
  pair: PairView,
  { iri, actor, object, publishedAt }: ActivityOf<'Add'>,
): Promise<{ news: TurnNews; thing: string } | null> {
  const entry = await cycles.entry(object.iri);
  const root = entry?.pair === pair._id ? await cycles.rootOf(entry) : null;
  const cycle = root === null ? null : await cycles.cycles.findOne({ _id: root });
  if (!entry || !cycle) return null;
  const other = otherMember(pair, actor);
  /** It is by this entry that the other one is waited for. */
  const passed = cycle.moves.find((each) => each.actor === other && each.at.getTime() === publishedAt.getTime());
  switch (object.kind) {
    case 'presentation': {
      const turn = await cycles.turns.findOne({ _id: object.iri });
      return turn ? { news: 'presented', thing: iri } : null;
    }
    case 'contribution':
    case 'step-closed':
      return passed ? { news: 'your-move', thing: iri } : null;
    case 'follow-up': {
      if (!(await cycles.followUps.findOne({ _id: object.iri }))) return null;
      return { news: cycle.state === 'complete' ? 'complete' : 'swap', thing: iri };
    }
    case 'follow-up-done': {
      const followUp = await cycles.followUps.findOne({ _id: object.followUp });
      const isDone = followUp?.state === 'done' && followUp.owner === actor;
      return isDone ? { news: 'done', thing: `done ${object.followUp}` } : null;
    }
    case 'consent-asked':
      return passed?.move === 'consent' ? { news: 'consent-asked', thing: iri } : null;
    case 'consent-answered': {
      const asked = await cycles.entry(object.consent);
      const isAnswer = asked?.entry.kind === 'consent-asked' && asked.author === other && asked.pair === pair._id;
      return isAnswer ? { news: 'consent-answered', thing: `answered ${object.consent}` } : null;
    }
    case 'set-aside':
      return cycle.state === 'set-aside' ? { news: 'set-aside', thing: `set-aside ${cycle._id}` } : null;
    default:
      return null;
  }
}

/** When one of the two has responded in more turns than taking turns explains, both hear of it: once for each gap. */
async function ofBalance(cycles: CycleViews, pair: PairView): Promise<Told[]> {
  const members = [pair.offerer, pair.partner];
  const [mine, theirs] = await Promise.all(members.map((actor) => turnCounts(cycles, { actor, pair: pair._id })));
  const gap = gapOf(mine?.responded ?? 0, theirs?.responded ?? 0);
  if (gap === null) return [];
  const owing = gap.owed === 'me' ? pair.offerer : pair.partner;
  return members.map((owner) => ({
    kind: 'balance',
    owner,
    actor: otherMember(pair, owner),
    thing: `balance ${pair._id} ${gap.turns} ${owing}`,
    about: pair._id,
    thread: pair._id,
    step: owner === owing ? 'mine-to-give' : 'mine-to-ask',
  }));
}

/** Kinds that are about what the two of a pair do, and that whoever acts in it has seen. */
export const SEEN_BY_ACTING: Partial<Record<ActivityOf<'Add'>['object']['kind'], NotificationKind>> = {
  'session-answered': 'session',
  'session-cancelled': 'session',
  presentation: 'turn',
  contribution: 'turn',
  'step-closed': 'turn',
  'follow-up': 'turn',
  'consent-answered': 'turn',
  'follow-up-done': 'follow-up',
  'follow-up-changed': 'follow-up',
};
