import type { Consent, Contribution, Cycle, FollowUp, Turn } from '../../../shared/contracts/cycles.ts';
import type { DeliveryStatus, DomainPolicy, PairFiles } from '../../activities/ports.ts';
import { keyOf } from '../../core/ids.ts';
import type { FollowViews } from '../follows/index.ts';
import type { MentoringViews, PairView } from '../mentoring/index.ts';
import { type PracticeViews, visibleAmong } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type CycleFold, isOpen, mayPresent } from './cycles.model.ts';
import type { CycleViews } from './cycles.views.ts';
import { mayFollowUp } from './follow-ups.model.ts';
import type { ThoughtViews } from './thoughts.views.ts';
import { type Closure, type ConsentFold, standingIn, type TurnFold } from './turns.model.ts';

export interface CycleParts {
  views: CycleViews;
  thoughts: ThoughtViews;
  mentoring: MentoringViews;
  profiles: ProfileViews;
  practice: PracticeViews;
  follows: FollowViews;
  deliveries: DeliveryStatus;
  policy: DomainPolicy;
  files: PairFiles;
}

/** A cycle of a pair that the asker is a member of. */
export interface Opened {
  pair: PairView;
  fold: CycleFold;
  /** Which one of the pair it is. */
  number: number;
  closure: Closure;
}

/** What several cycles need from elsewhere, read once for all. */
interface Lookups {
  actor: string;
  person: Awaited<ReturnType<ProfileViews['summaries']>>;
  /** A post by its IRI, when it is by `author` and the asker may see it. */
  post(iri: string | null, author: string): { id: string; title: string } | null;
  delivery: Awaited<ReturnType<DeliveryStatus['of']>>;
  /** IRIs of the Adds of the asker's contributions, by the contributions'. */
  activities: Map<string, string>;
  thoughts: Set<string>;
  files: PairFiles;
}

/** Cycles as their member `actor` sees them. */
export async function presentCycles(parts: CycleParts, actor: string, opened: readonly Opened[]): Promise<Cycle[]> {
  const lookups = await lookUp(parts, actor, opened);
  return opened.map((each) => presentCycle(lookups, each));
}

/** The follow-ups of these cycles, by their ids in the API. */
export async function presentFollowUps(
  parts: CycleParts,
  actor: string,
  opened: readonly Opened[],
): Promise<Map<string, FollowUp>> {
  const lookups = await lookUp(parts, actor, opened);
  const shown = opened.flatMap((each) => each.fold.turns.map((turn) => presentFollowUp(lookups, each, turn)));
  return new Map(shown.flatMap((followUp) => (followUp ? [[followUp.id, followUp]] : [])));
}

async function lookUp(parts: CycleParts, actor: string, opened: readonly Opened[]): Promise<Lookups> {
  const turns = opened.flatMap(({ fold }) => fold.turns);
  const said = turns.flatMap(({ contributions, presenter }) => contributions.map((fact) => ({ fact, presenter })));
  const own = said.filter(({ fact }) => fact.author === actor).map(({ fact }) => fact._id);
  const posts = turns.flatMap(({ presentation, followUp }) => [
    presentation.entry.post ?? [],
    followUp?.done?.entry.post ?? [],
  ]);
  const [person, found, entries, thoughts] = await Promise.all([
    parts.profiles.summaries(turns.flatMap(({ presenter, responder }) => [presenter, responder])),
    parts.practice.byIris([...new Set(posts.flat())]),
    own.length === 0 ? [] : parts.views.entries.find({ _id: { $in: own } }, { projection: { activity: 1 } }).toArray(),
    parts.thoughts.among(
      said.flatMap(({ fact, presenter }) =>
        fact.author === presenter ? [] : [{ feedback: fact._id, receiver: presenter }],
      ),
    ),
  ]);
  const activities = new Map(entries.map(({ _id, activity }) => [_id, activity]));
  const [{ visible }, delivery] = await Promise.all([
    visibleAmong(parts, { kind: 'actor', iri: actor }, found),
    parts.deliveries.of([...activities.values()]),
  ]);
  const shown = new Map(visible.map((post) => [post._id, post]));
  return {
    actor,
    person,
    post(iri, author) {
      const post = iri === null ? undefined : shown.get(iri);
      return post?.author === author ? { id: post.id, title: post.title } : null;
    },
    delivery,
    activities,
    thoughts,
    files: parts.files,
  };
}

