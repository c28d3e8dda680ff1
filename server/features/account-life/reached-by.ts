import type { Naming } from '../../activities/ports.ts';
import type { FollowViews } from '../follows/index.ts';
import { type MentoringViews, otherMember } from '../mentoring/index.ts';
import { type PracticeViews, postsHeldBy, responsesHeldBy, votesHeldBy } from '../practice/index.ts';

export interface ReachedParts {
  practice: PracticeViews;
  follows: FollowViews;
  mentoring: MentoringViews;
  naming: Naming;
}

/** Beyond this many people, whoever is left learns it when they next look. */
const REACHED_MAX = 20_000;

/**
 * People elsewhere whose servers have something of an actor of ours although they do not follow them: whom they wrote to or
 * mentioned, whose posts they liked or shared, in whose polls they voted, whom they follow, and their partners. By page, each once.
 */
export async function* reachedBy(
  { practice, follows, mentoring, naming }: ReachedParts,
  actor: string,
): AsyncIterable<string[]> {
  const seen = new Set<string>();
  const fresh = (iris: readonly string[]) => {
    const page = [...new Set(iris)].filter((iri) => !seen.has(iri) && !naming.isLocal(iri));
    for (const iri of page) seen.add(iri);
    return page;
  };
  yield fresh((await mentoring.everyOf(actor)).map((pair) => otherMember(pair, actor)));
  for await (const made of follows.standingOf('follower', actor)) yield fresh(made.map(({ followee }) => followee));
  for await (const posts of postsHeldBy(practice, actor)) {
    if (seen.size >= REACHED_MAX) return;
    yield fresh(posts.flatMap(({ members, mentions }) => [...members, ...mentions]));
  }
  for await (const responses of responsesHeldBy(practice, actor)) {
    if (seen.size >= REACHED_MAX) return;
    yield fresh((await practice.byIris(responses.map(({ post }) => post))).map(({ author }) => author));
  }
  for await (const votes of votesHeldBy(practice, actor)) {
    if (seen.size >= REACHED_MAX) return;
    yield fresh((await practice.byIris(votes.map(({ poll }) => poll))).map(({ author }) => author));
  }
}
