import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { Notification } from '../../../shared/contracts/notifications.ts';
import type { NotificationKind } from '../../../shared/vocabulary.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { mayDo, type Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type PageRequest, permissionsFor, visiblePage } from '../practice/index.ts';
import { isOfPair, type NotificationView } from './notifications.model.ts';
import type { NotifyParts } from './notify.ts';
import { presentNotifications } from './present-notifications.ts';

/** A page of somebody's own list, newest first. What has nothing left to show is taken out of it for good. */
export async function readNotifications(
  parts: NotifyParts,
  owner: Principal,
  { kind, ...page }: PageRequest & { kind?: NotificationKind | undefined },
): Promise<Page<Notification>> {
  const { muted } = await parts.settings.of(owner.actor);
  return visiblePage(page, {
    read: (cursor, limit) => parts.views.page(owner.actor, kind ?? null, cursor, limit),
    async show(entries: readonly NotificationView[]) {
      const shown = await presentNotifications(parts, owner, entries);
      const gone = entries.filter((_, index) => shown[index] === null);
      await parts.views.remove(gone);
      // What is gone no longer counts on the badges of open screens.
      if (gone.some(({ read }) => !read)) parts.live.toActor(owner.actor, { name: 'notifications.changed' });
      // What a pair is told is not for an app that was not let into pairs.
      const hidden = (of: NotificationKind) => muted.includes(of) || (isOfPair(of) && !mayDo(owner, ['pairs']));
      return shown.map((item) => (item && hidden(item.kind) ? null : item));
    },
    cursorOf: (entry) => entry.position,
  });
}

export async function readOne({ views, live }: NotifyParts, actor: string, id: string): Promise<Result<void>> {
  if (!(await views.markRead(actor, id))) return fail(NOT_FOUND);
  live.toActor(actor, { name: 'notifications.changed' });
  return ok(undefined);
}

/** Tells the owner's other screens when something was unread. */
export async function marking({ live }: NotifyParts, actor: string, mark: Promise<boolean>): Promise<Result<void>> {
  if (await mark) live.toActor(actor, { name: 'notifications.changed' });
  return ok(undefined);
}

/** The IRI of the thread that a post belongs to, for who may see it. */
export async function threadOfPost(parts: NotifyParts, actor: string, id: string): Promise<Result<string>> {
  const post = await parts.practice.byId(id);
  if (!post || !(await permissionsFor(parts.follows, { kind: 'actor', iri: actor }, [post]))(post).see) {
    return fail(NOT_FOUND);
  }
  return ok(post.root ?? post._id);
}

/** The IRI of a pair, for its members. */
export async function threadOfPair(parts: NotifyParts, actor: string, id: string): Promise<Result<string>> {
  const pair = await parts.mentoring.forMember(id, actor);
  return pair ? ok(pair._id) : fail(NOT_FOUND);
}