function presentCycle(lookups: Lookups, opened: Opened): Cycle {
  const { pair, fold, number, closure } = opened;
  const { actor } = lookups;
  return {
    id: keyOf(fold.root),
    pair: pair.id,
    number,
    state: fold.state,
    turns: fold.turns.map((turn) => presentTurn(lookups, opened, turn)),
    myMove: closure === null && fold.moves.some((move) => move.actor === actor),
    may: {
      present: closure === null && mayPresent(fold, actor),
      setAside: closure === null && isOpen(fold.state),
    },
    reason: fold.reason,
    startedAt: fold.startedAt.toISOString(),
    completedAt: fold.completedAt?.toISOString() ?? null,
  };
}

function presentTurn(lookups: Lookups, opened: Opened, turn: TurnFold): Turn {
  const { pair, fold, closure } = opened;
  const { entry, _id: iri, at } = turn.presentation;
  const { speak, close, followUp, share, quiet, needs } = standingIn(turn, lookups.actor, closure);
  return {
    id: keyOf(iri),
    cycle: keyOf(fold.root),
    presenter: lookups.person(turn.presenter),
    iPresent: turn.presenter === lookups.actor,
    work: {
      kind: entry.workKind,
      title: entry.title,
      html: entry.html,
      link: entry.link,
      post: lookups.post(entry.post, turn.presenter),
      attachments: lookups.files.present(pair.id, entry.attachments),
    },
    focusQuestion: entry.focusQuestion,
    subject: entry.subject,
    protocol: { name: entry.protocol.name, purpose: entry.protocol.purpose, steps: [...turn.steps] },
    state: turn.state,
    step: turn.step < turn.steps.length ? turn.step : null,
    contributions: turn.contributions.map((fact) => presentContribution(lookups, pair, turn, fact)),
    followUp: presentFollowUp(lookups, opened, turn),
    consents: turn.consents.map((consent) => presentConsent(lookups.actor, pair, turn, consent)),
    may: { speak, close, followUp, share },
    quiet,
    needs,
    presentedAt: at.toISOString(),
  };
}

function presentContribution(
  lookups: Lookups,
  pair: PairView,
  { presenter }: TurnFold,
  { _id: iri, author, at, deleted, entry }: TurnFold['contributions'][number],
): Contribution {
  const mine = author === lookups.actor;
  return {
    id: keyOf(iri),
    author: lookups.person(author),
    mine,
    step: entry.step,
    html: entry.html,
    feedbackKind: deleted || author === presenter ? null : entry.feedbackKind,
    anchor: entry.anchor,
    attachments: lookups.files.present(pair.id, entry.attachments),
    deleted,
    madeMeThink: !deleted && lookups.thoughts.has(iri),
    at: at.toISOString(),
    delivery: mine ? (lookups.delivery.get(lookups.activities.get(iri) ?? '') ?? 'delivered') : null,
  };
}

function presentFollowUp(
  lookups: Lookups,
  { pair, closure }: Opened,
  { followUp, presentation }: TurnFold,
): FollowUp | null {
  if (followUp === null) return null;
  const { fact, owner, state, by, reason, done } = followUp;
  const may = closure === null && mayFollowUp(followUp, lookups.actor);
  return {
    id: keyOf(fact._id),
    pair: pair.id,
    turn: keyOf(presentation._id),
    about: presentation.entry.focusQuestion,
    mine: owner === lookups.actor,
    state,
    what: fact.entry.what,
    by,
    support: fact.entry.support,
    reason,
    evidence: done && {
      html: done.entry.html,
      link: done.entry.link,
      post: lookups.post(done.entry.post, owner),
      attachments: lookups.files.present(pair.id, done.entry.attachments),
      reflectionHtml: done.entry.reflection,
      at: done.at.toISOString(),
    },
    at: fact.at.toISOString(),
    may: { complete: may, change: may },
  };
}

export function presentConsent(actor: string, pair: PairView, turn: TurnFold, consent: ConsentFold): Consent {
  const { fact, pieces, answer, reason } = consent;
  return {
    id: keyOf(fact._id),
    pair: pair.id,
    turn: keyOf(turn.presentation._id),
    askedByMe: fact.author === actor,
    pieces: pieces.map((piece) => ({ contribution: keyOf(piece._id), html: piece.entry.html })),
    named: fact.entry.named,
    answer,
    reason,
    at: fact.at.toISOString(),
  };
}
