import type { ActivityOf, Article, Note } from '../../activities/activity.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { ForAWhile } from '../../core/for-a-while.ts';
import type { Logger } from '../../core/logger.ts';
import type { FollowViews } from '../follows/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { askToQuote } from './ask-to-quote.ts';
import { FeedHints } from './feed-hints.ts';
import { isOpen } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';

const ASKED_AGAIN_AFTER_MS = 60_000;
/** How many things are remembered as asked about. */
const ASKED_MAX = 5_000;

export interface PracticeReactionParts {
  views: PracticeViews;
  profiles: ProfileViews;
  follows: FollowViews;
  remote: RemoteDirectory;
  live: LiveUpdates;
  clock: Clock;
  logger: Logger;
}

/** Tells open screens what changed, and fetches what a reply or a boost points to. */
export class PracticeReactions implements Reaction {
  readonly name = 'practice';
  readonly #parts: PracticeReactionParts;
  readonly #hints: FeedHints;
  /** Things whose origin was asked just now because a group said so. */
  readonly #asked: ForAWhile;

  constructor(parts: PracticeReactionParts) {
    this.#parts = parts;
    this.#asked = new ForAWhile(parts.clock, ASKED_AGAIN_AFTER_MS, ASKED_MAX);
    this.#hints = new FeedHints(parts.follows, parts.live, parts.logger);
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    switch (activity.type) {
      case 'Create': {
        const { object } = activity;
        // A vote is nothing that anybody is shown.
        if (object.kind === 'note' && object.vote !== null) return this.#announce(object.inReplyTo ?? '');
        if (origin === 'remote') await this.#meet(object);
        if (object.kind === 'note' && object.inReplyTo && origin === 'remote') {
          await this.#parts.remote.fetchAbove(object.inReplyTo);
          await this.#lookForMore(object.iri);
        }
        return this.#announce(object.iri, activity.actor);
      }
      case 'Update':
        if (activity.object.kind === 'actor') return;
        if (origin === 'remote') await this.#meet(activity.object);
        return this.#announce(activity.object.iri);
      case 'Announce':
        // Only what was delivered to us is worth a fetch of ours, never what a fetch brought.
        if (origin === 'remote' && !(await this.#parts.views.byIri(activity.object))) {
          await this.#parts.remote.fetch(activity.object);
        }
        return this.#announce(activity.object, activity.actor);
      case 'Relay':
        if (origin === 'remote') await this.#askOrigin(activity);
        return this.#announce(activity.object, activity.actor);
      case 'Like':
      case 'Delete':
        return this.#announce(activity.object);
      case 'Undo': {
        const response = await this.#parts.views.responseBy(activity.object);
        return response ? this.#announce(response.post) : undefined;
      }
      default:
    }
  }

  /** What a post quotes, and whose it is, as far as its origin says so; and whether it may, where somebody wants to be asked. */
  async #meet(object: Article | Note): Promise<void> {
    const { quote } = object;
    const { views, profiles, remote } = this.#parts;
    if (quote === null || profiles.isLocal(quote)) return;
    if (!(await views.byIri(quote))) {
      const found = await remote.fetch(quote);
      if (found && found.kind !== 'actor' && !(await profiles.byIri(found.author))) await remote.fetch(found.author);
    }
    await askToQuote(this.#parts, object);
  }

  /**
   * A group's word for what others did is worth asking their own servers: a thing that is new here and what it answers, an
   * edit, a deletion. One look for each thing and a minute, however many groups pass it on.
   */
  async #askOrigin({ object, done }: ActivityOf<'Relay'>): Promise<void> {
    const { views, profiles, remote } = this.#parts;
    if (profiles.isLocal(object)) return;
    const known = await views.byIri(object);
    if (done === 'Create') return known ? undefined : remote.fetchAbove(object);
    if (!known || known.deleted || !this.#asked.isTime(object)) return;
    if (done === 'Update') await remote.fetch(object);
    else await remote.confirmGone(object, known.author);
  }

  /**
   * To whoever has the post, or the thread it belongs to, open; and, of what belongs into feeds, to the followers of whom
   * it is from. Of a reply that not everybody sees, those who look at an open thread are not told; the people it is for
   * are.
   */
  async #announce(iri: string, from?: string): Promise<void> {
    const { views, live } = this.#parts;
    const post = await views.byIri(iri);
    if (!post) return;
    live.toPost(post.id, { name: 'post.changed', post: post.id });
    const above = new Set([post.root, post.inReplyTo].filter((one) => one !== null));
    for (const one of above.size > 0 ? await views.byIris([...above]) : []) {
      const event = { name: 'post.changed', post: one.id } as const;
      if (isOpen(post) || !isOpen(one)) live.toPost(one.id, event);
      else for (const member of [post.author, ...post.members]) live.toActor(member, event);
    }
    if (from === undefined || post.kind !== 'practice') return;
    this.#hints.add(from);
  }

  /** Where one answer to somebody followed here comes from, others may have been given that were not sent to us. */
  async #lookForMore(reply: string): Promise<void> {
    const { views, follows, profiles, remote } = this.#parts;
    const post = await views.byIri(reply);
    const root = post?.root ? await views.byIri(post.root) : null;
    if (!root || profiles.isLocal(root._id) || !isOpen(root)) return;
    if (await follows.isFollowedHere(root.author)) remote.refreshThread(root._id, root.publishedAt);
  }
}
