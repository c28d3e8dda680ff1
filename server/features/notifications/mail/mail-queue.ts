import { randomUUID } from 'node:crypto';
import { type Collection, type Database, isDuplicateKey } from '../../../storage/index.ts';

/** A mail to be written and sent. It holds no words: those are chosen when it goes out, by what may be seen then. */
export interface QueuedMail {
  /** Made of what it is for: adding it twice is adding it once. */
  _id: string;
  kind: 'confirm' | 'digest';
  /** IRI of the local actor. */
  owner: string;
  /** What happened since then is in a digest. */
  since: Date;
  state: 'waiting' | 'done' | 'failed';
  attempts: number;
  /** Not to be taken before: the end of a lease or of a pause. */
  notBefore: Date;
  /** Of the lease; empty while nobody has it. */
  holder: string;
  expiresAt: Date;
}

/** Longer than an attempt may take (`mailer.ts`). */
const LEASE_MS = 2 * 60_000;
/** Settled ones are kept so that the same mail is not added again. */
const KEPT_MS = 14 * 24 * 3600 * 1000;
const PAUSES_MS = [60_000, 10 * 60_000, 60 * 60_000, 6 * 60 * 60_000];

/**
 * Mails on their way. A process that dies between sending one and noting it has it sent once more when its lease ends, at
 * most; none is lost. Owns the collection `mails`.
 */
export class MailQueue {
  readonly #rows: Collection<QueuedMail>;

  constructor(db: Database) {
    this.#rows = db.collection<QueuedMail>('mails');
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndexes([
      { key: { notBefore: 1 }, partialFilterExpression: { state: 'waiting' } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
  }

  async add(mail: Pick<QueuedMail, '_id' | 'kind' | 'owner' | 'since'>, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + KEPT_MS);
    try {
      await this.#rows.insertOne({ ...mail, state: 'waiting', attempts: 0, notBefore: now, holder: '', expiresAt });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The next one that is due, for its caller alone until the lease ends; null when there is none. */
  take(now: Date): Promise<QueuedMail | null> {
    return this.#rows.findOneAndUpdate(
      { state: 'waiting', notBefore: { $lte: now } },
      { $set: { holder: randomUUID(), notBefore: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
      { sort: { notBefore: 1 }, returnDocument: 'after' },
    );
  }

  done(mail: QueuedMail): Promise<void> {
    return this.#settle(mail, { state: 'done' });
  }

  failed(mail: QueuedMail): Promise<void> {
    return this.#settle(mail, { state: 'failed' });
  }

  /** @returns false when it has been tried often enough: it is given up. */
  async postpone(mail: QueuedMail, now: Date): Promise<boolean> {
    const pause = PAUSES_MS[mail.attempts - 1];
    if (pause === undefined) {
      await this.failed(mail);
      return false;
    }
    await this.#settle(mail, { notBefore: new Date(now.getTime() + pause) });
    return true;
  }

  /** Only what is still held: a lease that ended meanwhile is somebody else's. */
  async #settle({ _id, holder }: QueuedMail, change: Partial<QueuedMail>): Promise<void> {
    await this.#rows.updateOne({ _id, holder }, { $set: { ...change, holder: '' } });
  }
}
