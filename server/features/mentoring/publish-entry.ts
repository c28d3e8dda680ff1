import type { PairStatement } from '../../activities/pair-entry.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { mayStep, memberOf, otherMember, type PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

export interface EntryParts {
  mentoring: MentoringViews;
  pipeline: Pipeline;
  naming: Naming;
  policy: DomainPolicy;
  clock: Clock;
}

/** The pair (by its id in the API) for a member who may write in it now; whoever is no member finds nothing. */
export async function pairToWriteIn(
  { mentoring, policy }: Pick<EntryParts, 'mentoring' | 'policy'>,
  actor: string,
  id: string,
): Promise<Result<PairView>> {
  const pair = await mentoring.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  if (!mayStep(pair.state, memberOf(pair, actor), 'write')) return fail(NOT_ACTIVE);
  if (isFromBlocked(policy, otherMember(pair, actor))) return fail(BLOCKED);
  return ok(pair);
}

const NOT_ACTIVE = appError('conflict', 'You can write here while the pair is active. What you wrote is not sent.');
const BLOCKED = appError(
  'conflict',
  'This server does not talk to your partner’s at the moment, so the pair rests. Nothing is lost, and what you wrote is not sent: keep it, and ask your admin.',
);

/**
 * Publishes an entry of `actor` in a pair, to the partner alone, and answers its IRI. Durable when it resolves. With a
 * `name` (what makes it this one and no other), doing it again is doing it once.
 */
export async function publishEntry(
  { pipeline, naming, clock }: Pick<EntryParts, 'pipeline' | 'naming' | 'clock'>,
  actor: string,
  pair: PairView,
  statement: PairStatement,
  name?: string,
): Promise<string> {
  const iri = naming.newObject(name);
  await pipeline.publish({
    type: 'Add',
    iri: naming.newActivity(name),
    actor,
    audience: { to: [otherMember(pair, actor)], cc: [] },
    publishedAt: clock.now(),
    target: pair.thread,
    object: { iri, ...statement },
  });
  return iri;
}
