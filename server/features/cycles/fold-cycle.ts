import { keyOf, nameOf } from '../../core/ids.ts';
import { isDuplicateKey } from '../../storage/index.ts';
import type { MentoringViews, PairView } from '../mentoring/index.ts';
import { type CycleFold, foldCycle, isOpen } from './cycles.model.ts';
import type { CycleView, CycleViews, EntryView } from './cycles.views.ts';
import type { TurnFold } from './turns.model.ts';

/** Another process may store an entry of the same cycle at the same moment; two people do not so this often. */
const ATTEMPTS_MAX = 50;

/**
 * Makes the documents of a cycle from all its entries. Whoever stores an entry does this afterwards; of several at the same
 * moment, the one who reads last sees all of them, and an older one that wrote after it notices and does it again.
 * @param before what there was before an entry was taken back: what hung on that one counts no more
 */
export async function refold(
  { views, mentoring }: { views: CycleViews; mentoring: MentoringViews },
  pair: PairView,
  root: string,
  before: readonly EntryView[] = [],
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const current = await views.cycles.findOne({ _id: root });
    const facts = await views.factsOf(pair._id, [root]);
    const fold = foldCycle(root, [pair.offerer, pair.partner], facts);
    const made = fold && cycleView(pair._id, fold, facts);
    if (!(await replace(views, root, current, made))) continue;
    await Promise.all([writeTurns(views, pair, root, fold), enterFeedback(mentoring, fold, [...before, ...facts])]);
    const after = await views.cycles.findOne({ _id: root }, { projection: { madeOf: 1 } });
    if (after?.madeOf === made?.madeOf) return;
  }
  throw new Error(`the cycle ${root} changes faster than it can be read`);
}

function cycleView(pair: string, { root, state, moves, startedAt }: CycleFold, facts: readonly EntryView[]): CycleView {
  const set = facts.map(({ _id, deleted }) => `${deleted ? '-' : '+'}${_id}`).sort();
  return {
    _id: root,
    id: keyOf(root),
    pair,
    madeOf: nameOf(...set),
    state,
    open: isOpen(state),
    position: `${startedAt.toISOString()} ${keyOf(root)}`,
    waitsFor: [...new Set(moves.map(({ actor }) => actor))],
    moves,
  };
}

/** False when somebody else wrote since `current` was read. */
async function replace(
  { cycles }: CycleViews,
  root: string,
  current: CycleView | null,
  made: CycleView | null,
): Promise<boolean> {
  if (current === null) return made === null || insert(cycles, made);
  const unchanged = { _id: root, madeOf: current.madeOf };
  if (made === null) return (await cycles.deleteOne(unchanged)).deletedCount === 1;
  const { _id, ...fields } = made;
  return (await cycles.replaceOne(unchanged, fields)).matchedCount === 1;
}

async function insert(cycles: CycleViews['cycles'], made: CycleView): Promise<boolean> {
  try {
    await cycles.insertOne(made);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

async function writeTurns(views: CycleViews, pair: PairView, cycle: string, fold: CycleFold | null): Promise<void> {
  const turns = fold?.turns ?? [];
  const followUps = turns.flatMap((turn) => followUpView(pair, cycle, turn) ?? []);
  for (const turn of turns) {
    const { presenter, responder, state, closedAt } = turn;
    const view = { pair: pair._id, cycle, presenter, responder, state, closedAt };
    await views.turns.replaceOne({ _id: turn.presentation._id }, view, { upsert: true });
  }
  for (const { _id, ...view } of followUps) await views.followUps.replaceOne({ _id }, view, { upsert: true });
  // What an entry that was taken back had made.
  await views.turns.deleteMany({ cycle, _id: { $nin: turns.map((turn) => turn.presentation._id) } });
  await views.followUps.deleteMany({ cycle, _id: { $nin: followUps.map(({ _id }) => _id) } });
}

function followUpView(pair: PairView, cycle: string, { presentation, responder, followUp }: TurnFold) {
  if (followUp === null) return null;
  const { fact, owner, state, by, done, latestAt } = followUp;
  return {
    _id: fact._id,
    id: keyOf(fact._id),
    pair: pair._id,
    cycle,
    turn: presentation._id,
    owner,
    helper: responder,
    members: [owner, responder],
    state,
    by: by ?? '',
    what: fact.entry.what,
    doneAt: done?.at ?? null,
    latestAt,
  };
}

/** What was said to the presenter in its place, and is of a kind, is feedback in the ledger of the two. */
async function enterFeedback(
  mentoring: MentoringViews,
  fold: CycleFold | null,
  facts: readonly EntryView[],
): Promise<void> {
  const counted = new Set<string>();
  for (const { contributions, presenter, responder } of fold?.turns ?? []) {
    for (const { _id, author, at, deleted, entry } of contributions) {
      if (author !== responder || deleted || entry.feedbackKind === null) continue;
      counted.add(_id);
      const feedback = { _id, giver: author, receiver: presenter, kind: entry.feedbackKind, post: null, at };
      await mentoring.feedback.enter(feedback);
    }
  }
  const others = facts.filter(({ _id, entry }) => entry.kind === 'contribution' && !counted.has(_id));
  await mentoring.feedback.remove(
    others.map(({ _id }) => _id),
    others.map(({ author }) => author),
  );
}
