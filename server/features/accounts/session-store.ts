import { type SessionData, Store } from 'express-session';
import type { Clock } from '../../core/clock.ts';
import { sha256 } from '../../core/ids.ts';
import type { Collection } from '../../storage/index.ts';
import { SESSION_IDLE_SECONDS, type SessionDocument } from './accounts.views.ts';

declare module 'express-session' {
  interface SessionData {
    /** Written by passport at sign-in. */
    passport?: { user?: SignedIn };
    /** ISO 8601; as the store read it. */
    lastSeenAt?: string;
  }
}

/** What a session remembers. */
export interface SignedIn {
  account: string;
  userAgent: string;
}

/** A session's use is written down this often; the 30 days are no more exact than that. */
const SEEN_NOTED_EVERY_MS = 10 * 60_000;

/** Under which id a session is stored and shown to its owner; the cookie's own is only in the cookie. */
export function storedId(sid: string): string {
  return sha256(sid);
}

/**
 * express-session's store on our database. Only signed-in sessions are kept, nothing else is ever written to them, and
 * a session that was revoked while a request was under way does not come back.
 */
export class SessionStore extends Store {
  readonly #sessions: Collection<SessionDocument>;
  readonly #clock: Clock;
  readonly #cookie: SessionData['cookie'];

  constructor(sessions: Collection<SessionDocument>, clock: Clock, cookie: SessionData['cookie']) {
    super();
    this.#sessions = sessions;
    this.#clock = clock;
    this.#cookie = cookie;
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.#read(sid).then((session) => callback(null, session), callback);
  }

  override set(sid: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.#write(sid, session).then(() => callback?.(), callback);
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#sessions.deleteOne({ _id: storedId(sid) }).then(() => callback?.(), callback);
  }

  override touch(sid: string, session: SessionData, callback?: () => void): void {
    // A failure here would only make a session look less used than it is; express-session has no way to say it.
    this.#noteUse(sid, session).then(callback, callback);
  }

  async #read(sid: string): Promise<SessionData | null> {
    const found = await this.#sessions.findOne({ _id: storedId(sid) });
    const oldest = this.#clock.now().getTime() - SESSION_IDLE_SECONDS * 1000;
    if (!found || found.lastSeenAt.getTime() < oldest) return null;
    return {
      cookie: { ...this.#cookie },
      passport: { user: { account: found.account, userAgent: found.userAgent } },
      lastSeenAt: found.lastSeenAt.toISOString(),
    };
  }

  async #write(sid: string, session: SessionData): Promise<void> {
    const user = session.passport?.user;
    if (!user || session.lastSeenAt !== undefined) return;
    const now = this.#clock.now();
    await this.#sessions.updateOne(
      { _id: storedId(sid) },
      { $setOnInsert: { ...user, createdAt: now, lastSeenAt: now } },
      { upsert: true },
    );
  }

  async #noteUse(sid: string, session: SessionData): Promise<void> {
    const now = this.#clock.now();
    if (session.lastSeenAt === undefined || now.getTime() - Date.parse(session.lastSeenAt) < SEEN_NOTED_EVERY_MS)
      return;
    await this.#sessions.updateOne({ _id: storedId(sid) }, { $set: { lastSeenAt: now } });
  }
}
