import type { ActivityOf, Article, Note } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { namedIn, visibilityOf } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import { plainSummary } from '../../core/markdown.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { INSTANCE_FEED, type PostView, positionOf, tagSource } from './practice.model.ts';
import { type PracticeViews, responseId } from './practice.views.ts';

/** How many replies are attached to a parent that arrives after them, in one go. */
const MAX_ADOPTED = 200;
/** A post turns up under this many of its tags; more is spam. */
const MAX_TAGS = 10;

/** Articles and Notes that are not private -> posts, replies, and where they appear. */
export class PracticeProjection implements Projection {
  readonly name = 'practice';
  readonly #views: PracticeViews;
  readonly #profiles: ProfileViews;
  readonly #log: ActivityLog;

  constructor(views: PracticeViews, profiles: ProfileViews, log: ActivityLog) {
    this.#views = views;
    this.#profiles = profiles;
    this.#log = log;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, receivedAt }: Occurrence): Promise<void> {
    switch (activity.type) {
      case 'Create':
        return this.#onCreate(activity, receivedAt);
      case 'Update':
        if (activity.object.kind !== 'actor') await this.#onUpdate(activity.actor, activity.object);
        return;
      case 'Delete':
        return this.#onDelete(activity);
      case 'Like':
        return this.#onResponse(activity, 'like', receivedAt);
      case 'Announce':
        return this.#onResponse(activity, 'boost', receivedAt);
      case 'Undo':
        return this.#onUndo(activity);
      default:
    }
  }

  async #onCreate(activity: ActivityOf<'Create'>, receivedAt: Date): Promise<void> {
    const object = activity.object;
    if (activity.actor !== object.author) return;
    const followers = (await this.#profiles.byIri(object.author))?.followers ?? null;
    const visibility = visibilityOf(object.audience, followers);
    if (visibility === 'pair') return;

    const inReplyTo = object.kind === 'note' ? object.inReplyTo : null;
    const parent = inReplyTo ? await this.#views.byIri(inReplyTo) : null;
    const id = keyOf(object.iri);
    // The Delete may have come first.
    const deleted = await this.#log.has('Delete', object.iri, object.author);
    const { _id, ...post }: PostView = {
      _id: object.iri,
      id,
      kind: inReplyTo ? 'reply' : 'practice',
      author: object.author,
      activity: activity.iri,
      visibility,
      members: namedIn(object.audience, followers),
      feedbackKind: object.kind === 'note' ? object.feedbackKind : null,
      inReplyTo,
      root: parent ? (parent.root ?? parent._id) : null,
      position: positionOf(object.publishedAt, receivedAt, id),
      publishedAt: object.publishedAt,
      deleted,
      replies: 0,
      likes: 0,
      boosts: 0,
      ...(deleted ? NO_CONTENT : contentOf(object)),
    };
    await this.#views.posts.updateOne({ _id }, { $setOnInsert: post }, { upsert: true });
    const stored = await this.#views.byIri(_id);
    // A second Create of the same object changes nothing; this one again finishes what a crash may have cut off.
    if (stored?.activity !== activity.iri) return;
    await this.#show(stored);
    await this.#adopt(_id, post.root ?? _id);
    await Promise.all([inReplyTo, post.root].map((above) => above && this.#views.recount(above)));
    await this.#views.recount(_id);
  }

  /** Puts a practice post where it turns up, and takes it from where it no longer does. */
  async #show(post: PostView): Promise<void> {
    if (post.kind !== 'practice' || post.deleted) return;
    const sources = [post.author];
    if (post.visibility === 'public') {
      sources.push(...post.tags.slice(0, MAX_TAGS).map(tagSource));
      if (this.#profiles.isLocal(post._id)) sources.push(INSTANCE_FEED);
    }
    await this.#views.appearances.bulkWrite([
      { deleteMany: { filter: { post: post._id, boostedBy: null, source: { $nin: sources } } } },
      ...sources.map((source) => ({
        replaceOne: {
          filter: { _id: `${source} ${post._id}` },
          replacement: { source, position: post.position, post: post._id, boostedBy: null },
          upsert: true,
        },
      })),
    ]);
  }

