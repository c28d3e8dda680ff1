import type { InterfaceLanguage } from '../../../../shared/vocabulary.ts';
import type { Clock } from '../../../core/clock.ts';
import { nameOf } from '../../../core/ids.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Principal } from '../../../core/principal.ts';
import type { NotificationViews } from '../notifications.views.ts';
import { presentNotifications, type ShownParts } from '../present-notifications.ts';
import { isQuiet } from '../quiet-hours.model.ts';
import type { EmailAddress, SettingsView, SettingsViews } from '../settings.views.ts';
import { confirmLetter, digestLetter } from './letters.ts';
import type { MailLinks } from './links.ts';
import type { MailQueue, QueuedMail } from './mail-queue.ts';
import { isAway, isRefusal, type Mailer } from './mailer.ts';

interface Parts extends ShownParts {
  views: NotificationViews;
  settings: SettingsViews;
  queue: MailQueue;
  links: MailLinks;
  mailer: Mailer;
  baseUrl: string;
  domain: string;
  instanceName: string;
  clock: Clock;
  logger: Logger;
  principalOf(actor: string): Promise<Principal | null>;
  languageOf(actor: string): Promise<InterfaceLanguage>;
}

const LOOK_EVERY_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;
const PERIOD_MS = { daily: DAY_MS, weekly: 7 * DAY_MS } as const;
/** A digest that falls into quiet hours is looked at again this much later. */
const QUIET_PAUSE_MS = 60 * 60_000;
const DUE_AT_ONCE = 50;
/** In one look, so that stopping does not wait long; the rest is next. */
const MAILS_AT_ONCE = 200;
const ITEMS_MAX = 10;
/** Entries read for a digest; further ones are part of "and more" up to here. */
const ENTRIES_MAX = 60;

