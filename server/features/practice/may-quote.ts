import type { DomainPolicy } from '../../activities/ports.ts';
import type { FollowViews } from '../follows/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { PostView, QuoteAuthorizationView } from './practice.model.ts';

interface QuoteParts {
  follows: FollowViews;
  policy: DomainPolicy;
}

/**
 * Whether an authorization lets `quoter` quote a post (FEP-044f). It is for one person and one post of theirs, and ends when
 * the author blocks them: what was let in can be shown out.
 */
export async function mayQuote(
  { follows, policy }: QuoteParts,
  quoter: string,
  { author }: PostView,
  { asker, revoked }: QuoteAuthorizationView,
): Promise<boolean> {
  if (revoked || (asker !== null && asker !== quoter) || isFromBlocked(policy, quoter)) return false;
  return !(await follows.blocks.isBlocking(author, quoter));
}
