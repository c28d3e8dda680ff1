import type { ActivityOf, Reaction } from '../../activities/activity.ts';
import { type History, isNewer } from '../../activities/history.ts';
import { keyOf } from '../../core/ids.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { positionOf, type ReactionLabel, type ResponseView } from './practice.model.ts';
import { type PracticeViews, responseId } from './practice.views.ts';

const MAX_RESPONSES = 64;

/** Likes and boosts, one of each for a person and a post. */
export class Responses {
  readonly #views: PracticeViews;
  readonly #history: History;
  /** What one actor does with one post happens in turn: an Undo does not know which post it is about. */
  readonly #queue = new KeyedQueue(MAX_RESPONSES);

  constructor(views: PracticeViews, history: History) {
    this.#views = views;
    this.#history = history;
  }

  /** A group that passes on what was posted to it shares it; what was answered there hangs on that, and is not shared. */
  async onRelay(activity: ActivityOf<'Relay'>, receivedAt: Date): Promise<void> {
    if (activity.done !== 'Create') return;
    const post = await this.#views.byIri(activity.object);
    if (post?.kind === 'practice') await this.onResponse(activity, 'boost', receivedAt);
  }

  async onResponse(
    activity: ActivityOf<'Like' | 'Announce' | 'Relay'>,
    type: 'like' | 'boost',
    receivedAt: Date,
  ): Promise<void> {
    const { actor, object: post, iri, publishedAt: at } = activity;
    const _id = responseId(type, actor, post);
    await this.#queue.run([_id], async () => {
      const current = await this.#views.responses.findOne({ _id });
      // Of several the newest counts, whichever arrives last.
      if (current && current.activity !== iri && isNewer(current, { at, activity: iri })) return;
      // The Undo may have come first.
      const undone = await this.#history.has('Undo', iri, actor);
      const reaction = activity.type === 'Like' && activity.reaction ? labelOf(activity.reaction) : null;
      const said = reaction === null ? {} : { reaction, reacted: true as const };
      const response = { type, actor, post, activity: iri, at, undone, ...said };
      await this.#views.responses.replaceOne({ _id }, response, { upsert: true });
      await this.#share({ _id, ...response }, positionOf(at, receivedAt, keyOf(iri)));
    });
    await this.#views.recount(post);
  }

  async onUndo(activity: ActivityOf<'Undo'>): Promise<void> {
    const response = await this.#views.responseBy(activity.object);
    if (!response || response.actor !== activity.actor) return;
    await this.#queue.run([response._id], async () => {
      // Another one may have taken its place meanwhile.
      const mine = { _id: response._id, activity: response.activity };
      const { matchedCount } = await this.#views.responses.updateOne(mine, { $set: { undone: true } });
      if (matchedCount === 1) await this.#share({ ...response, undone: true }, '');
    });
    await this.#views.recount(response.post);
  }

  /** Puts a boosted post among the booster's, or takes it from there. */
  async #share({ type, actor, post, undone }: ResponseView, position: string): Promise<void> {
    if (type !== 'boost') return;
    const _id = `boost ${actor} ${post}`;
    if (undone) await this.#views.appearances.deleteOne({ _id });
    else {
      const appearance = { source: actor, position, post, boostedBy: actor };
      await this.#views.appearances.replaceOne({ _id }, appearance, { upsert: true });
    }
  }
}

function labelOf(reaction: Reaction): ReactionLabel {
  if ('character' in reaction) return { label: reaction.character, url: null };
  return { label: reaction.shortcode, url: reaction.url };
}
