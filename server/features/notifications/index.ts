import type { IncomingMessage } from 'node:http';
import type { Router } from 'express';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { History } from '../../activities/history.ts';
import type { Reaction } from '../../activities/pipeline.ts';
import type { DomainPolicy, LiveUpdates, Naming, OutsidePost } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Principal } from '../../core/principal.ts';
import type { Database } from '../../storage/index.ts';
import type { CycleViews } from '../cycles/index.ts';
import type { FollowViews } from '../follows/index.ts';
import type { MentoringViews, PairView } from '../mentoring/index.ts';
import type { Drafts, PracticeViews } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import type { SessionViews } from '../sessions/index.ts';
import { type ThreadViews, unreadMessages } from '../threads/index.ts';
import { createMailLinks } from './mail/links.ts';
import { MailQueue } from './mail/mail-queue.ts';
import { MailRoom } from './mail/mail-room.ts';
import { createMailer } from './mail/mailer.ts';
import { NotificationReactions } from './notifications.reactions.ts';
import { notificationRoutes } from './notifications.routes.ts';
import { NotificationViews } from './notifications.views.ts';
import { notify } from './notify.ts';
import type { OpenReports } from './present-notifications.ts';
import { PushSender } from './push/push-sender.ts';
import { PushSubscriptions } from './push/push-subscriptions.ts';
import { loadVapidKeys } from './push/vapid-keys.ts';
import type { TodayParts } from './read-today.ts';
import { Reminders } from './reminders/reminders.ts';
import { ReminderViews } from './reminders/reminders.views.ts';
import { SettingsViews } from './settings.views.ts';

export { createMailer } from './mail/mailer.ts';

/** What this feature asks about accounts; `features/accounts` answers. */
export interface NotifiedAccounts {
  /** The account behind a local actor; null when it has none or may not act. */
  principalOf(actor: string): Promise<Principal | null>;
  languageOf(actor: string): Promise<InterfaceLanguage>;
  sessionOf(req: IncomingMessage): { session: string } | null;
  liveSessions(ids: readonly string[]): Promise<Set<string>>;
  /** Actors of those who let people in. */
  organizers(): Promise<string[]>;
  /** Actors of those who read reports. */
  admins(): Promise<string[]>;
  /** How many wait to be let in, counted up to 100. */
  waiting(): Promise<number>;
  onWaiting(listener: (account: string, waits: boolean) => void): void;
}

export interface NotificationsOptions {
  db: Database;
  secretKey: string;
  baseUrl: string;
  domain: string;
  instanceName: string;
  /** Undefined: no mail. */
  smtpUrl: string | undefined;
  mailFrom: string;
  accounts: NotifiedAccounts;
  reports: OpenReports;
  profiles: ProfileViews;
  follows: FollowViews;
  practice: PracticeViews;
  mentoring: MentoringViews;
  threads: ThreadViews;
  cycles: CycleViews;
  sessions: SessionViews;
  introductions: TodayParts['introductions'];
  drafts: Drafts;
  naming: Naming;
  history: History;
  policy: DomainPolicy;
  outside: OutsidePost;
  live: LiveUpdates;
  clock: Clock;
  logger: Logger;
}

export interface Notifications {
  /** The endpoints of `shared/contracts/notifications.ts`. */
  router: Router;
  reaction: Reaction;
  /** Which of these pairs' threads their member muted. */
  muted(actor: string, offers: readonly string[]): Promise<Set<string>>;
  /** Everything there is of an account that is deleted. */
  forget(actor: string): Promise<void>;
  /** Tells the admins of a report, by its id; but not who made it (an IRI). Telling again of the same is harmless. */
  onReported(report: string, from: string): Promise<void>;
  /** A report needs nobody any more. */
  onResolved(report: string): Promise<void>;
  /** A member read their pair's thread. */
  onThreadRead(actor: string, pair: PairView): Promise<void>;
  /** Looks after mails and reminders that are due, now; it does so by itself every minute. */
  tick(): Promise<void>;
  start(): void;
  /** Waits for the mail that is being sent. */
  stop(): Promise<void>;
}

