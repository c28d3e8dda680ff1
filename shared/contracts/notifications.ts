import { z } from 'zod';
import {
  BALANCE_NEWS,
  CYCLE_MOVES,
  DIGESTS,
  FEEDBACK_KINDS,
  FOLLOW_UP_NEWS,
  INTERFACE_LANGUAGES,
  NOTIFICATION_KINDS,
  PAIR_NEWS,
  SESSION_NEWS,
  TURN_NEWS,
} from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant, PageQuery, pageOf } from './endpoint.ts';
import { ProfileSummary } from './profiles.ts';

const Kind = z.enum(NOTIFICATION_KINDS);

/** Something that happened to me; what is alike and about the same thing is one entry, by its newest. */
export const Notification = z.object({
  id: Id,
  kind: Kind,
  /** When the newest of the group happened. */
  at: Instant,
  unread: z.boolean(),
  /** How many are in the group, and who did it: the newest three. */
  count: z.number().int(),
  people: z.array(ProfileSummary),
  /**
   * What it is about, and so where it leads: a post (its title; or the beginning of a reply), a pair, nothing but the
   * people, or what organizers and admins see to.
   */
  about: z.discriminatedUnion('type', [
    z.object({ type: z.literal('post'), id: Id, root: Id.nullable(), title: z.string() }),
    z.object({ type: z.literal('pair'), id: Id }),
    z.object({ type: z.literal('profile') }),
    z.object({ type: z.literal('admin') }),
  ]),
  /** The page of this instance's client that it leads to, as a path. */
  to: z.string(),
  /** The beginning of the reply, feedback or mention, plain text; empty for other kinds, and never of a private message. */
  excerpt: z.string(),
  feedbackKind: z.enum(FEEDBACK_KINDS).nullable(),
  /** What happened, for the kinds that say so: each null for any other. */
  pairStep: z.enum(PAIR_NEWS).nullable(),
  turnStep: z.enum(TURN_NEWS).nullable(),
  sessionStep: z.enum(SESSION_NEWS).nullable(),
  followUpStep: z.enum(FOLLOW_UP_NEWS).nullable(),
  balanceStep: z.enum(BALANCE_NEWS).nullable(),
});
export type Notification = z.infer<typeof Notification>;

export const listNotifications = endpoint({
  method: 'GET',
  path: '/notifications',
  summary: 'What happened to me, newest first',
  access: 'account',
  query: PageQuery.extend({ kind: Kind.optional() }),
  response: pageOf(Notification),
});

export const countUnread = endpoint({
  method: 'GET',
  path: '/notifications/unread',
  summary: 'How many notifications and private messages I have not read (each counted up to 100)',
  access: 'account',
  response: z.object({ notifications: z.number().int(), messages: z.number().int() }),
});

export const readNotification = endpoint({
  method: 'POST',
  path: '/notifications/:id/read',
  summary: 'Mark a notification as read',
  access: 'account',
  params: IdParams,
});

export const readAllNotifications = endpoint({
  method: 'POST',
  path: '/notifications/read',
  summary: 'Mark all notifications, or those of one kind, as read that happened until a moment',
  access: 'account',
  body: z.object({ until: Instant, kind: Kind.optional() }),
});

/** `HH:MM` on a 24-hour clock. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 18:30.');

export const NotificationSettings = z.object({
  /** Kinds that are not shown at all. */
  muted: z.array(Kind).max(NOTIFICATION_KINDS.length),
  /** Between these nothing rings: no push, no sound; the list fills all the same. `from` may be later than `to`. */
  quietHours: z
    .object({
      from: TimeOfDay,
      to: TimeOfDay,
      /** IANA name, like `Europe/Madrid`. */
      timeZone: z.string().max(60),
      /** The whole of Saturday and Sunday is quiet too. */
      weekends: z.boolean(),
    })
    .nullable(),
  digest: z.enum(DIGESTS),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** What is set, and what this instance can do. */
