import type { CycleState } from '../../../shared/vocabulary.ts';
import { type Fact, type FactOf, factsAbout } from './facts.model.ts';
import { foldTurn, isPresentation, movesIn, type TurnFold, type WaitingMove } from './turns.model.ts';

/** What a cycle has come to: one presents and the other responds, and then the other way round. */
export interface CycleFold {
  /** IRI of the presentation that began it. */
  root: string;
  /** One or two, in order. */
  turns: TurnFold[];
  state: CycleState;
  /** Why it was set aside. */
  reason: string;
  startedAt: Date;
  completedAt: Date | null;
  moves: WaitingMove[];
}

/**
 * What the facts about a cycle amount to; null while the presentation that begins it is not among them. `members` are the two
 * of the pair: what anybody else says, or what comes out of turn, does not count.
 */
export function foldCycle(root: string, members: readonly [string, string], facts: readonly Fact[]): CycleFold | null {
  const begun = facts.find(
    (fact): fact is FactOf<'presentation'> => fact._id === root && fact.entry.kind === 'presentation',
  );
  if (!begun || begun.entry.cycle !== null || !members.includes(begun.author) || !isPresentation(begun)) return null;
  const other = members[0] === begun.author ? members[1] : members[0];
  const first = foldTurn(begun, other, facts);
  const answered = first.state === 'closed' ? secondOf(root, other, facts) : undefined;
  const second = answered && foldTurn(answered, begun.author, facts);
  const aside = factsAbout(facts, 'set-aside', root).find(({ author }) => members.includes(author));
  const complete = second?.state === 'closed';
  // Set aside while the last word was under way: it was said, so there is nothing left to set aside.
  const isAside = aside !== undefined && !complete;
  const turns = (second ? [first, second] : [first]).map((turn) => (isAside ? setAside(turn) : turn));
  return {
    root,
    turns,
    state: isAside ? 'set-aside' : complete ? 'complete' : second ? 'second-turn' : answeredState(first),
    reason: isAside ? aside.entry.reason : '',
    startedAt: begun.at,
    completedAt: complete ? latest(first.closedAt, second.closedAt) : null,
    moves: [
      ...turns.flatMap(movesIn),
      ...(isAside || second || first.state !== 'closed'
        ? []
        : [{ actor: other, move: 'present' as const, at: first.latestAt }]),
    ],
  };
}

/** Only the one who responded presents next, and once. */
function secondOf(root: string, other: string, facts: readonly Fact[]): FactOf<'presentation'> | undefined {
  return factsAbout(facts, 'presentation', root).find((fact) => fact.author === other && isPresentation(fact));
}

function answeredState({ state }: TurnFold): CycleState {
  return state === 'closed' ? 'swap' : 'first-turn';
}

function setAside(turn: TurnFold): TurnFold {
  return turn.state === 'closed' ? turn : { ...turn, state: 'set-aside' };
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** Whether a cycle is still under way: while one is, no other begins. */
export function isOpen(state: CycleState): boolean {
  return state !== 'complete' && state !== 'set-aside';
}

/** Whether somebody presents next in a cycle. */
export function mayPresent({ state, turns }: Pick<CycleFold, 'state' | 'turns'>, actor: string): boolean {
  return state === 'swap' && turns[0]?.responder === actor;
}
