import type { Collection, Database } from '../../storage/index.ts';

/** One activity in one person's inbox or outbox. */
export interface MailView {
  _id: string;
  /** `mailboxOf`. */
  mailbox: string;
  /** IRI. */
  activity: string;
  /** Sorts by time, newest last. */
  position: string;
}

export function mailboxOf(actor: string, box: 'inbox' | 'outbox'): string {
  return `${box} ${actor}`;
}

/** Owns the collection `mail`. Every query names one person's box. */
export class MailboxViews {
  readonly #mail: Collection<MailView>;

  constructor(db: Database) {
    this.#mail = db.collection<MailView>('mail');
  }

  async prepare(): Promise<void> {
    await this.#mail.createIndexes([{ key: { mailbox: 1, position: -1 } }]);
  }

  async clear(): Promise<void> {
    await this.#mail.drop();
  }

  /** Again is harmless. */
  async add(mail: readonly MailView[]): Promise<void> {
    for (const { _id, ...rest } of mail) await this.#mail.replaceOne({ _id }, rest, { upsert: true });
  }

  /** Newest first; `cursor` is the position of the last one seen. */
  page(mailbox: string, cursor: string | null, limit: number): Promise<MailView[]> {
    const before = cursor === null ? {} : { position: { $lt: cursor } };
    return this.#mail.find({ mailbox, ...before }, { sort: { position: -1 }, limit }).toArray();
  }
}
