import type { IncomingMessage } from 'node:http';
import { Router } from 'express';
import * as contract from '../../../shared/contracts/notifications.ts';
import { appError } from '../../core/errors.ts';
import { fail, ok } from '../../core/result.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import {
  changeSettings,
  confirmEmail,
  readSetup,
  type SettingsParts,
  setEmail,
  unsubscribe,
} from './change-settings.ts';
import { SEEN_WITH_PAIR } from './notifications.model.ts';
import type { PushSubscriptions } from './push/push-subscriptions.ts';
import { marking, readNotifications, readOne, threadOfPair, threadOfPost } from './read-notifications.ts';
import { readToday, type TodayParts } from './read-today.ts';

export interface NotificationRouteParts extends TodayParts, SettingsParts {
  subscriptions: PushSubscriptions;
  /** Whose browser session a request came with; null for API tokens. */
  sessionOf(req: IncomingMessage): { session: string } | null;
}

const PAIRS_MAX = 100;
/** As much is counted of each; the client says "99+". */
const MESSAGES_MAX = 100;

export function notificationRoutes(parts: NotificationRouteParts): Router {
  const router = Router();
  const { views, subscriptions } = parts;

  bind(router, contract.listNotifications, async ({ account, query }) =>
    ok(await readNotifications(parts, account, query)),
  );
  bind(router, contract.countUnread, async ({ account: { actor } }) => {
    const [notifications, pairs] = await Promise.all([
      views.countUnread(actor),
      parts.mentoring.ofMember(actor, PAIRS_MAX),
    ]);
    const messages = [...(await parts.unreadMessages(actor, pairs)).values()].reduce((sum, count) => sum + count, 0);
    return ok({ notifications, messages: Math.min(messages, MESSAGES_MAX) });
  });
  bind(router, contract.readNotification, ({ account, params }) => readOne(parts, account.actor, params.id));
  bind(router, contract.readAllNotifications, ({ account: { actor }, body }) =>
    marking(parts, actor, views.markUntil(actor, new Date(body.until), body.kind)),
  );
  bind(router, contract.readPostNotifications, async ({ account: { actor }, params }) => {
    const thread = await threadOfPost(parts, actor, params.id);
    return thread.ok ? marking(parts, actor, views.markThread(actor, thread.value)) : thread;
  });
  bind(router, contract.readPairNotifications, async ({ account: { actor }, params }) => {
    const thread = await threadOfPair(parts, actor, params.id);
    return thread.ok ? marking(parts, actor, views.markThread(actor, thread.value, SEEN_WITH_PAIR)) : thread;
  });

  bind(router, contract.getNotificationSettings, async ({ account }) => ok(await readSetup(parts, account.actor)));
  bind(router, contract.changeNotificationSettings, ({ account, body }) => changeSettings(parts, account.actor, body));
  bind(router, contract.setEmail, ({ account, body }) => setEmail(parts, account.actor, body.address));
  bindOpen(router, contract.confirmEmail, ({ body }) => confirmEmail(parts, body.token));
  bindOpen(router, contract.unsubscribe, ({ query }) => unsubscribe(parts, query.token));

  bind(router, contract.subscribeToPush, async ({ account, body, req }) => {
    const signedIn = parts.sessionOf(req);
    if (signedIn === null) return fail(NOT_A_BROWSER);
    if (!(await parts.push.accepts(body))) return fail(BAD_SUBSCRIPTION);
    const { session } = signedIn;
    await subscriptions.add({ ...body, owner: account.actor, session, createdAt: parts.clock.now() });
    return ok(undefined);
  });
  bind(router, contract.unsubscribeFromPush, async ({ account, body }) =>
    ok(await subscriptions.removeEndpoint(account.actor, body.endpoint)),
  );

  bind(router, contract.getPostMute, async ({ account: { actor }, params }) => {
    const thread = await threadOfPost(parts, actor, params.id);
    return thread.ok ? ok({ muted: (await views.muted(actor, [thread.value])).has(thread.value) }) : thread;
  });
  for (const [endpoint, change] of [
    [contract.mutePost, 'mute'],
    [contract.unmutePost, 'unmute'],
  ] as const) {
    bind(router, endpoint, async ({ account: { actor }, params }) => {
      const thread = await threadOfPost(parts, actor, params.id);
      return thread.ok ? ok(await views[change](actor, thread.value)) : thread;
    });
  }
  for (const [endpoint, change] of [
    [contract.mutePair, 'mute'],
    [contract.unmutePair, 'unmute'],
  ] as const) {
    bind(router, endpoint, async ({ account: { actor }, params }) => {
      const thread = await threadOfPair(parts, actor, params.id);
      return thread.ok ? ok(await views[change](actor, thread.value)) : thread;
    });
  }

  bind(router, contract.getToday, async ({ account }) => ok({ items: await readToday(parts, account) }));
  return router;
}

/** What a token asked for would go on when it is revoked. */
const NOT_A_BROWSER = appError(
  'forbidden',
  'Turn notifications on in the browser that shall show them, where you are signed in. An API token cannot.',
);
const BAD_SUBSCRIPTION = appError(
  'invalid_input',
  'This browser gave an address or keys that no message can be sent to. Turn notifications off and on again.',
);
