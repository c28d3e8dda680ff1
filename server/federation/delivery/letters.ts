import { digestsOf } from '../transport/digest.ts';
import type { Digests } from '../transport/sign.ts';

/** What is posted of an activity, to however many inboxes. */
export interface Letter {
  body: Buffer;
  digests: Digests;
}

/** Bodies held at once, together; one that is larger than all of this is made for each inbox anew. */
const HELD_MAX_BYTES = 8 * 1024 * 1024;

/**
 * The bodies of activities on their way. Made once for many inboxes, and held by their size: a few thousand notes or a hundred
 * long posts. The least recently posted go first.
 */
export class Letters {
  readonly #bodyOf: (activity: string) => Promise<Buffer | null>;
  readonly #held = new Map<string, Letter>();
  readonly #making = new Map<string, Promise<Letter | null>>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(bodyOf: (activity: string) => Promise<Buffer | null>, maxBytes = HELD_MAX_BYTES) {
    this.#bodyOf = bodyOf;
    this.#maxBytes = maxBytes;
  }

  /** Null when there is no such activity. */
  async of(activity: string): Promise<Letter | null> {
    const held = this.#held.get(activity);
    if (held) {
      this.#held.delete(activity);
      this.#held.set(activity, held);
      return held;
    }
    // Many lanes ask at the same moment.
    const making = this.#making.get(activity) ?? this.#make(activity).finally(() => this.#making.delete(activity));
    this.#making.set(activity, making);
    return making;
  }

  async #make(activity: string): Promise<Letter | null> {
    const body = await this.#bodyOf(activity);
    if (body === null) return null;
    const letter = { body, digests: digestsOf(body) };
    this.#hold(activity, letter);
    return letter;
  }

  #hold(activity: string, letter: Letter): void {
    if (letter.body.length > this.#maxBytes) return;
    this.#held.set(activity, letter);
    this.#bytes += letter.body.length;
    for (const [oldest, { body }] of this.#held) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#held.delete(oldest);
      this.#bytes -= body.length;
    }
  }
}
