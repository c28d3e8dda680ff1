import type { Message, MessagePage } from '../../../shared/contracts/threads.ts';
import type { DeliveryStatus, PairFiles, Thoughts } from '../../activities/ports.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { keyOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type MentoringViews, memberOf, otherMember, type PairView, threadIsOpen } from '../mentoring/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { clientIdOf } from './threads.model.ts';
import type { MessageView, ThreadViews } from './threads.views.ts';

export interface ThreadParts {
  views: ThreadViews;
  mentoring: MentoringViews;
  profiles: ProfileViews;
  deliveries: DeliveryStatus;
  pairFiles: PairFiles;
  thoughts: Thoughts;
}

/** The pair whose thread `actor` may open, by the thread's id; null for everyone else, whoever they are. */
export async function openThread(parts: ThreadParts, actor: string, thread: string): Promise<PairView | null> {
  const pair = await parts.mentoring.forMember(thread, actor);
  return pair && threadIsOpen(pair.state) ? pair : null;
}

/** A page of a thread, oldest first. */
export async function readThread(
  parts: ThreadParts,
  actor: string,
  thread: string,
  query: { after?: string | undefined; before?: string | undefined; limit: number },
): Promise<Result<MessagePage>> {
  const pair = await openThread(parts, actor, thread);
  if (!pair) return fail(NOT_FOUND);
  const { after, before, limit } = query;
  const found =
    after === undefined
      ? await parts.views.before(pair._id, before ?? null, limit)
      : await parts.views.after(pair._id, after, limit);
  const page = found.slice(0, limit);
  if (after === undefined) page.reverse();
  return ok({ items: await presentMessages(parts, actor, pair, page), more: found.length > limit });
}

const CATCH_UP_PAGE = 100;

/** What came after a cursor, for a client that comes back; the newest page when it has none yet. */
export async function messagesAfter(
  parts: ThreadParts,
  actor: string,
  thread: string,
  cursor: string | null,
): Promise<MessagePage> {
  const page = await readThread(parts, actor, thread, { after: cursor ?? undefined, limit: CATCH_UP_PAGE });
  return page.ok ? page.value : { items: [], more: false };
}

/** One message as `actor` sees it; null when they are not of its pair. */
export async function readMessage(parts: ThreadParts, actor: string, messageIri: string): Promise<Message | null> {
  const message = await parts.views.byIri(messageIri);
  const pair = message ? await parts.mentoring.byOffer(message.pair) : null;
  if (!message || !pair || memberOf(pair, actor) === null || !threadIsOpen(pair.state)) return null;
  const [shown] = await presentMessages(parts, actor, pair, [message]);
  return shown ?? null;
}

async function presentMessages(
  parts: ThreadParts,
  actor: string,
  pair: PairView,
  messages: readonly MessageView[],
): Promise<Message[]> {
  const own = messages.filter((message) => message.author === actor);
  const feedback = messages.filter(({ feedbackKind }) => feedbackKind !== null);
  const [person, deliveries, thoughts] = await Promise.all([
    parts.profiles.summaries([pair.offerer, pair.partner]),
    parts.deliveries.of(own.map((message) => message.activity)),
    parts.thoughts.among(feedback.map(({ _id, author }) => ({ feedback: _id, receiver: otherMember(pair, author) }))),
  ]);
  return messages.map((message) => {
    const mine = message.author === actor;
    return {
      id: keyOf(message._id),
      thread: pair.id,
      author: person(message.author),
      mine,
      html: message.html,
      feedbackKind: message.feedbackKind,
      attachments: parts.pairFiles.present(pair.id, message.attachments ?? []),
      madeMeThink: !message.deleted && thoughts.has(message._id),
      clientId: mine ? clientIdOf(message) : null,
      deleted: message.deleted,
      sentAt: message.sentAt.toISOString(),
      cursor: message.cursor,
      delivery: mine ? (deliveries.get(message.activity) ?? 'delivered') : null,
    };
  });
}
