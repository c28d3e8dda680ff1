import type { Cycle, FollowUp } from '../../../shared/contracts/cycles.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { memberOf, otherMember, type PairView, threadIsOpen } from '../mentoring/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type CycleFold, foldCycle } from './cycles.model.ts';
import type { EntryView, FollowUpView } from './cycles.views.ts';
import type { CycleKind } from './facts.model.ts';
import type { FollowUpFold } from './follow-ups.model.ts';
import { type CycleParts, type Opened, presentCycles, presentFollowUps } from './present-cycles.ts';
import type { Closure, ConsentFold, TurnFold } from './turns.model.ts';

const CYCLES_MAX = 20;
const FOLLOW_UPS_MAX = 100;

/** Why nothing can be said in a pair now; null when it can. */
export function closureOf({ policy }: Pick<CycleParts, 'policy'>, pair: PairView, actor: string): Closure {
  if (pair.state !== 'active') return 'pair-closed';
  return isFromBlocked(policy, otherMember(pair, actor)) ? 'paused' : null;
}

/** The newest cycles of a pair, for one of its members; for everyone else there are none, and no pair. */
export async function listCycles(
  parts: CycleParts,
  actor: string,
  pairId: string,
): Promise<Result<{ items: Cycle[]; mayBegin: boolean }>> {
  const pair = await parts.mentoring.forMember(pairId, actor);
  if (!pair) return fail(NOT_FOUND);
  const cycles = await parts.views.ofPair(pair._id, CYCLES_MAX);
  const newest = cycles[0];
  const [number, hasOpen] = await Promise.all([
    newest ? parts.views.numberOf(newest) : 0,
    parts.views.hasOpen(pair._id),
  ]);
  const roots = cycles.map(({ _id }) => _id);
  const folds = foldAll(pair, roots, await parts.views.factsOf(pair._id, roots));
  const opened = cycles.flatMap(({ _id }, index) => {
    const fold = folds.get(_id);
    return fold ? [{ pair, fold, number: number - index, closure: closureOf(parts, pair, actor) }] : [];
  });
  const mayBegin = !hasOpen && closureOf(parts, pair, actor) === null;
  return ok({ items: await presentCycles(parts, actor, opened), mayBegin });
}

function foldAll(pair: PairView, roots: readonly string[], facts: readonly EntryView[]): Map<string, CycleFold> {
  const folds = roots.map((root) => foldCycle(root, [pair.offerer, pair.partner], facts));
  return new Map(folds.flatMap((fold) => (fold ? [[fold.root, fold]] : [])));
}

/** A cycle as a member of its pair sees it now. */
export async function readCycle(parts: CycleParts, actor: string, root: string): Promise<Result<Cycle>> {
  const view = await parts.views.cycles.findOne({ _id: root });
  const pair = view ? await memberPair(parts, actor, view.pair) : null;
  if (!view || !pair) return fail(NOT_FOUND);
  const fold = foldAll(pair, [root], await parts.views.factsOf(pair._id, [root])).get(root);
  if (!fold) return fail(NOT_FOUND);
  const number = await parts.views.numberOf(view);
  const [shown] = await presentCycles(parts, actor, [{ pair, fold, number, closure: closureOf(parts, pair, actor) }]);
  return shown ? ok(shown) : fail(NOT_FOUND);
}

async function memberPair(parts: CycleParts, actor: string, offer: string): Promise<PairView | null> {
  const pair = await parts.mentoring.byOffer(offer);
  return pair && memberOf(pair, actor) !== null && threadIsOpen(pair.state) ? pair : null;
}

/** An entry of a pair of `actor`, and the cycle it is of. */
interface Found {
  entry: EntryView;
  pair: PairView;
  fold: CycleFold;
}

/** The entry of a kind with this id in the API, for a member of its pair; null for everyone else. */
export async function find(parts: CycleParts, actor: string, id: string, kind: CycleKind): Promise<Found | null> {
  const entry = await parts.views.entryById(id);
  const pair = entry?.entry.kind === kind ? await memberPair(parts, actor, entry.pair) : null;
  const root = entry && pair && (await parts.views.rootOf(entry));
  if (!entry || !pair || !root) return null;
  const fold = foldAll(pair, [root], await parts.views.factsOf(pair._id, [root])).get(root);
  return fold ? { entry, pair, fold } : null;
}

