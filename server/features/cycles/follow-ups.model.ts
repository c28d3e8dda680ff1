import type { FollowUpState } from '../../../shared/vocabulary.ts';
import { htmlToText } from '../../core/html.ts';
import { byTime, type Fact, type FactOf, factsAbout } from './facts.model.ts';

/** What the presenter does about the feedback of a turn, as far as it has come. */
export interface FollowUpFold {
  fact: FactOf<'follow-up'>;
  owner: string;
  state: FollowUpState;
  /** Calendar day; null when it was declined. */
  by: string | null;
  reason: string;
  /** The evidence. */
  done: FactOf<'follow-up-done'> | null;
  /** When the newest thing was said about it. */
  latestAt: Date;
}

/** Whether it says something that one can do by a day, or why nothing is to be done. */
export function isFollowUp({ entry }: FactOf<'follow-up'>): boolean {
  return entry.what === '' ? entry.reason !== '' : entry.by !== '';
}

/**
 * What a follow-up has come to. Only its owner says anything about it. Done counts over given up, given up over another
 * day, and of several days the one said last: so the order in which they are learnt does not matter.
 */
export function foldFollowUp(fact: FactOf<'follow-up'>, facts: readonly Fact[]): FollowUpFold {
  const { _id: iri, author: owner, entry } = fact;
  if (entry.what === '') {
    return { fact, owner, state: 'declined', by: null, reason: entry.reason, done: null, latestAt: fact.at };
  }
  const mine = ({ author }: Fact) => author === owner;
  const changes = factsAbout(facts, 'follow-up-changed', iri).filter((each) => mine(each) && each.entry.reason !== '');
  const done = factsAbout(facts, 'follow-up-done', iri).find((each) => mine(each) && isDone(each)) ?? null;
  const dropped = changes.find((each) => each.entry.by === null);
  const moved = changes.filter((each) => each.entry.by !== null).at(-1);
  const said = done ?? dropped ?? moved;
  return {
    fact,
    owner,
    state: done ? 'done' : dropped ? 'dropped' : 'open',
    by: moved?.entry.by ?? entry.by,
    reason: (done ? null : (dropped ?? moved))?.entry.reason ?? '',
    done,
    latestAt: said && byTime(said, fact) > 0 ? said.at : fact.at,
  };
}

/** Evidence of at least one sort, and a reflection. */
function isDone({ entry }: FactOf<'follow-up-done'>): boolean {
  const shown = entry.link !== '' || entry.post !== null || entry.attachments.length > 0 || says(entry.html);
  return shown && says(entry.reflection);
}

function says(html: string): boolean {
  return htmlToText(html) !== '';
}

/** Whether somebody may complete or change it. */
export function mayFollowUp({ owner, state }: Pick<FollowUpFold, 'owner' | 'state'>, actor: string): boolean {
  return actor === owner && state === 'open';
}
