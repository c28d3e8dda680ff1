import type { Activity } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { keyOf, nameOf } from '../../core/ids.ts';
import { type MailboxViews, type MailView, mailboxOf } from './mailbox.views.ts';

/** People of this instance whom one activity names; nobody writes to more by name. */
const NAMED_MAX = 500;

/**
 * Keeps what somebody sent, and what is addressed to them by name. Posts for all followers of their author are not written
 * down once for each: they are merged in while reading (`read-mailbox.ts`).
 */
export class MailboxProjection implements Projection {
  readonly name = 'mailbox';
  readonly #views: MailboxViews;
  readonly #naming: Naming;
  readonly #log: ActivityLog;

  constructor({ views, naming, log }: { views: MailboxViews; naming: Naming; log: ActivityLog }) {
    this.#views = views;
    this.#log = log;
    this.#naming = naming;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  /**
   * Whom it is about, which many servers hold to be enough. What they answer or like of ours is in the log before they can; the
   * answer is therefore the same whenever it is asked.
   */
  async #concerned(activity: Activity): Promise<string[]> {
    if (activity.type === 'Follow') return [activity.object];
    if (activity.type === 'Accept' || activity.type === 'Reject') {
      const answered = this.#naming.isLocal(activity.object) ? await this.#log.get(activity.object) : null;
      return answered ? [answered.actor] : [];
    }
    if (activity.type !== 'Like' && activity.type !== 'Announce' && activity.type !== 'QuoteRequest') return [];
    const object = this.#naming.isLocal(activity.object) ? await this.#log.objectState(activity.object) : null;
    return object ? [object.actor] : [];
  }

  async apply({ activity, receivedAt }: Occurrence): Promise<void> {
    // For no app, whoever's (`who-may-read.ts`).
    if (activity.type === 'Block' || activity.type === 'Flag') return;
    const { actor, audience } = activity;
    const named = new Set([...audience.to, ...audience.cc, ...(await this.#concerned(activity))].slice(0, NAMED_MAX));
    const boxes = [...named]
      .filter((iri) => iri !== actor && this.#naming.isLocal(iri))
      .map((iri) => mailboxOf(iri, 'inbox'));
    if (this.#naming.isLocal(actor)) boxes.push(mailboxOf(actor, 'outbox'));
    if (boxes.length > 0) await this.#views.add(boxes.map((mailbox) => mailOf(mailbox, activity, receivedAt)));
  }
}

/**
 * At the place where a followed person's post stands in the home feed, so that one which is both has one place. A clock
 * that is ahead pins nothing to the top.
 */
function mailOf(mailbox: string, activity: Activity, receivedAt: Date): MailView {
  const post = activity.type === 'Create' ? activity.object : null;
  const at = Math.min((post ?? activity).publishedAt.getTime(), receivedAt.getTime());
  const position = `${new Date(at).toISOString()} ${keyOf(post?.iri ?? activity.iri)}`;
  return { _id: nameOf(mailbox, activity.iri), mailbox, activity: activity.iri, position };
}