export interface FoundTurn extends Found {
  turn: TurnFold;
}

/** A turn by its id in the API. */
export async function findTurn(parts: CycleParts, actor: string, id: string): Promise<FoundTurn | null> {
  const found = await find(parts, actor, id, 'presentation');
  const turn = found?.fold.turns.find(({ presentation }) => presentation._id === found.entry._id);
  return found && turn ? { ...found, turn } : null;
}

export interface FoundFollowUp extends FoundTurn {
  followUp: FollowUpFold;
}

/** A follow-up by its id in the API. */
export async function findFollowUp(parts: CycleParts, actor: string, id: string): Promise<FoundFollowUp | null> {
  const found = await find(parts, actor, id, 'follow-up');
  const turn = found?.fold.turns.find(({ followUp }) => followUp?.fact._id === found.entry._id);
  return found && turn?.followUp ? { ...found, turn, followUp: turn.followUp } : null;
}

export interface FoundConsent extends FoundTurn {
  consent: ConsentFold;
}

/** A wish to quote by its id in the API. */
export async function findConsent(parts: CycleParts, actor: string, id: string): Promise<FoundConsent | null> {
  const found = await find(parts, actor, id, 'consent-asked');
  for (const turn of found?.fold.turns ?? []) {
    const consent = turn.consents.find(({ fact }) => fact._id === found?.entry._id);
    if (found && consent) return { ...found, turn, consent };
  }
  return null;
}

export interface FoundContribution extends FoundTurn {
  contribution: TurnFold['contributions'][number];
}

/** Something said in a turn, by its id in the API; what is not shown to the two is not found. */
export async function findContribution(
  parts: CycleParts,
  actor: string,
  id: string,
): Promise<FoundContribution | null> {
  const found = await find(parts, actor, id, 'contribution');
  for (const turn of found?.fold.turns ?? []) {
    const contribution = turn.contributions.find(({ _id }) => _id === found?.entry._id);
    if (found && contribution) return { ...found, turn, contribution };
  }
  return null;
}

/** Follow-ups of `actor` and their partners: open ones first, by day; then what was said last. */
export async function listFollowUps(parts: CycleParts, actor: string): Promise<FollowUp[]> {
  const { followUps } = parts.views;
  const open = await followUps
    .find({ members: actor, state: 'open' }, { sort: { by: 1 }, limit: FOLLOW_UPS_MAX })
    .toArray();
  const newest = await followUps.find({ members: actor }, { sort: { latestAt: -1 }, limit: FOLLOW_UPS_MAX }).toArray();
  const others = newest.filter(({ state }) => state !== 'open');
  return showFollowUps(parts, actor, [...open, ...others].slice(0, FOLLOW_UPS_MAX));
}

/** A follow-up as a member of its pair sees it now. */
export async function readFollowUp(parts: CycleParts, actor: string, iri: string): Promise<Result<FollowUp>> {
  const view = await parts.views.followUps.findOne({ _id: iri });
  const [shown] = view ? await showFollowUps(parts, actor, [view]) : [];
  return shown ? ok(shown) : fail(NOT_FOUND);
}

/** By pair, so that each pair's entries are read once. */
async function showFollowUps(parts: CycleParts, actor: string, views: readonly FollowUpView[]): Promise<FollowUp[]> {
  const pairs = await parts.mentoring.byOffers([...new Set(views.map(({ pair }) => pair))]);
  const opened: Opened[] = [];
  for (const pair of pairs) {
    if (memberOf(pair, actor) === null || !threadIsOpen(pair.state)) continue;
    const roots = [...new Set(views.filter((view) => view.pair === pair._id).map(({ cycle }) => cycle))];
    const folds = foldAll(pair, roots, await parts.views.factsOf(pair._id, roots));
    const closure = closureOf(parts, pair, actor);
    for (const fold of folds.values()) opened.push({ pair, fold, number: 0, closure });
  }
  const shown = await presentFollowUps(parts, actor, opened);
  return views.flatMap(({ id }) => shown.get(id) ?? []);
}