export const NotificationSetup = NotificationSettings.extend({
  /** The address that the digest goes to; `confirmed` once its link was followed. Null when none is given. */
  email: z.object({ address: z.string(), confirmed: z.boolean() }).nullable(),
  /** False when no mail server is configured: there is no digest then, and the page says so. */
  mailWorks: z.boolean(),
  /** The VAPID public key for `PushManager.subscribe` (RFC 8292). */
  pushKey: z.string(),
  language: z.enum(INTERFACE_LANGUAGES),
});
export type NotificationSetup = z.infer<typeof NotificationSetup>;

export const getNotificationSettings = endpoint({
  method: 'GET',
  path: '/me/notification-settings',
  summary: 'How I am notified, and what this instance can do',
  access: 'account',
  response: NotificationSetup,
});

export const changeNotificationSettings = endpoint({
  method: 'PUT',
  path: '/me/notification-settings',
  summary: 'Change how I am notified',
  access: 'account',
  body: NotificationSettings,
  response: NotificationSetup,
});

export const setEmail = endpoint({
  method: 'PUT',
  path: '/me/email',
  summary: 'Set the address for the digest (a link to confirm it is sent there), or remove it',
  access: 'account',
  body: z.object({ address: z.email('Write an address like amara@school.example.').max(254).nullable() }),
  response: NotificationSetup,
});

const MailToken = z.string().min(1, 'Open the link from the mail again.').max(500);

export const confirmEmail = endpoint({
  method: 'POST',
  path: '/email/confirm',
  summary: 'Confirm an address by the token that was sent to it',
  access: 'anyone',
  body: z.object({ token: MailToken }),
});

/** The token is in the query, because mail programs post a body of their own (RFC 8058). */
export const unsubscribe = endpoint({
  method: 'POST',
  path: '/email/unsubscribe',
  summary: 'Stop the digest, by the token in each mail; needs no sign-in',
  access: 'anyone',
  query: z.object({ token: MailToken }),
});

export const PushSubscriptionFields = z.object({
  /** https; plain http only where the operator opened a private range (FEDERATION_ALLOW_PRIVATE). */
  endpoint: z.url({ protocol: /^https?$/, error: 'This is not a push service.' }).max(1_000),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
});

export const subscribeToPush = endpoint({
  method: 'PUT',
  path: '/me/push',
  summary: 'Send notifications to this browser too',
  access: 'account',
  body: PushSubscriptionFields,
});

export const unsubscribeFromPush = endpoint({
  method: 'DELETE',
  path: '/me/push',
  summary: 'Stop sending notifications to this browser',
  access: 'account',
  body: z.object({ endpoint: z.string().max(1_000) }),
});

/** What arrives at the service worker, as JSON, encrypted on its way (RFC 8291). Nothing private is in it. */
export interface PushMessage {
  title: string;
  /** May be empty. */
  body: string;
  /** Path on this instance to open. */
  url: string;
  /** A later one with the same tag takes the place of this. */
  tag: string;
}

export const readPostNotifications = endpoint({
  method: 'POST',
  path: '/posts/:id/notifications/read',
  summary: 'Mark notifications about the thread of a post as read, for who has it open',
  access: 'account',
  params: IdParams,
});

export const readPairNotifications = endpoint({
  method: 'POST',
  path: '/pairs/:id/notifications/read',
  summary: 'Mark notifications about the steps of a pair of mine as read, for who has it open',
  access: 'account',
  params: IdParams,
});

export const getPostMute = endpoint({
  method: 'GET',
  path: '/posts/:id/mute',
  summary: 'Whether I muted the thread of a post',
  access: 'account',
  params: IdParams,
  response: z.object({ muted: z.boolean() }),
});

export const mutePost = endpoint({
  method: 'PUT',
  path: '/posts/:id/mute',
  summary: 'No more notifications about the thread of a post',
  access: 'account',
  params: IdParams,
});

