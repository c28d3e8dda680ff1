import type { FoundPerson, FoundPost } from '../../../shared/contracts/search.ts';
import { POST_VISIBILITIES, type PostVisibility } from '../../../shared/vocabulary.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import type { FollowViews } from '../follows/index.ts';
import type { MediaLinks } from '../media/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type PostView, type PracticeViews, visibleAmong } from '../practice/index.ts';
import { type ActorView, type ProfileViews, summaryOf } from '../profiles/index.ts';
import { type IsWanted, marked, snippetOf } from './marked-text.ts';
import { textOfHtml } from './search.text.ts';

export interface FoundParts {
  practice: PracticeViews;
  profiles: ProfileViews;
  follows: FollowViews;
  policy: DomainPolicy;
  media: { links: Pick<MediaLinks, 'emojis'> };
}

const NOTHING_MARKED: IsWanted = () => false;

/** The posts among these that `asker` may see, by IRI. Asked anew of the posts themselves: the index may be behind. */
export async function showPosts(
  parts: FoundParts,
  asker: Asker,
  iris: readonly string[],
  isWanted: IsWanted = NOTHING_MARKED,
): Promise<Map<string, FoundPost>> {
  return present(parts, await findableAmong(parts, asker, iris), isWanted);
}

/** Those of them whose authors let their posts be found by search, and the asker's own. */
export async function showIndexable(
  parts: FoundParts,
  asker: Asker,
  iris: readonly string[],
  isWanted: IsWanted,
): Promise<Map<string, FoundPost>> {
  const posts = await findableAmong(parts, asker, iris);
  const hidden = await parts.profiles.notIndexable(posts.map((post) => post.author));
  const indexable = posts.filter(({ author, visibility }) => {
    const isMine = asker.kind === 'actor' && asker.iri === author;
    return isMine || (visibility !== 'unlisted' && !hidden.has(author));
  });
  return present(parts, indexable, isWanted);
}

async function findableAmong(parts: FoundParts, asker: Asker, iris: readonly string[]): Promise<Findable[]> {
  return (await visibleAmong(parts, asker, await parts.practice.byIris(iris))).visible.filter(isFindable);
}

async function present(
  { profiles, media }: FoundParts,
  posts: readonly Findable[],
  isWanted: IsWanted,
): Promise<Map<string, FoundPost>> {
  const person = await profiles.summaries(posts.map((post) => post.author));
  return new Map(
    posts.map((post) => [
      post._id,
      { ...found(post, isWanted), emojis: media.links.emojis(post.emojis), author: person(post.author) },
    ]),
  );
}

/** An edit may have narrowed a post to the two of a pair: then it is nothing that is looked for. */
type Findable = PostView & { visibility: PostVisibility };

function isFindable(post: PostView): post is Findable {
  return POST_VISIBILITIES.some((visibility) => visibility === post.visibility);
}

function found(post: Findable, isWanted: IsWanted): Omit<FoundPost, 'author' | 'emojis'> {
  return {
    id: post.id,
    kind: post.kind,
    title: marked(post.title, isWanted),
    // A warning stands before the text here too.
    snippet: snippetOf(post.warning || textOfHtml(post.html), isWanted),
    focusQuestion: post.focusQuestion,
    language: post.language,
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
      .map((actor) => [actor._id, { ...foundPerson(actor, isWanted), emojis: parts.media.links.emojis(actor.emojis) }]),
  );
}

function foundPerson(actor: ActorView, isWanted: IsWanted): Omit<FoundPerson, 'emojis'> {
  const { strengths, growth } = actor;
  const said = [
    actor.helpWith,
    strengths.join(', '),
    actor.growIn,
    growth.join(', '),
    textOfHtml(actor.bio),
    actor.school,
  ];
  const texts = said.filter((text) => text !== '').map((text) => snippetOf(text, isWanted));
  return {
    person: summaryOf(actor),
    about: texts.find(({ marks }) => marks.length > 0) ?? texts[0] ?? { text: '', marks: [] },
    subjects: actor.subjects,
  };
}
