import type { Poll, QuotedPost, ReactionCount } from '../../../shared/contracts/practice.ts';
import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import type { FollowViews } from '../follows/index.ts';
import type { MediaLinks } from '../media/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { mayQuote } from './may-quote.ts';
import type { PollView, PostView, ReactionLabel, ResponseView, VoteView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';
import { visibleAmong } from './visible-posts.ts';

interface ExtrasParts {
  clock: Clock;
  views: PracticeViews;
  profiles: ProfileViews;
  follows: FollowViews;
  policy: DomainPolicy;
  media: { links: Pick<MediaLinks, 'emojis'> };
}

/** What posts carry besides their text, for all posts of a page at once. */
export interface ShownExtras {
  quote(post: PostView): { url: string; post: QuotedPost | null } | null;
  poll(post: PostView): Poll | null;
  community(post: PostView): ProfileSummary | null;
}

/** For posts that `asker` may see; what they quote is shown only when they may see that too. */
export async function extrasOf(parts: ExtrasParts, asker: Asker, posts: readonly PostView[]): Promise<ShownExtras> {
  const me = asker.kind === 'actor' ? asker.iri : null;
  const [quoted, votes, groups] = await Promise.all([
    quotedBy(parts, asker, posts),
    me === null
      ? []
      : parts.views.votesOf(
          me,
          iris(posts, ({ poll }) => poll !== null),
        ),
    groupsOf(parts, posts),
  ]);
  const [person, group] = await Promise.all([
    parts.profiles.summaries([...quoted.values()].map(({ author }) => author)),
    parts.profiles.summaries(groups.values()),
  ]);
  const shown = await quotingAllowed(parts, posts, quoted);
  const mine = new Map(votes.map((vote) => [vote.poll, vote]));
  const now = parts.clock.now();
  return {
    quote({ _id, quote }) {
      if (quote === null) return null;
      const post = quoted.get(quote);
      if (post && !shown.has(_id)) return { url: post.url, post: null };
      return { url: post?.url ?? quote, post: post ? quotedPost(parts, post, person(post.author)) : null };
    },
    poll: ({ _id, poll }) => poll && presentPoll(poll, mine.get(_id), now),
    community({ _id }) {
      const iri = groups.get(_id);
      return iri === undefined ? null : group(iri);
    },
  };
}

function iris(posts: readonly PostView[], has: (post: PostView) => boolean): string[] {
  return posts.filter(has).map(({ _id }) => _id);
}

async function quotedBy(parts: ExtrasParts, asker: Asker, posts: readonly PostView[]): Promise<Map<string, PostView>> {
  const wanted = [...new Set(posts.flatMap(({ quote }) => quote ?? []))];
  if (wanted.length === 0) return new Map();
  const { visible } = await visibleAmong(parts, asker, await parts.views.byIris(wanted));
  return new Map(visible.map((post) => [post._id, post]));
}

/** IRIs of the posts among these that may show what they quote: where somebody wants to be asked, with their word. */
async function quotingAllowed(
  parts: ExtrasParts,
  posts: readonly PostView[],
  quoted: ReadonlyMap<string, PostView>,
): Promise<Set<string>> {
  const allowed = await Promise.all(
    posts.map(async ({ _id, author, quote }) => {
      const post = quoted.get(quote ?? '');
      if (!post) return [];
      if (post.author === author || !(post.asksToBeQuoted || parts.profiles.isLocal(post._id))) return [_id];
      const authorization = await parts.views.quoteAllowed(_id, author, post);
      return authorization && (await mayQuote(parts, author, post, authorization)) ? [_id] : [];
    }),
  );
  return new Set(allowed.flat());
}

function quotedPost({ media }: ExtrasParts, post: PostView, author: ProfileSummary): QuotedPost {
  const { id, title, summary, warning, language } = post;
  const emojis = media.links.emojis(post.emojis);
  return { id, author, title, summary, warning, language, emojis, publishedAt: post.publishedAt.toISOString() };
}

/**
 * The group each post was posted to, by the post's IRI: the one it names (FEP-1b12), else a group among those that it is
 * addressed to, as servers do it that know no `audience`.
 */
async function groupsOf({ profiles }: ExtrasParts, posts: readonly PostView[]): Promise<Map<string, string>> {
  const addressed = posts.filter(({ community, members }) => community === null && members.length > 0);
  const groups = addressed.length === 0 ? new Set() : await profiles.groupsAmong(addressed.flatMap((p) => p.members));
  return new Map(
    posts.flatMap(({ _id, community, members }): [string, string][] => {
      const group = community ?? members.find((iri) => groups.has(iri));
      return group === undefined ? [] : [[_id, group]];
    }),
  );
}

function presentPoll(poll: PollView, vote: VoteView | undefined, now: Date): Poll {
  const { multiple, options, voters, closesAt } = poll;
  return {
    multiple,
    options: options.map(({ text, votes }) => ({ text, votes })),
    voters,
    closesAt: closesAt?.toISOString() ?? null,
    closed: closesAt !== null && closesAt <= now,
    mine: options.flatMap(({ text }, place) => (vote?.counted.includes(text) ? [place] : [])),
  };
}

/** Counted kinds of likes, with the asker's own marked. */
export function reactionsOf(
  { reactions }: PostView,
  mine: ResponseView | undefined,
  pictureOf: (reaction: ReactionLabel) => string | null,
): ReactionCount[] {
  return reactions.map(({ label, url, count }) => ({
    label,
    url: pictureOf({ label, url }),
    count,
    mine: mine?.reaction?.label === label && mine.reaction.url === url,
  }));
}