  /** Hangs replies that came before their parent, and the answers to those, into its thread. */
  async #adopt(parent: string, root: string): Promise<void> {
    const parents = [parent];
    let adopted = 0;
    for (let above = parents.shift(); above !== undefined && adopted < MAX_ADOPTED; above = parents.shift()) {
      const orphans = await this.#views.posts
        .find({ inReplyTo: above, root: null }, { limit: MAX_ADOPTED, projection: { _id: 1 } })
        .toArray();
      if (orphans.length === 0) continue;
      await this.#views.posts.updateMany({ inReplyTo: above, root: null }, { $set: { root } });
      parents.push(...orphans.map((orphan) => orphan._id));
      adopted += orphans.length;
    }
    if (adopted > 0) await this.#views.recount(root);
  }

  async #onUpdate(actor: string, object: Article | Note): Promise<void> {
    const current = await this.#views.byIri(object.iri);
    if (!current || current.author !== actor || current.deleted) return;
    const editedAt = object.editedAt ?? object.publishedAt;
    if (current.editedAt && current.editedAt > editedAt) return;
    const content = { ...contentOf(object), editedAt };
    await this.#views.posts.updateOne({ _id: object.iri }, { $set: content });
    await this.#show({ ...current, ...content });
  }

  async #onDelete(activity: ActivityOf<'Delete'>): Promise<void> {
    const current = await this.#views.byIri(activity.object);
    if (!current || current.author !== activity.actor) return;
    await this.#views.posts.updateOne({ _id: current._id }, { $set: { ...NO_CONTENT, deleted: true } });
    await this.#views.appearances.deleteMany({ post: current._id });
    await Promise.all([current.inReplyTo, current.root].map((above) => above && this.#views.recount(above)));
  }

  async #onResponse(
    activity: ActivityOf<'Like'> | ActivityOf<'Announce'>,
    type: 'like' | 'boost',
    receivedAt: Date,
  ): Promise<void> {
    const { actor, object: post, iri } = activity;
    if (await this.#log.has('Undo', iri, actor)) return;
    await this.#views.responses.replaceOne(
      { _id: responseId(type, actor, post) },
      { type, actor, post, activity: iri },
      { upsert: true },
    );
    if (type === 'boost') {
      await this.#views.appearances.replaceOne(
        { _id: `boost ${actor} ${post}` },
        { source: actor, position: positionOf(activity.publishedAt, receivedAt, keyOf(iri)), post, boostedBy: actor },
        { upsert: true },
      );
    }
    await this.#views.recount(post);
  }

  async #onUndo(activity: ActivityOf<'Undo'>): Promise<void> {
    const response = await this.#views.responses.findOne({ activity: activity.object });
    if (!response || response.actor !== activity.actor) return;
    await this.#views.responses.deleteOne({ _id: response._id });
    if (response.type === 'boost') {
      await this.#views.appearances.deleteOne({ _id: `boost ${response.actor} ${response.post}` });
    }
    await this.#views.recount(response.post);
  }
}

type Content = Pick<
  PostView,
  | 'url'
  | 'title'
  | 'html'
  | 'markdown'
  | 'summary'
  | 'focusQuestion'
  | 'tags'
  | 'subject'
  | 'gradeLevel'
  | 'licence'
  | 'editedAt'
>;

const NO_CONTENT: Content = {
  url: '',
  title: '',
  html: '',
  markdown: null,
  summary: '',
  focusQuestion: '',
  tags: [],
  subject: '',
  gradeLevel: null,
  licence: null,
  editedAt: null,
};

function contentOf(object: Article | Note): Content {
  const { url, html, markdown, tags, editedAt } = object;
  if (object.kind === 'note') {
    return { ...NO_CONTENT, url, html, markdown, tags, editedAt, summary: plainSummary(html) };
  }
  const { title, summary, focusQuestion, subject, gradeLevel, licence } = object;
  return { url, html, markdown, tags, editedAt, title, summary, focusQuestion, subject, gradeLevel, licence };
}