/** Writes and sends what is due: digests, and links to confirm an address. Any number of processes may. */
export class MailRoom {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  /** A look that has not begun will see what its callers wrote. */
  #next: Promise<void> | null = null;
  #stopped = true;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopped = false;
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.#timer.unref();
    this.wake();
  }

  /** Takes nothing new and waits for the mail that is being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await (this.#next ?? this.#running);
    this.#parts.mailer.close();
  }

  /** Looks now; it looks by itself every minute. */
  wake(): void {
    if (!this.#stopped) void this.tick();
  }

  /** One look: digests that are due are queued, and what is queued and due is sent. Never rejects. */
  tick(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      this.#running = this.#look();
      return this.#running;
    });
    return this.#next;
  }

  async #look(): Promise<void> {
    try {
      await this.#queueDigests();
      await this.#sendDue();
    } catch (err) {
      this.#parts.logger.error({ err }, 'mails could not be looked after');
    }
  }

  async confirm({ owner, email }: SettingsView): Promise<void> {
    if (email === null) return;
    const since = email.givenAt;
    const _id = nameOf('confirm', owner, email.address, since.toISOString());
    await this.#parts.queue.add({ _id, kind: 'confirm', owner, since }, this.#parts.clock.now());
    this.wake();
  }

  async #queueDigests(): Promise<void> {
    const { settings, clock } = this.#parts;
    const due = await settings.due(clock.now(), DUE_AT_ONCE);
    for (const one of due) await this.#queueDigest(one);
  }

  /** The mail first, then the date: a crash in between adds the same mail again, which adds nothing. */
  async #queueDigest(one: SettingsView): Promise<void> {
    const { settings, views, queue, clock } = this.#parts;
    const now = clock.now();
    const { owner, digest, nextDigestAt } = one;
    if (digest === 'off' || nextDigestAt === undefined) return;
    if (isQuiet(one.quietHours, now)) {
      return settings.postpone({ ...one, nextDigestAt }, { nextDigestAt: new Date(now.getTime() + QUIET_PAUSE_MS) });
    }
    const period = PERIOD_MS[digest];
    const since = one.digestedUntil ?? new Date(now.getTime() - period);
    if ((await views.unreadSince(owner, since, 1)).length > 0) {
      await queue.add({ _id: nameOf('digest', owner, nextDigestAt.toISOString()), kind: 'digest', owner, since }, now);
    }
    const missed = Math.floor((now.getTime() - nextDigestAt.getTime()) / period);
    const next = new Date(nextDigestAt.getTime() + (missed + 1) * period);
    await settings.postpone({ ...one, nextDigestAt }, { nextDigestAt: next, digestedUntil: now });
  }

  async #sendDue(): Promise<void> {
    const { queue, clock } = this.#parts;
    for (let sent = 0; sent < MAILS_AT_ONCE; sent++) {
      const mail = this.#stopped && sent > 0 ? null : await queue.take(clock.now());
      if (mail === null || !(await this.#send(mail))) return;
    }
  }

  /** @returns false when the server is away: then others need not find it out too */
  async #send(mail: QueuedMail): Promise<boolean> {
    const { queue, settings, mailer, clock, logger, domain } = this.#parts;
    const chosen = await settings.of(mail.owner);
    const { email } = chosen;
    const letter = email && (await this.#write(mail, chosen, email));
    if (!email || !letter) {
      await queue.done(mail);
      return true;
    }
    try {
      await mailer.send({ ...letter, to: email.address, messageId: `<${mail._id}@${domain.replace(/:\d+$/, '')}>` });
    } catch (error) {
      const refused = isRefusal(error);
      // Never the address: logs are read by others.
      logger.warn({ code: codeOf(error), attempts: mail.attempts }, 'a mail was not taken');
      if (refused) await queue.failed(mail);
      else if (!(await queue.postpone(mail, clock.now()))) logger.error('a mail was given up; run `staffroom doctor`');
      return !isAway(error);
    }
    await queue.done(mail);
    return true;
  }

  /** The words of a mail as things stand now; null when there is no longer anything to say. */
  async #write(mail: QueuedMail, chosen: SettingsView, email: EmailAddress) {
    const { links, baseUrl, domain, instanceName } = this.#parts;
    const principal = await this.#parts.principalOf(mail.owner);
    if (!principal) return null;
    const language = await this.#parts.languageOf(mail.owner);
    const setting = { language, instanceName, baseUrl, handle: `@${principal.username}@${domain}` };
    if (mail.kind === 'confirm') {
      if (email.confirmed || email.givenAt.getTime() !== mail.since.getTime()) return null;
      const token = encodeURIComponent(links.confirmToken(chosen, email));
      return confirmLetter(setting, `${baseUrl}/confirm-email?token=${token}`);
    }
    if (!email.confirmed || chosen.digest === 'off') return null;
    const entries = await this.#parts.views.unreadSince(mail.owner, mail.since, ENTRIES_MAX);
    const shown = (await presentNotifications(this.#parts, principal, entries)).flatMap((item) =>
      item && !chosen.muted.includes(item.kind) ? [item] : [],
    );
    if (shown.length === 0) return null;
    const person = await this.#parts.profiles.summaries([mail.owner]);
    const token = encodeURIComponent(links.unsubscribeToken(chosen, email));
    const letter = digestLetter(setting, {
      name: person(mail.owner).displayName,
      items: shown.slice(0, ITEMS_MAX),
      more: Math.max(0, shown.length - ITEMS_MAX),
      unsubscribe: `${baseUrl}/unsubscribe?token=${token}`,
    });
    return {
      ...letter,
      headers: {
        // RFC 8058: mail programs offer it as a button, and post there themselves.
        'List-Unsubscribe': `<${baseUrl}/api/v1/email/unsubscribe?token=${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
    };
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('responseCode' in error) return String(error.responseCode);
  return 'code' in error ? String(error.code) : error.name;
}

/** When the next digest goes out; absent while none is wanted or there is no address to send it to. */
export function nextDigestOf(
  { digest, email }: Pick<SettingsView, 'digest' | 'email'>,
  now: Date,
): Pick<SettingsView, 'nextDigestAt'> {
  if (digest === 'off' || !email?.confirmed) return {};
  return { nextDigestAt: new Date(now.getTime() + PERIOD_MS[digest]) };
}
