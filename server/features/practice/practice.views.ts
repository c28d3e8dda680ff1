import type { Visibility } from '../../../shared/vocabulary.ts';
import type { Article, Note } from '../../activities/activity.ts';
import { nameOf } from '../../core/ids.ts';
import { Recounts } from '../../core/recounts.ts';
import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';
import {
  type AppearanceView,
  isOpen,
  type PinView,
  type PostView,
  type QuoteAuthorizationView,
  type ReactionView,
  type ResponseView,
  tagSource,
  type VoteView,
} from './practice.model.ts';

const MAX_RECOUNTS = 16;
const MAX_ANSWERS_OF_ONE = 500;
/** Reactions beyond this are likes and nothing more. */
const REACTIONS_COUNTED_MAX = 500;
const REACTIONS_SHOWN_MAX = 20;
/** Looked up for replies only: a practice post answers to nothing. */
const REPLY_KEYS = [
  { root: 1, deleted: 1, position: 1 },
  { root: 1, deleted: 1, visibility: 1 },
  { inReplyTo: 1, deleted: 1, visibility: 1 },
  { inReplyTo: 1, deleted: 1, position: 1 },
  { author: 1, _id: 1 },
] as const;
const OPEN: readonly Visibility[] = ['public', 'unlisted'];

/** Owns the collections `posts`, `appearances`, `responses`, `votes`, `pins` and `quote_authorizations`. */
export class PracticeViews {
  readonly posts: Collection<PostView>;
  readonly appearances: Collection<AppearanceView>;
  readonly responses: Collection<ResponseView>;
  readonly votes: Collection<VoteView>;
  readonly pins: Collection<PinView>;
  readonly quoteAuthorizations: Collection<QuoteAuthorizationView>;
  readonly #recounts = new Recounts(MAX_RECOUNTS);
  readonly #answered = new WeakMap<Article | Note, Promise<boolean>>();

  constructor(db: Database) {
    this.posts = db.collection<PostView>('posts');
    this.appearances = db.collection<AppearanceView>('appearances');
    this.responses = db.collection<ResponseView>('responses');
    this.votes = db.collection<VoteView>('votes');
    this.pins = db.collection<PinView>('pins');
    this.quoteAuthorizations = db.collection<QuoteAuthorizationView>('quote_authorizations');
  }

  async prepare(): Promise<void> {
    await this.posts.createIndexes([
      { key: { id: 1 } },
      { key: { author: 1, pinnedAt: -1 }, partialFilterExpression: { pinned: true } },
      ...REPLY_KEYS.map((key) => ({ key, partialFilterExpression: { kind: 'reply' } })),
    ]);
    await this.appearances.createIndexes([{ key: { source: 1, position: -1 } }]);
    await this.votes.createIndexes([{ key: { poll: 1, counted: 1 } }]);
    await this.pins.createIndexes([{ key: { author: 1, target: 1, at: -1 } }]);
    await this.quoteAuthorizations.createIndexes([{ key: { quoting: 1, author: 1, quoted: 1 } }, { key: { iri: 1 } }]);
    await this.responses.createIndexes([
      { key: { post: 1 }, name: 'reactions', partialFilterExpression: { reacted: true } },
      { key: { post: 1, type: 1, undone: 1 } },
      { key: { activity: 1 } },
    ]);
  }

  async clear(): Promise<void> {
    const { posts, appearances, responses, votes, pins, quoteAuthorizations } = this;
    const all = [posts, appearances, responses, votes, pins, quoteAuthorizations];
    await Promise.all(all.map((collection) => collection.drop()));
  }

