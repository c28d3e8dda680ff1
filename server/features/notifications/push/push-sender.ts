import type { RequestDetails, VapidKeys } from 'web-push';
import type { PushMessage } from '../../../../shared/contracts/notifications.ts';
import type { OutsidePost } from '../../../activities/ports.ts';
import { KeyedQueue } from '../../../core/keyed-queue.ts';
import type { Logger } from '../../../core/logger.ts';
import type { PushSubscriptions, SubscriptionView } from './push-subscriptions.ts';

/** How long a push service keeps it for a device that is off: tomorrow it is in the list, and no news. */
const KEPT_SECONDS = 12 * 3600;
const RETRY_AFTER_MS = [1_000, 15_000, 60_000];
/** A service may ask for more patience; what it asks for beyond this is not worth waiting for. */
const RETRY_AFTER_MAX_MS = 5 * 60_000;
const AT_ONCE_MAX = 16;
/** Under way or waiting in this process; beyond it the list has to do. */
const PENDING_MAX = 1_000;

interface Parts {
  subscriptions: PushSubscriptions;
  outside: OutsidePost;
  loadKeys(): Promise<VapidKeys>;
  baseUrl: string;
  /** Which of these sessions still are. */
  liveSessions(ids: readonly string[]): Promise<Set<string>>;
  logger: Logger;
}

/** Sends to the browsers that a person chose. Best effort: what does not arrive stands in the list all the same. */
export class PushSender {
  readonly #parts: Parts;
  readonly #subject: string;
  readonly #queue = new KeyedQueue(AT_ONCE_MAX);
  readonly #stop = new AbortController();
  #pending = 0;
  #loading: Promise<VapidKeys> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { protocol, hostname } = new URL(parts.baseUrl);
    // RFC 8292 2.1: where the push service can reach us.
    this.#subject = protocol === 'https:' ? parts.baseUrl : `mailto:postmaster@${hostname}`;
  }

  async publicKey(): Promise<string> {
    return (await this.#keys()).publicKey;
  }

  /** Whether a browser's keys can be encrypted to. */
  async accepts(subscription: Pick<SubscriptionView, 'endpoint' | 'keys'>): Promise<boolean> {
    try {
      await this.#request(subscription, '{}', 'test');
      return true;
    } catch {
      return false;
    }
  }

  /** Resolves once it is known to whom it goes; the sending goes on behind. */
  async send(owner: string, message: () => Promise<PushMessage | null>): Promise<void> {
    const all = await this.#parts.subscriptions.of(owner);
    if (all.length === 0) return;
    const live = await this.#parts.liveSessions(all.map(({ session }) => session));
    const current = all.filter(({ session }) => live.has(session));
    // Signed out there since: nobody is told on a device that they left.
    for (const { _id } of all.filter(({ session }) => !live.has(session))) await this.#parts.subscriptions.remove(_id);
    const said = current.length > 0 ? await message() : null;
    if (said === null) return;
    for (const subscription of current) this.#sendInBackground(subscription, said);
  }

  stop(): void {
    this.#stop.abort();
  }

  #keys(): Promise<VapidKeys> {
    this.#loading ??= this.#parts.loadKeys().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  #sendInBackground(subscription: SubscriptionView, message: PushMessage): void {
    if (this.#pending >= PENDING_MAX) {
      this.#parts.logger.warn('too many push messages at once; one was left out');
      return;
    }
    this.#pending += 1;
    this.#deliver(subscription, message)
      .catch((err: unknown) => this.#parts.logger.warn({ err }, 'a push message could not be sent'))
      .finally(() => {
        this.#pending -= 1;
      });
  }

  async #deliver(subscription: SubscriptionView, message: PushMessage): Promise<void> {
    const { outside, subscriptions, logger } = this.#parts;
    for (let attempt = 0; ; attempt++) {
      // Made anew each time: the signature in it expires.
      const { endpoint, headers, body } = await this.#request(subscription, JSON.stringify(message), message.tag);
      const answer = await this.#queue.run([], () => outside.post(endpoint, { headers: headersOf(headers), body }));
      if (answer === 'refused') return subscriptions.remove(subscription._id);
      const { status = 0, retryAfterMs = null } = answer ?? {};
      if (status >= 200 && status < 300) return;
      if (status === 404 || status === 410) return subscriptions.remove(subscription._id);
      const pause = RETRY_AFTER_MS[attempt];
      const mayPass = answer === null || status === 429 || status >= 500;
      if (!mayPass || pause === undefined || (retryAfterMs ?? 0) > RETRY_AFTER_MAX_MS || this.#stop.signal.aborted) {
        logger.info({ status, host: new URL(endpoint).host }, 'a push service did not take a message');
        return;
      }
      await this.#pause(Math.max(pause, retryAfterMs ?? 0));
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      this.#stop.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** @throws when the browser's keys are no keys */
  async #request(
    { endpoint, keys }: Pick<SubscriptionView, 'endpoint' | 'keys'>,
    payload: string,
    tag: string,
  ): Promise<RequestDetails & { body: Buffer }> {
    const vapidKeys = await this.#keys();
    // Loaded at first use: most processes of most schools never send one.
    const { default: webPush } = await import('web-push');
    return webPush.generateRequestDetails({ endpoint, keys }, payload, {
      vapidDetails: { subject: this.#subject, ...vapidKeys },
      TTL: KEPT_SECONDS,
      contentEncoding: 'aes128gcm',
      urgency: 'normal',
      // At most 32 characters (RFC 8030 5.4): of several that wait for a device, the newest.
      topic: tag.slice(0, 32),
    });
  }
}

function headersOf(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
