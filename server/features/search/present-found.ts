import type { FoundPerson, FoundPost } from '../../../shared/contracts/search.ts';
import { POST_VISIBILITIES, type PostVisibility } from '../../../shared/vocabulary.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import type { FollowViews } from '../follows/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type PostView, type PracticeViews, permissionsFor } from '../practice/index.ts';
import { type ActorView, type ProfileViews, summaryOf } from '../profiles/index.ts';
import { type IsWanted, marked, snippetOf } from './marked-text.ts';
import { textOfHtml } from './search.text.ts';

export interface FoundParts {
  practice: PracticeViews;
  profiles: ProfileViews;
  follows: FollowViews;
  policy: DomainPolicy;
}

const NOTHING_MARKED: IsWanted = () => false;

/** The posts among these that `asker` may see, by IRI. Asked anew of the posts themselves: the index may be behind. */
export async function showPosts(
  parts: FoundParts,
  asker: Asker,
  iris: readonly string[],
  isWanted: IsWanted = NOTHING_MARKED,
): Promise<Map<string, FoundPost>> {
  const posts = (await parts.practice.byIris(iris))
    .filter(isFindable)
    .filter((post) => !isFromBlocked(parts.policy, post.author));
  const permissions = await permissionsFor(parts.follows, asker, posts);
  const visible = posts.filter((post) => permissions(post).see);
  const person = await parts.profiles.summaries(visible.map((post) => post.author));
  return new Map(visible.map((post) => [post._id, { ...found(post, isWanted), author: person(post.author) }]));
}

/** Those of them whose authors let their posts be found by search, and the asker's own. */
export async function showIndexable(
  parts: FoundParts,
  asker: Asker,
  iris: readonly string[],
  isWanted: IsWanted,
): Promise<Map<string, FoundPost>> {
  const shown = await showPosts(parts, asker, iris, isWanted);
  const posts = await parts.practice.byIris([...shown.keys()]);
  const hidden = await parts.profiles.notIndexable(posts.map((post) => post.author));
  for (const { _id, author, visibility } of posts) {
    const isMine = asker.kind === 'actor' && asker.iri === author;
    if (isMine) continue;
    if (visibility === 'unlisted' || hidden.has(author)) shown.delete(_id);
  }
  return shown;
}

/** An edit may have narrowed a post to the two of a pair: then it is nothing that is looked for. */
type Findable = PostView & { visibility: PostVisibility };

function isFindable(post: PostView): post is Findable {
  return !post.deleted && POST_VISIBILITIES.some((visibility) => visibility === post.visibility);
}

function found(post: Findable, isWanted: IsWanted): Omit<FoundPost, 'author'> {
  return {
    id: post.id,
    kind: post.kind,
    title: marked(post.title, isWanted),
    snippet: snippetOf(textOfHtml(post.html), isWanted),
    focusQuestion: post.focusQuestion,
    tags: post.tags,
    subject: post.subject,
    gradeLevel: post.gradeLevel,
    visibility: post.visibility,
    publishedAt: post.publishedAt.toISOString(),
    replies: post.replies,
  };
}

export async function showPeople(
  parts: FoundParts,
  iris: readonly string[],
  isWanted: IsWanted = NOTHING_MARKED,
): Promise<Map<string, FoundPerson>> {
  const actors = await parts.profiles.byIris(iris);
  return new Map(
    actors
      .filter((actor) => !isFromBlocked(parts.policy, actor._id))
      .map((actor) => [actor._id, foundPerson(actor, isWanted)]),
  );
}

function foundPerson(actor: ActorView, isWanted: IsWanted): FoundPerson {
  const said = [actor.helpWith, actor.growIn, textOfHtml(actor.bio), actor.school];
  const texts = said.filter((text) => text !== '').map((text) => snippetOf(text, isWanted));
  return {
    person: summaryOf(actor),
    about: texts.find(({ marks }) => marks.length > 0) ?? texts[0] ?? { text: '', marks: [] },
    subjects: actor.subjects,
  };
}
