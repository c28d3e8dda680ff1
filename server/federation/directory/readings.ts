import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';

/** When a collection of another instance was last read, by the IRI of what it hangs on. */
interface Reading {
  _id: string;
  againFrom: Date;
  expiresAt: Date;
  /** It was begun, and is to go on should it be broken off. */
  unfinished?: true;
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
    await this.#readings.createIndexes([
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      { key: { unfinished: 1 }, partialFilterExpression: { unfinished: true } },
    ]);
  }

  /**
   * Whether it is time to read this; to one who is told so, and then to nobody for `pauseMs`.
   * @param resumes from now on until `finished` it is among the unfinished ones
   */
  async claim(iri: string, pauseMs: number, now: Date, resumes = false): Promise<boolean> {
    const next = {
      againFrom: new Date(now.getTime() + pauseMs),
      expiresAt: new Date(now.getTime() + KEPT_MS),
      ...(resumes ? { unfinished: true as const } : {}),
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

  async finished(iri: string): Promise<void> {
    await this.#readings.updateOne({ _id: iri }, { $unset: { unfinished: '' } });
  }

  /**
   * What was begun and not finished, to be read once more and then not again: a reading that ends the process must not end the next
   * one too. What another process is reading just now is among it, and read twice.
   */
  async takeUnfinished(limit: number): Promise<string[]> {
    const found = await this.#readings.find({ unfinished: true }, { limit, projection: { _id: 1 } }).toArray();
    const iris = found.map(({ _id }) => _id);
    if (iris.length > 0) await this.#readings.updateMany({ _id: { $in: iris } }, { $unset: { unfinished: '' } });
    return iris;
  }
}
