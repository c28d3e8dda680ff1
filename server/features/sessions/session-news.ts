import type { SessionNews } from '../../../shared/vocabulary.ts';
import type { ActivityOf } from '../../activities/activity.ts';
import { answerOf } from './sessions.model.ts';
import type { SessionView, SessionViews } from './sessions.views.ts';

/** What an entry of a pair (IRI of its Offer) did to a session, as far as it still counts; null when nothing. */
export async function newsOfSession(
  views: SessionViews,
  pair: string,
  { iri, object }: ActivityOf<'Add'>,
): Promise<{ news: SessionNews; session: SessionView } | null> {
  const about = object.kind === 'session' ? object.iri : 'session' in object ? object.session : null;
  const session = about === null ? null : await views.byName({ pair, iri: about });
  if (!session) return null;
  const { facts, state, moves } = session;
  const moved = moves === null ? null : await views.byName({ pair, iri: moves });
  const news = (word: SessionNews) => ({ news: word, session });
  switch (object.kind) {
    case 'session':
      if (state !== 'proposed' || facts.proposal?.iri !== iri) return null;
      return news(moved?.state === 'agreed' ? 'other-times' : 'proposed');
    case 'session-answered':
      if (answerOf(facts)?.iri !== iri) return null;
      if (state === 'declined') return news('declined');
      if (state !== 'agreed') return null;
      return news(moved?.movedBy === session.iri ? 'moved' : 'agreed');
    case 'session-cancelled':
      return state === 'cancelled' && facts.cancelled.some((said) => said.iri === iri) ? news('cancelled') : null;
    default:
      return null;
  }
}