export async function createNotifications(options: NotificationsOptions): Promise<Notifications> {
  const { db, secretKey, baseUrl, smtpUrl, accounts, clock, logger, live, naming, history } = options;
  const { profiles, follows, practice, mentoring, threads, cycles, sessions, drafts, policy, outside } = options;
  const views = new NotificationViews(db);
  const settings = new SettingsViews(db);
  const subscriptions = new PushSubscriptions(db);
  const queue = new MailQueue(db);
  const reminderViews = new ReminderViews(db);
  await Promise.all([views, settings, subscriptions, queue, reminderViews].map((each) => each.prepare()));

  const push = new PushSender({
    subscriptions,
    outside,
    loadKeys: () => loadVapidKeys(db, secretKey),
    baseUrl,
    liveSessions: (ids) => accounts.liveSessions(ids),
    logger,
  });
  const parts = {
    views,
    settings,
    push,
    live,
    clock,
    profiles,
    follows,
    practice,
    mentoring,
    threads,
    policy,
    principalOf: (actor: string) => accounts.principalOf(actor),
    languageOf: (actor: string) => accounts.languageOf(actor),
    waiting: () => accounts.waiting(),
    reports: options.reports,
  };
  const reminders = new Reminders({ ...parts, reminders: reminderViews, sessions, cycles, naming, logger });
  const links = createMailLinks(secretKey);
  const { domain, instanceName, mailFrom } = options;
  const mailRoom =
    smtpUrl === undefined
      ? null
      : new MailRoom({
          ...parts,
          queue,
          links,
          mailer: createMailer(smtpUrl, mailFrom),
          baseUrl,
          domain,
          instanceName,
          logger,
        });

  /** In the list only, by its id: what it says is read where the reports are. */
  async function onReported(report: string, from: string): Promise<void> {
    const notice = { kind: 'report', actor: null, thing: report, about: null, thread: null, step: null } as const;
    for (const owner of await accounts.admins()) {
      if (owner !== from) await notify(parts, { ...notice, owner, at: clock.now() });
    }
  }

  /** Accounts are no activities: whoever waits is announced by them, and asked for again when the list is read. */
  async function onWaiting(account: string, waits: boolean): Promise<void> {
    const owners = await accounts.organizers();
    if (!waits) {
      if ((await accounts.waiting()) > 0) return;
      await views.removeKind(owners, 'moderation');
      for (const owner of owners) live.toActor(owner, { name: 'notifications.changed' });
      return;
    }
    const notice = { kind: 'moderation', actor: null, thing: account, about: null, thread: null, step: null } as const;
    for (const owner of owners) await notify(parts, { ...notice, owner, at: clock.now() });
  }
  accounts.onWaiting((account, waits) => {
    onWaiting(account, waits).catch((err: unknown) => logger.error({ err }, 'organizers could not be told who waits'));
  });

  return {
    router: notificationRoutes({
      ...parts,
      drafts,
      cycles,
      sessions,
      introductions: options.introductions,
      links,
      mailRoom,
      subscriptions,
      sessionOf: (req) => accounts.sessionOf(req),
      unreadMessages: (actor, pairs) => unreadMessages(threads, actor, pairs),
    }),
    reaction: new NotificationReactions({ ...parts, naming, history, cycles, sessions, reminders }),
    muted: (actor, offers) => views.muted(actor, offers),
    async forget(actor) {
      // The e-mail address first: nothing more is sent there.
      for (const kept of [settings, subscriptions]) await kept.forget(actor);
      await views.forgetOwner(actor);
    },
    onReported,
    async onResolved(report) {
      const owners = await views.forget(report, { kinds: ['report'] });
      for (const owner of owners) live.toActor(owner, { name: 'notifications.changed' });
    },
    async onThreadRead(actor, pair) {
      await views.markThread(actor, pair._id, ['message']);
      live.toActor(actor, { name: 'notifications.changed' });
    },
    async tick() {
      await Promise.all([mailRoom?.tick(), reminders.tick()]);
    },
    start() {
      mailRoom?.start();
      reminders.start();
    },
    async stop() {
      push.stop();
      await Promise.all([mailRoom?.stop(), reminders.stop()]);
    },
  };
}
