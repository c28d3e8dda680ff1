import type { Article, Note } from '../../activities/activity.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import { type MentoringViews, otherMember } from '../mentoring/index.ts';
import type { ThreadViews } from './threads.views.ts';

/** Shows a message, or that it is gone, to the two at once; each as they may see it. */
export class ThreadReactions implements Reaction {
  readonly name = 'threads';
  readonly #views: ThreadViews;
  readonly #mentoring: MentoringViews;
  readonly #live: LiveUpdates;

  constructor(views: ThreadViews, mentoring: MentoringViews, live: LiveUpdates) {
    this.#views = views;
    this.#mentoring = mentoring;
    this.#live = live;
  }

  async react({ activity }: Occurrence): Promise<void> {
    if (activity.type !== 'Create' && activity.type !== 'Delete') return;
    if (activity.type === 'Create' && !mayBeMessage(activity.object)) return;
    const iri = activity.type === 'Create' ? activity.object.iri : activity.object;
    const message = await this.#views.byIri(iri);
    const pair = message ? await this.#mentoring.byOffer(message.pair) : null;
    if (!message || !pair) return;
    for (const member of [message.author, otherMember(pair, message.author)]) {
      this.#live.toActor(member, { name: 'thread.message', messageIri: iri });
    }
  }
}

/** A note of a thread names it, or answers another one in it. */
function mayBeMessage(object: Article | Note): boolean {
  return object.kind === 'note' && (object.context !== null || object.inReplyTo !== null);
}
