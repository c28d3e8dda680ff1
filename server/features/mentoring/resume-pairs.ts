import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, PartnerSigns } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { nameOf } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import { isCovered, isFromBlocked } from '../moderation/index.ts';
import type { PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';
import { publishEntry } from './publish-entry.ts';

export interface ResumeParts {
  mentoring: MentoringViews;
  pipeline: Pipeline;
  naming: Naming;
  policy: DomainPolicy;
  signs: PartnerSigns;
  clock: Clock;
  logger: Logger;
}

const PAGE = 200;

/**
 * After a domain is no longer blocked, or somebody suspended: what waited here is sent, and in every pair with somebody there our member's side says
 * so, by which theirs knows that what we refused meanwhile may be sent again.
 */
export async function resumePairs(parts: ResumeParts, back: { domain: string } | { actor: string }): Promise<void> {
  const { mentoring, naming, policy, clock } = parts;
  const since = clock.now().toISOString();
  await parts.signs.unblocked();
  for await (const pair of mentoring.everyPair(PAGE)) {
    if (pair.state !== 'active') continue;
    const here = [pair.offerer, pair.partner].find(naming.isLocal);
    const there = [pair.offerer, pair.partner].find((member) => !naming.isLocal(member));
    if (here === undefined || there === undefined || isFromBlocked(policy, there)) continue;
    if (isBack(there, back)) await sayResumed(parts, here, pair, since);
  }
}

function isBack(actor: string, back: { domain: string } | { actor: string }): boolean {
  if ('actor' in back) return actor === back.actor;
  return isCovered(new Set([back.domain]), new URL(actor).host);
}

async function sayResumed(parts: ResumeParts, actor: string, pair: PairView, since: string): Promise<void> {
  try {
    await publishEntry(parts, actor, pair, { kind: 'resumed' }, nameOf('resumed', actor, pair._id, since));
  } catch (err) {
    // The others are told all the same.
    parts.logger.error({ err, pair: pair._id }, 'a partner could not be told that they can be reached again');
  }
}