  /** False when there is one with this IRI, which then stays as it is. */
  async add(post: PostView): Promise<boolean> {
    try {
      await this.posts.insertOne(post);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Those that are there already stay as they are: an appearance never changes. */
  async addAppearances(appearances: readonly AppearanceView[]): Promise<void> {
    if (appearances.length === 0) return;
    try {
      await this.appearances.insertMany(appearances, { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  byIri(iri: string): Promise<PostView | null> {
    return this.posts.findOne({ _id: iri });
  }

  /** By its id in the API. */
  byId(id: string): Promise<PostView | null> {
    return this.posts.findOne({ id });
  }

  /** A picture among the attachments of a post, by the post's API id. */
  async pictureOf(id: string, index: number): Promise<{ post: string; url: string } | null> {
    const post = await this.byId(id);
    const picture = post?.deleted === false ? post.attachments[index] : undefined;
    return post && picture?.kind === 'image' ? { post: post._id, url: picture.url } : null;
  }

  byIris(iris: readonly string[]): Promise<PostView[]> {
    return this.posts.find({ _id: { $in: iris } }).toArray();
  }

  /** Newest first, of all sources together; `cursor` is the position of the last one seen. */
  newest(sources: readonly string[], cursor: string | null, limit: number): Promise<AppearanceView[]> {
    return this.appearances
      .find(
        { source: { $in: sources }, ...(cursor ? { position: { $lt: cursor } } : {}) },
        { sort: { position: -1 }, limit },
      )
      .toArray();
  }

  /** Public posts with a tag, counted up to `limit`. */
  countTagged(tag: string, limit: number): Promise<number> {
    return this.appearances.countDocuments({ source: tagSource(tag) }, { limit });
  }

  /** Replies of a whole thread, oldest first. Deleted ones are left out. */
  thread(root: string, cursor: string | null, limit: number): Promise<PostView[]> {
    return this.posts
      .find(
        { kind: 'reply', root, deleted: false, ...(cursor ? { position: { $gt: cursor } } : {}) },
        { sort: { position: 1 }, limit },
      )
      .toArray();
  }

  /** Direct answers to a post or reply, oldest first. */
  answers(inReplyTo: string, limit: number, cursor: string | null = null): Promise<PostView[]> {
    return this.posts
      .find(
        { kind: 'reply', inReplyTo, deleted: false, ...(cursor ? { position: { $gt: cursor } } : {}) },
        { sort: { position: 1 }, limit },
      )
      .toArray();
  }

  /** A thread with its root, or the direct answers to a post, as far as everybody sees them; counted up to `limit`. */
  async countOpen(list: 'thread' | 'replies', of: string, limit: number): Promise<number> {
    const under = list === 'thread' ? { root: of } : { inReplyTo: of };
    const open = { kind: 'reply' as const, ...under, deleted: false, visibility: { $in: OPEN } };
    return (await this.posts.countDocuments(open, { limit })) + (list === 'thread' ? 1 : 0);
  }

  /** What somebody has at the top of their profile, newest pin first. */
  pinnedBy(author: string, limit: number): Promise<PostView[]> {
    return this.posts.find({ author, pinned: true }, { sort: { pinnedAt: -1 }, limit }).toArray();
  }

  /** The word of an author that a post by `quoter` may quote one of theirs, when it was given and not taken back. */
  quoteAllowed(quoting: string, quoter: string, quoted: PostView): Promise<QuoteAuthorizationView | null> {
    const { _id, author } = quoted;
    const asker = { $in: [quoter, null] };
    return this.quoteAuthorizations.findOne({ quoting, author, quoted: _id, asker, revoked: false });
  }

  /** What somebody said of posts in a collection of theirs, newest first. */
  pinsIn(author: string, target: string, limit: number): Promise<PinView[]> {
    return this.pins.find({ author, target }, { sort: { at: -1 }, limit }).toArray();
  }

  /** Those of these that are here, deleted or not. */
  async known(iris: readonly string[]): Promise<Set<string>> {
    const found = await this.posts.find({ _id: { $in: iris } }, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /**
   * Whether a new post has been answered already. Asked of one object several times it looks once: an answer that comes
   * meanwhile is worked off after it.
   */
  hasAnswers(object: Article | Note): Promise<boolean> {
    const known = this.#answered.get(object);
    if (known) return known;
    const counted = this.posts.countDocuments({ kind: 'reply', inReplyTo: object.iri }, { limit: 1 });
    const asked = counted.then((count) => count > 0);
    this.#answered.set(object, asked);
    return asked;
  }

  /** Which of these posts `author` has answered. */
  async answeredBy(author: string, posts: readonly string[]): Promise<Set<string>> {
    const found = await this.posts
      .find(
        { kind: 'reply', inReplyTo: { $in: posts }, deleted: false, author },
        { projection: { inReplyTo: 1 }, limit: MAX_ANSWERS_OF_ONE },
      )
      .toArray();
    return new Set(found.flatMap(({ inReplyTo }) => inReplyTo ?? []));
  }

  /** All direct answers, deleted ones too. */
  allAnswers(post: string, limit: number): Promise<PostView[]> {
    return this.posts.find({ kind: 'reply', inReplyTo: post }, { limit }).toArray();
  }

  /** Feedback of a kind among the direct answers to a post. */
  feedbackOn(post: string, limit: number): Promise<PostView[]> {
    return this.posts
      .find({ kind: 'reply', inReplyTo: post, deleted: false, feedbackKind: { $ne: null } }, { limit })
      .toArray();
  }

  /** What one actor did with these posts, and has not taken back. */
  async responsesOf(actor: string, posts: readonly string[]): Promise<ResponseView[]> {
    const ids = posts.flatMap((post) => [responseId('like', actor, post), responseId('boost', actor, post)]);
    const found = await this.responses.find({ _id: { $in: ids } }).toArray();
    return found.filter((response) => !response.undone);
  }

  /** What one actor chose in these polls. */
  votesOf(actor: string, polls: readonly string[]): Promise<VoteView[]> {
    if (polls.length === 0) return Promise.resolve([]);
    return this.votes.find({ _id: { $in: polls.map((poll) => voteId(actor, poll)) } }).toArray();
  }

  /** Of this poll, at most `limit`. */
  votesIn(poll: string, limit: number): Promise<VoteView[]> {
    return this.votes.find({ poll }, { limit }).toArray();
  }

  /** Counts the votes in a poll anew, for the same reasons as {@link recount}. */
  recountVotes(post: string): Promise<void> {
    return this.#recounts.run(`votes ${post}`, async () => {
      const { poll } = (await this.byIri(post)) ?? {};
      if (!poll) return;
      const voted = (text: string) => this.votes.countDocuments({ poll: post, counted: text });
      const options = await Promise.all(poll.options.map(async ({ text }) => ({ text, votes: await voted(text) })));
      const voters = await this.votes.countDocuments({ poll: post, counted: { $ne: [] } });
      await this.posts.updateOne({ _id: post }, { $set: { 'poll.options': options, 'poll.voters': voters } });
    });
  }

  /** By the IRI of its Like or Announce. */
  responseBy(activity: string): Promise<ResponseView | null> {
    return this.responses.findOne({ activity });
  }

  /**
   * Counts anew what hangs on a post. Counting instead of adding makes it right after a repeat or a crash; the queue
   * keeps an older count from overwriting a newer one.
   *
   * A post that everybody sees counts the replies that everybody sees: a number must not tell of the others.
   */
  recount(post: string): Promise<void> {
    return this.#recounts.run(post, async () => {
      const current = await this.byIri(post);
      if (!current) return;
      const shown = {
        kind: 'reply' as const,
        deleted: false,
        ...(isOpen(current) ? { visibility: { $in: OPEN } } : {}),
      };
      const [inThread, direct, likes, boosts, reactions] = await Promise.all([
        this.posts.countDocuments({ root: post, ...shown }),
        this.posts.countDocuments({ inReplyTo: post, ...shown }),
        this.responses.countDocuments({ post, type: 'like', undone: false }),
        this.responses.countDocuments({ post, type: 'boost', undone: false }),
        this.#reactionsTo(post),
      ]);
      const replies = Math.max(inThread, direct);
      await this.posts.updateOne({ _id: post }, { $set: { replies, likes, boosts, reactions } });
    });
  }

  async #reactionsTo(post: string): Promise<ReactionView[]> {
    const found = await this.responses
      .find({ post, reacted: true, undone: false }, { projection: { reaction: 1 }, limit: REACTIONS_COUNTED_MAX })
      .toArray();
    const counts = new Map<string, ReactionView>();
    for (const { reaction } of found) {
      if (reaction === undefined) continue;
      const key = `${reaction.label} ${reaction.url}`;
      counts.set(key, { ...reaction, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    return [...counts.values()]
      .sort((a, b) => b.count - a.count || (`${a.label} ${a.url}` < `${b.label} ${b.url}` ? -1 : 1))
      .slice(0, REACTIONS_SHOWN_MAX);
  }
}

/** One for each person and poll. */
export function voteId(actor: string, poll: string): string {
  return `${actor} ${poll}`;
}

/** One for each post and collection of an author. */
export function pinId(author: string, target: string, post: string): string {
  return nameOf('pin', author, target, post);
}

/** An author's authorization by its IRI, which somebody else may use for one of theirs. */
export function quoteAuthorizationId(author: string, iri: string): string {
  return nameOf('quote authorization', author, iri);
}

export function responseId(type: 'like' | 'boost', actor: string, post: string): string {
  return `${type} ${actor} ${post}`;
}
