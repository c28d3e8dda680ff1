import type { ActivityOf, Article, Note } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { namedIn, visibilityOf } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { contentOf, NO_CONTENT, pollOf } from './post-content.ts';
import { INSTANCE_FEED, type PostView, positionOf, rootOf, tagSource } from './practice.model.ts';
import { Pins } from './practice.pins.ts';
import { QuoteAuthorizations } from './practice.quotes.ts';
import { Responses } from './practice.responses.ts';
import type { PracticeViews } from './practice.views.ts';
import { Votes } from './practice.votes.ts';

/** How many replies are attached to a parent that arrives after them, in one go. */
const MAX_ADOPTED = 200;
/** A post turns up under this many of its tags; more is spam. */
const MAX_TAGS = 10;

/** Articles and Notes that are not private -> posts, replies, and where they appear. */
export class PracticeProjection implements Projection {
  readonly name = 'practice';
  readonly #views: PracticeViews;
  readonly #profiles: ProfileViews;
  readonly #history: History;
  readonly #responses: Responses;
  readonly #votes: Votes;
  readonly #pins: Pins;
  readonly #quotes: QuoteAuthorizations;

  constructor(views: PracticeViews, profiles: ProfileViews, history: History) {
    this.#responses = new Responses(views, history);
    this.#quotes = new QuoteAuthorizations(views, history);
    this.#pins = new Pins(views, profiles);
    this.#votes = new Votes(views, history, (iri) => profiles.isLocal(iri));
    this.#views = views;
    this.#profiles = profiles;
    this.#history = history;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, origin, receivedAt }: Occurrence): Promise<void> {
    switch (activity.type) {
      case 'Create':
        return this.#onCreate(activity, origin, receivedAt);
      case 'Update':
        return this.#onUpdate(activity);
      case 'Delete':
        return this.#onDelete(activity);
      case 'Like':
        return this.#responses.onResponse(activity, 'like', receivedAt);
      case 'Announce':
        return this.#responses.onResponse(activity, 'boost', receivedAt);
      case 'Relay':
        return this.#responses.onRelay(activity, receivedAt);
      case 'Undo':
        await this.#quotes.onTakenBack(activity);
        return this.#responses.onUndo(activity);
      case 'Pin':
      case 'Unpin':
        return this.#pins.onPin(activity);
      case 'Accept':
        return origin === 'local' ? this.#quotes.onAnswer(activity) : undefined;
      case 'AllowQuote':
        return this.#quotes.onAllowed(activity);
      default:
    }
  }

  async #onCreate(activity: ActivityOf<'Create'>, origin: Occurrence['origin'], receivedAt: Date): Promise<void> {
    const object = activity.object;
    if (activity.actor !== object.author) return;
    if (object.kind === 'note' && object.vote !== null) return this.#votes.onVote(object, receivedAt);
    const addressed = await this.#addressed(object);
    if (addressed.visibility === 'pair') return;

    const inReplyTo = object.kind === 'note' ? object.inReplyTo : null;
    const parent = inReplyTo ? await this.#views.byIri(inReplyTo) : null;
    const id = keyOf(object.iri);
    // Nearly always the first that is heard of it; then there is nothing to catch up on.
    const isNews = !(await this.#history.wasSpokenOfBefore(activity)) && !(await this.#views.hasAnswers(object));
    // The Delete may have come first.
    const deleted = !isNews && (await this.#history.has('Delete', object.iri, object.author));
    const post: PostView = {
      _id: object.iri,
      id,
      kind: inReplyTo ? 'reply' : 'practice',
      author: object.author,
      activity: activity.iri,
      ...addressed,
      feedbackKind: object.kind === 'note' ? object.feedbackKind : null,
      inReplyTo,
      context: object.context,
      root: parent && rootOf(parent),
      position: positionOf(object.publishedAt, receivedAt, id),
      publishedAt: object.publishedAt,
      deleted,
      replies: 0,
      likes: 0,
      boosts: 0,
      reactions: [],
      poll: deleted ? null : pollOf(object, origin === 'fetched' ? receivedAt : activity.publishedAt),
      ...(deleted ? NO_CONTENT : contentOf(object)),
      editedAt: object.editedAt,
    };
    const stored = (await this.#views.add(post)) ? post : await this.#views.byIri(post._id);
    // This one again finishes what a crash may have cut off.
    if (stored?.activity !== activity.iri) return this.#onSecondCreate(activity, origin, receivedAt);
    await this.#show(stored);
    const root = await this.#hang(stored);
    await this.#recount(inReplyTo, stored.kind === 'reply' ? root : null);
    if (!isNews) await this.#catchUp(stored, root);
    await this.#votes.onPoll(stored);
  }

  /** A second Create of the same object changes nothing, but for what its origin says when we ask: that is how it is now. */
  async #onSecondCreate(activity: ActivityOf<'Create'>, origin: Occurrence['origin'], receivedAt: Date): Promise<void> {
    const { object } = activity;
    if (origin === 'fetched' && (object.poll !== null || object.editedAt !== null)) {
      await this.#onUpdate({ ...activity, type: 'Update', publishedAt: receivedAt });
    }
  }

  /** Applies to a post what came before it: answers, likes, edits. */
  async #catchUp({ _id, author }: PostView, root: string | null): Promise<void> {
    if (root !== null) await this.#adopt(_id, root);
    await this.#recount(_id);
    for (const { activity: edit } of await this.#history.said('Update', _id, author)) {
      if (edit.type === 'Update') await this.#onUpdate(edit);
    }
    for (const { activity: relay, receivedAt } of await this.#history.saidByAnybody('Relay', _id)) {
      if (relay.type === 'Relay') await this.#responses.onRelay(relay, receivedAt);
    }
    await this.#pins.onPost(author, _id);
  }

