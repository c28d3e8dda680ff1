import type { MailboxPage } from '../../activities/app-requests.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { ActivityCodec, DomainPolicy } from '../../activities/ports.ts';
import { mayDo, type Principal } from '../../core/principal.ts';
import type { FollowViews } from '../follows/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { isOpen, type PostView, type PracticeViews, responseId, visibleAmong, visiblePage } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type MailboxViews, mailboxOf } from './mailbox.views.ts';
import { readersOf } from './who-may-read.ts';

export interface ReadParts {
  views: MailboxViews;
  practice: PracticeViews;
  follows: FollowViews;
  profiles: ProfileViews;
  log: ActivityLog;
  codec: ActivityCodec;
  policy: DomainPolicy;
}

/** As many as the home feed is made of. */
const MAX_FOLLOWED = 1_000;

/** Something in a box, by where it was found. */
type Row = { position: string } & ({ activity: string } | { post: string; boostedBy: string | null });

/** A page of somebody's inbox or outbox, as an app of theirs may see it. */
export async function readMailbox(
  parts: ReadParts,
  account: Principal,
  box: 'inbox' | 'outbox',
  page: { cursor: string | null; limit: number },
): Promise<MailboxPage> {
  const { actor } = account;
  const followed = box === 'inbox' ? await parts.follows.followed(actor, MAX_FOLLOWED) : [];
  const onPage = new Set<string>();

  async function read(cursor: string | null, limit: number): Promise<Row[]> {
    const [mail, feed] = await Promise.all([
      parts.views.page(mailboxOf(actor, box), cursor, limit),
      followed.length === 0 ? [] : parts.practice.newest(followed, cursor, limit),
    ]);
    return [...mail, ...feed].sort((a, b) => (a.position < b.position ? 1 : -1)).slice(0, limit);
  }

  async function show(rows: readonly Row[]): Promise<(string | null)[]> {
    const [addressed, posted] = await Promise.all([
      addressedAmong(
        parts,
        account,
        rows.flatMap((row) => ('activity' in row ? row.activity : [])),
      ),
      postedAmong(
        parts,
        actor,
        rows.flatMap((row) => ('post' in row ? row : [])),
      ),
    ]);
    return rows.map((row) => {
      const activity = 'activity' in row ? row.activity : posted(row);
      if (activity === null || ('activity' in row && !addressed.has(activity)) || onPage.has(activity)) return null;
      onPage.add(activity);
      return activity;
    });
  }

  const { cursor, limit } = page;
  const found = await visiblePage(
    { limit, ...(cursor === null ? {} : { cursor }) },
    {
      read,
      show,
      cursorOf: ({ position }) => position,
    },
  );
  return { activities: found.items, next: found.next };
}

/** Those of these activities, sent by or addressed to the account, that may be shown. */
async function addressedAmong(parts: ReadParts, account: Principal, iris: readonly string[]): Promise<Set<string>> {
  const [entries, blocked] = await Promise.all([
    parts.log.getMany(iris),
    parts.follows.blocks.blockedBy(account.actor),
  ]);
  const intoPairs = mayDo(account, ['pairs']);
  const shown = await Promise.all(
    entries.map(async ({ _id, actor, json }) => {
      if (blocked.has(actor) || isFromBlocked(parts.policy, actor)) return [];
      const readers = await readersOf(parts, parts.codec.decode(json));
      return readers === 'apps' || (readers === 'apps-in-pairs' && intoPairs) ? [_id] : [];
    }),
  );
  return new Set(shown.flat());
}

/** For posts and boosts of followed people: the activity by which each was said, or null when it may not be shown. */
async function postedAmong(
  parts: ReadParts,
  actor: string,
  rows: readonly { post: string; boostedBy: string | null }[],
): Promise<(row: { post: string; boostedBy: string | null }) => string | null> {
  const boosts = rows.flatMap(({ post, boostedBy }) => (boostedBy ? [responseId('boost', boostedBy, post)] : []));
  const [posts, responses, blocked] = await Promise.all([
    parts.practice.byIris([...new Set(rows.map(({ post }) => post))]),
    parts.practice.responses.find({ _id: { $in: boosts } }).toArray(),
    parts.follows.blocks.blockedBy(actor),
  ]);
  const { visible } = await visibleAmong(parts, { kind: 'actor', iri: actor }, posts);
  const byIri = new Map(visible.map((post): [string, PostView] => [post._id, post]));
  const announces = new Map(responses.map(({ _id, activity }) => [_id, activity]));
  return ({ post: iri, boostedBy }) => {
    const post = byIri.get(iri);
    if (!post) return null;
    if (boostedBy === null) return post.activity;
    // What somebody shares further must be open to everyone, whatever their server says.
    const shown = isOpen(post) && !blocked.has(boostedBy) && !isFromBlocked(parts.policy, boostedBy);
    return shown ? (announces.get(responseId('boost', boostedBy, iri)) ?? null) : null;
  };
}
