import type { DraftFields } from '../../../shared/contracts/practice.ts';
import { FEEDBACK_KINDS, type FeedbackKind } from '../../../shared/vocabulary.ts';
import type { DeviceStorage } from '../../ui/device-storage.ts';

/** Something finished that the server has not got yet. */
export type Waiting = WaitingPost | WaitingReply;

interface Waits {
  /** The same in every attempt, so that the server publishes it once: the draft's id, or one made here. */
  id: string;
  writtenAt: string;
  /** Why the server refused it; null while it only waits. */
  refused: string | null;
}

export interface WaitingPost extends Waits {
  kind: 'post';
  fields: DraftFields;
  /** Whether `id` is a draft that the server has. */
  isDraft: boolean;
}

export interface WaitingReply extends Waits {
  kind: 'reply';
  /** The post or response it answers, and the post it stands under. */
  to: string;
  post: string;
  markdown: string;
  feedbackKind: FeedbackKind | null;
}

export interface WaitingPorts {
  send(item: Waiting): Promise<void>;
  /** The sentence for a refusal that trying again cannot change; null when it may pass by itself. */
  refusal(error: unknown): string | null;
}

const PREFIX = 'staffroom.waiting.';

/**
 * What one account has published without a network, on this device: it outlives the page, is sent in the order written
 * once the server answers, and what is refused stays with its text.
 */
export class WaitingRoom {
  readonly #key: string;
  readonly #store: DeviceStorage;
  readonly #ports: WaitingPorts;
  readonly #listeners = new Set<() => void>();
  readonly #sentListeners = new Set<(item: Waiting) => void>();
  #items: readonly Waiting[];
  #sending: Promise<void> | null = null;
  #askedMeanwhile = false;

  constructor(account: string, store: DeviceStorage, ports: WaitingPorts) {
    this.#key = PREFIX + account;
    this.#store = store;
    this.#ports = ports;
    this.#items = readItems(store, this.#key);
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): readonly Waiting[] => this.#items;

  /** Told of each thing that went out. @returns ends it. */
  onSent(listener: (item: Waiting) => void): () => void {
    this.#sentListeners.add(listener);
    return () => {
      this.#sentListeners.delete(listener);
    };
  }

  /** Another page of this device may have added or sent some. */
  reload() {
    this.#show(readItems(this.#store, this.#key));
  }

  add(item: Waiting) {
    this.reload();
    this.#set([...this.#items.filter(({ id }) => id !== item.id), item]);
  }

  /** Takes it back, to be written on. */
  remove(id: string): Waiting | undefined {
    this.reload();
    const taken = this.#items.find((item) => item.id === id);
    this.#set(this.#items.filter((item) => item !== taken));
    return taken;
  }

  retry(id: string): Promise<void> {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, refused: null } : item)));
    return this.flush();
  }

  /**
   * Sends what waits, one after another; stops at the first that finds no server. Asked for during an attempt that then
   * fails, perhaps after a long silence, it tries once more: meanwhile the server may be back. Never throws.
   */
  flush(): Promise<void> {
    this.#askedMeanwhile = this.#sending !== null;
    this.#sending ??= this.#flush().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #flush(): Promise<void> {
    this.reload();
    for (;;) {
      const next = this.#items.find((item) => item.refused === null);
      if (next === undefined) return;
      try {
        await this.#ports.send(next);
        this.remove(next.id);
        for (const listener of this.#sentListeners) listener(next);
      } catch (error) {
        const refused = this.#ports.refusal(error);
        if (refused === null) {
          if (!this.#askedMeanwhile) return;
          this.#askedMeanwhile = false;
          continue;
        }
        this.#set(this.#items.map((item) => (item.id === next.id ? { ...item, refused } : item)));
      }
    }
  }

  #set(items: readonly Waiting[]) {
    try {
      if (items.length === 0) this.#store.removeItem(this.#key);
      else this.#store.setItem(this.#key, JSON.stringify(items));
    } catch {
      // Storage is full or blocked: they wait as long as the page lives.
    }
    this.#show(items);
  }

  #show(items: readonly Waiting[]) {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

/** An id for what has no draft on the server: lower-case letters and digits. */
export function newWaitingId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function readItems(store: DeviceStorage, key: string): readonly Waiting[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(toWaiting) : [];
  } catch {
    return [];
  }
}

/** What this app wrote itself; the fields were checked when they were typed, and the server checks them again. */
function toWaiting(value: unknown): Waiting[] {
  const of = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const [id, writtenAt] = [of('id'), of('writtenAt')];
  if (typeof id !== 'string' || typeof writtenAt !== 'string') return [];
  const refused = of('refused');
  const waits = { id, writtenAt, refused: typeof refused === 'string' ? refused : null };
  const fields = of('fields');
  if (of('kind') === 'post' && typeof fields === 'object' && fields !== null && 'title' in fields) {
    return [{ ...waits, kind: 'post', fields: fields as DraftFields, isDraft: of('isDraft') === true }];
  }
  const [to, post, markdown] = [of('to'), of('post'), of('markdown')];
  if (typeof to !== 'string' || typeof post !== 'string' || typeof markdown !== 'string') return [];
  const feedbackKind = FEEDBACK_KINDS.find((kind) => kind === of('feedbackKind')) ?? null;
  return [{ ...waits, kind: 'reply', to, post, markdown, feedbackKind }];
}