  async #recount(...posts: (string | null)[]): Promise<void> {
    const distinct = new Set(posts.filter((post) => post !== null));
    await Promise.all([...distinct].map((post) => this.#views.recount(post)));
  }

  async #addressed({ author, audience }: Article | Note): Promise<Pick<PostView, 'visibility' | 'members'>> {
    const followers = (await this.#profiles.byIri(author))?.followers ?? null;
    return { visibility: visibilityOf(audience, followers), members: namedIn(audience, followers) };
  }

  /**
   * The root of the thread that answers to a post belong to, or null while that is not known. The parent of a reply may
   * have found its own place since the reply was made, before the reply could be seen to hang on it.
   */
  async #hang(post: PostView): Promise<string | null> {
    if (post.kind === 'practice') return post._id;
    if (post.root !== null || post.inReplyTo === null) return post.root;
    const parent = await this.#views.byIri(post.inReplyTo);
    const root = parent && rootOf(parent);
    if (root !== null) await this.#views.posts.updateOne({ _id: post._id, root: null }, { $set: { root } });
    return root;
  }

  /** Puts a practice post where it turns up, and takes it from where it did before an edit and no longer does. */
  async #show(post: PostView, before: PostView = post): Promise<void> {
    if (post.kind !== 'practice') return;
    const sources = this.#sourcesOf(post);
    const left = this.#sourcesOf(before).filter((source) => !sources.includes(source));
    if (left.length > 0) {
      await this.#views.appearances.deleteMany({ _id: { $in: left.map((source) => appearanceId(source, post)) } });
    }
    const { _id, position } = post;
    await this.#views.addAppearances(
      sources.map((source) => ({ _id: appearanceId(source, post), source, position, post: _id, boostedBy: null })),
    );
  }

  /** Where a practice post turns up by itself; where others shared it is theirs. */
  #sourcesOf(post: PostView): string[] {
    if (post.deleted) return [];
    if (post.visibility !== 'public') return [post.author];
    const tags = new Set(post.tags.slice(0, MAX_TAGS).map(tagSource));
    return [post.author, ...tags, ...(this.#profiles.isLocal(post._id) ? [INSTANCE_FEED] : [])];
  }

  /** Hangs replies that came before their parent, and the answers to those, into its thread. */
  async #adopt(parent: string, root: string): Promise<void> {
    const parents = [parent];
    let adopted = 0;
    for (let above = parents.shift(); above !== undefined && adopted < MAX_ADOPTED; above = parents.shift()) {
      const answers = await this.#views.allAnswers(above, MAX_ADOPTED);
      const orphans = answers.filter((answer) => answer.root === null);
      if (orphans.length === 0) continue;
      const ids = orphans.map((orphan) => orphan._id);
      await this.#views.posts.updateMany({ _id: { $in: ids }, root: null }, { $set: { root } });
      parents.push(...ids);
      adopted += orphans.length;
    }
    if (adopted > 0) await this.#views.recount(root);
  }

  async #onUpdate({ actor, object, publishedAt }: ActivityOf<'Update'>): Promise<void> {
    if (object.kind === 'actor') return actor === object.iri ? this.#pins.onActor(actor) : undefined;
    const current = await this.#views.byIri(object.iri);
    if (!current || current.author !== actor) return;
    await this.#onCounted(current, object, publishedAt);
    // Servers say what a poll stands at by an Update of a text that nobody edited.
    const isRecount = object.poll !== null && isSame(object.editedAt, current.editedAt);
    const editedAt = isRecount ? object.editedAt : (object.editedAt ?? publishedAt);
    if (current.editedAt && (editedAt === null || current.editedAt > editedAt)) return;
    // Who may see it changes too: what its author now says to few must not be shown to all.
    const content = current.deleted ? NO_CONTENT : contentOf(object);
    const changes = { ...content, editedAt, ...(await this.#addressed(object)) };
    await this.#views.posts.updateOne({ _id: object.iri }, { $set: changes });
    await this.#show({ ...current, ...changes }, current);
    if (changes.visibility === current.visibility) return;
    await this.#recount(current._id, current.inReplyTo, current.root);
  }

  /** What a server says that its poll stands at; votes in one of ours are counted here. The newest counts. */
  async #onCounted(current: PostView, object: Article | Note, at: Date): Promise<void> {
    const poll = current.deleted ? null : pollOf(object, at);
    if (poll === null || (current.poll && current.poll.countedAt > at)) return;
    await this.#views.posts.updateOne({ _id: current._id }, { $set: { poll } });
    await this.#votes.recount(current._id);
  }

  async #onDelete(activity: ActivityOf<'Delete'>): Promise<void> {
    await this.#quotes.onTakenBack(activity);
    const current = await this.#views.byIri(activity.object);
    if (!current) return this.#votes.onDelete(activity);
    if (current.author !== activity.actor) return;
    const changes = { ...NO_CONTENT, poll: null, deleted: true };
    await this.#views.posts.updateOne({ _id: current._id }, { $set: changes });
    // Where others shared it stays, and shows nothing: a share may as well arrive after this.
    await this.#show({ ...current, ...changes }, current);
    if (current.pinned) await this.#pins.onPost(current.author, current._id);
    await this.#recount(current.inReplyTo, current.root);
  }
}

function appearanceId(source: string, post: Pick<PostView, '_id'>): string {
  return `${source} ${post._id}`;
}

function isSame(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}