export const unmutePost = endpoint({
  method: 'DELETE',
  path: '/posts/:id/mute',
  summary: 'Notify me about the thread of a post again',
  access: 'account',
  params: IdParams,
});

export const mutePair = endpoint({
  method: 'PUT',
  path: '/pairs/:id/mute',
  summary: 'No more notifications about messages in a pair of mine',
  access: 'account',
  params: IdParams,
});

export const unmutePair = endpoint({
  method: 'DELETE',
  path: '/pairs/:id/mute',
  summary: 'Notify me about messages in a pair of mine again',
  access: 'account',
  params: IdParams,
});

/** One thing that waits for me today. */
export const TodayItem = z.discriminatedUnion('type', [
  /** I have moved to another account: nothing can be written with this one. */
  z.object({ type: z.literal('moved'), to: ProfileSummary }),
  /** A session of mine begins within a day. */
  z.object({
    type: z.literal('session'),
    pair: Id,
    session: Id,
    partner: ProfileSummary,
    /** Null while its times wait for my answer. */
    start: Instant.nullable(),
  }),
  /** The partner waits for a step of mine in a cycle. */
  z.object({
    type: z.literal('turn'),
    pair: Id,
    cycle: Id,
    partner: ProfileSummary,
    move: z.enum(CYCLE_MOVES),
    at: Instant,
  }),
  /** A pair of mine began lately, and nobody has begun a cycle in it. */
  z.object({ type: z.literal('begin'), pair: Id, partner: ProfileSummary, at: Instant }),
  /** What I meant to do is due within three days, or was. */
  z.object({
    type: z.literal('follow-up'),
    pair: Id,
    followUp: Id,
    partner: ProfileSummary,
    /** In my own words, the beginning of them. */
    what: z.string(),
    by: z.iso.date(),
    due: z.enum(['over', 'today', 'soon']),
  }),
  /** The partner would change our agreement, and waits for my answer. */
  z.object({ type: z.literal('amendment'), pair: Id, from: ProfileSummary, at: Instant }),
  /** An organizer thinks that somebody could be a partner for me. */
  z.object({
    type: z.literal('introduction'),
    introduction: Id,
    partner: ProfileSummary,
    by: ProfileSummary,
    at: Instant,
  }),
  /** Someone offers a pair and waits for my answer. */
  z.object({ type: z.literal('pair-offer'), pair: Id, from: ProfileSummary, at: Instant }),
  /** The partner wrote, and I have not read it. */
  z.object({ type: z.literal('messages'), pair: Id, from: ProfileSummary, count: z.number().int(), at: Instant }),
  /** Someone asked a question under a post of mine, and I have not answered it. */
  z.object({
    type: z.literal('question'),
    reply: Id,
    post: z.object({ id: Id, title: z.string() }),
    from: ProfileSummary,
    excerpt: z.string(),
    at: Instant,
  }),
  z.object({ type: z.literal('follow-requests'), count: z.number().int(), from: ProfileSummary, at: Instant }),
  /** A pair of mine ends within a week. */
  z.object({ type: z.literal('pair-ending'), pair: Id, partner: ProfileSummary, endsOn: z.iso.date() }),
  /** A draft that I worked on in the last two weeks: the newest one. */
  z.object({ type: z.literal('draft'), draft: Id, title: z.string(), at: Instant }),
  /** For organizers: people who wait to be let in. */
  z.object({ type: z.literal('sign-ups'), count: z.number().int() }),
  /** For admins: reports that nobody has looked at (counted up to 100). */
  z.object({ type: z.literal('reports'), count: z.number().int() }),
]);
export type TodayItem = z.infer<typeof TodayItem>;

export const getToday = endpoint({
  method: 'GET',
  path: '/today',
  summary: 'What waits for me, at most 12 things',
  access: 'account',
  response: z.object({ items: z.array(TodayItem) }),
});
