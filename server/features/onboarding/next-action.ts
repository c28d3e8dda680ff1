import type { FoundPost } from '../../../shared/contracts/search.ts';
import type { PracticeViews } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type FoundParts, mark, type SearchViews, showPosts } from '../search/index.ts';

const CANDIDATES_MAX = 60;
/** A post with so many answers does not wait for mine. */
const ENOUGH_REPLIES = 3;

/**
 * A recent public post whose author asks for feedback and has got little of it, none from me: in one of my subjects, else for one of
 * my grade levels, else any. Null when nobody waits.
 */
export async function feedbackWanted(
  parts: FoundParts & { search: SearchViews; practice: PracticeViews; profiles: ProfileViews },
  actor: string,
): Promise<FoundPost | null> {
  const me = await parts.profiles.byIri(actor);
  const narrowed = [...(me?.subjects ?? []).map(mark.subject), ...(me?.gradeLevels ?? []).map(mark.gradeLevel), null];
  for (const narrow of narrowed) {
    const newest = await parts.search.newest(
      'public',
      [mark.asks, ...(narrow === null ? [] : [narrow])],
      CANDIDATES_MAX,
    );
    const posts = await parts.practice.byIris(newest.map(({ _id }) => _id));
    const [hidden, answered] = await Promise.all([
      parts.profiles.notIndexable(posts.map(({ author }) => author)),
      parts.practice.answeredBy(
        actor,
        posts.map(({ _id }) => _id),
      ),
    ]);
    const waiting = posts
      .filter((post) => post.author !== actor && post.replies < ENOUGH_REPLIES)
      .filter((post) => !hidden.has(post.author) && !answered.has(post._id))
      .sort((a, b) => a.replies - b.replies || (a.position < b.position ? 1 : -1))
      .map(({ _id }) => _id);
    const shown = await showPosts(parts, { kind: 'actor', iri: actor }, waiting);
    const first = waiting.find((iri) => shown.has(iri));
    if (first !== undefined) return shown.get(first) ?? null;
  }
  return null;
}
