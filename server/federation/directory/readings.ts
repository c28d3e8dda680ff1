import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';

/** When a collection of another instance was last read, by the IRI of what it hangs on. */
interface Reading {
  _id: string;
  againFrom: Date;
  expiresAt: Date;
}

/** Longer than the longest pause between two readings. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** How often others are asked, across all processes and restarts. Owns `remote_readings`, of which nothing stays for long. */
export class Readings {
  readonly #readings: Collection<Reading>;

  constructor(db: Database) {
    this.#readings = db.collection<Reading>('remote_readings');
  }

  async prepare(): Promise<void> {
    await this.#readings.createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
  }

  /** Whether it is time to read this; to one who is told so, and then to nobody for `pauseMs`. */
  async claim(iri: string, pauseMs: number, now: Date): Promise<boolean> {
    const next = {
      againFrom: new Date(now.getTime() + pauseMs),
      expiresAt: new Date(now.getTime() + KEPT_MS),
    };
    const due = { _id: iri, againFrom: { $lte: now } };
    if ((await this.#readings.updateOne(due, { $set: next })).matchedCount === 1) return true;
    try {
      await this.#readings.insertOne({ _id: iri, ...next });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
