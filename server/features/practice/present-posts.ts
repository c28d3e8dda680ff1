import type { Post } from '../../../shared/contracts/practice.ts';
import type { DeliveryStatus, DomainPolicy, Thoughts } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import { keyOf } from '../../core/ids.ts';
import type { FollowViews } from '../follows/index.ts';
import type { MediaFiles, MediaLinks } from '../media/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type PostView, type ReactionLabel, wholePostView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';
import { extrasOf, reactionsOf } from './present-extras.ts';
import { visibleAmong } from './visible-posts.ts';

export interface PresentParts {
  clock: Clock;
  views: PracticeViews;
  profiles: ProfileViews;
  follows: FollowViews;
  deliveries: DeliveryStatus;
  /** What is here of a blocked instance is shown to nobody while it is blocked. */
  policy: DomainPolicy;
  media: { files: MediaFiles; links: MediaLinks };
  thoughts: Thoughts;
}

/** The posts among these that `asker` may see, in the same order, as the API shows them. */
export async function presentPosts(parts: PresentParts, asker: Asker, posts: readonly PostView[]): Promise<Post[]> {
  const { visible, permissions } = await visibleAmong(parts, asker, posts.map(wholePostView));
  const me = asker.kind === 'actor' ? asker.iri : null;
  const shown = new Map(visible.map((post) => [post._id, parts.media.links.present(post)]));
  const [person, responses, deliveries, bytes, thoughts, extras] = await Promise.all([
    parts.profiles.summaries(visible.map((post) => post.author)),
    me
      ? parts.views.responsesOf(
          me,
          visible.map((post) => post._id),
        )
      : [],
    parts.deliveries.of(visible.filter((post) => post.author === me).map((post) => post.activity)),
    parts.media.links.bytesOf(visible.flatMap((post) => post.attachments)),
    me === null ? new Set<string>() : thoughtsOf(parts, me, visible),
    extrasOf(parts, asker, visible),
  ]);
  const done = new Map(responses.map((response) => [`${response.type} ${response.post}`, response]));
  const pictureOf = ({ label, url }: ReactionLabel) =>
    url === null ? null : (parts.media.links.emojis([{ shortcode: label, url }])[0]?.url ?? null);
  return visible.map((post) => {
    const may = permissions(post);
    return {
      id: post.id,
      iri: post._id,
      url: post.url,
      kind: post.kind,
      author: person(post.author),
      title: post.title,
      html: shown.get(post._id)?.html ?? '',
      summary: post.summary,
      warning: post.warning,
      sensitive: post.sensitive,
      focusQuestion: post.focusQuestion,
      tags: post.tags,
      subject: post.subject,
      gradeLevel: post.gradeLevel,
      licence: post.licence,
      visibility: post.visibility,
      feedbackKind: post.feedbackKind,
      language: post.language,
      attachments: (shown.get(post._id)?.attachments ?? []).map((one) => ({
        ...one,
        bytes: bytes.get(one.url) ?? null,
      })),
      quote: extras.quote(post),
      poll: extras.poll(post),
      event: post.event && {
        ...post.event,
        startsAt: post.event.startsAt.toISOString(),
        endsAt: post.event.endsAt?.toISOString() ?? null,
      },
      emojis: parts.media.links.emojis(post.emojis),
      community: extras.community(post),
      reactions: reactionsOf(post, done.get(`like ${post._id}`), pictureOf),
      inReplyTo: post.inReplyTo ? keyOf(post.inReplyTo) : null,
      root: post.root ? keyOf(post.root) : null,
      publishedAt: post.publishedAt.toISOString(),
      editedAt: post.editedAt?.toISOString() ?? null,
      pinned: post.pinned === true,
      replies: post.replies,
      likes: post.likes,
      boosts: post.boosts,
      mine: { liked: done.has(`like ${post._id}`), boosted: done.has(`boost ${post._id}`) },
      may: { reply: may.reply, boost: may.boost, edit: post.author === me },
      madeMeThink: thoughts.has(post._id),
      delivery: post.author === me ? (deliveries.get(post.activity) ?? 'delivered') : null,
    };
  });
}

/** The feedback among these posts that made the one it answers think, as far as it is from or for `me`. */
async function thoughtsOf(
  { views, thoughts }: PresentParts,
  me: string,
  posts: readonly PostView[],
): Promise<Set<string>> {
  const feedback = posts.filter(({ feedbackKind, inReplyTo }) => feedbackKind !== null && inReplyTo !== null);
  if (feedback.length === 0) return new Set();
  const answered = await views.byIris([...new Set(feedback.flatMap(({ inReplyTo }) => inReplyTo ?? []))]);
  const receivers = new Map(answered.map(({ _id, author }) => [_id, author]));
  return thoughts.among(
    feedback.flatMap(({ _id, author, inReplyTo }) => {
      const receiver = receivers.get(inReplyTo ?? '');
      const isBetween = receiver !== undefined && receiver !== author && (author === me || receiver === me);
      return isBetween ? [{ feedback: _id, receiver }] : [];
    }),
  );
}
