import type { Message, MessagePage } from '../../../shared/contracts/threads.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { Outbox } from './outbox.ts';
import {
  EMPTY_THREAD,
  merge,
  mergeLater,
  mergeNewest,
  mergeOlder,
  type Pending,
  type ThreadState,
} from './thread-state.ts';

export interface ThreadPorts {
  page(query: { after?: string; before?: string }): Promise<MessagePage>;
  send(message: Pending): Promise<Message>;
  /** The sentence for a refusal that trying again cannot change; null when it may pass by itself. */
  refusal(error: unknown): string | null;
  outbox: Outbox;
}

/**
 * One thread as this page knows it. Whatever the network does, each message shows once: pages and live events are
 * merged by id, and what one writes keeps its `clientId` through every retry.
 */
export class ThreadStore {
  readonly #ports: ThreadPorts;
  readonly #listeners = new Set<() => void>();
  #state: ThreadState;
  #sending = false;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(ports: ThreadPorts) {
    this.#ports = ports;
    this.#state = { ...EMPTY_THREAD, pending: ports.outbox.load() };
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): ThreadState => this.#state;

  /** The newest page; also what a change to something recent (a delivery state, a deletion) is read from. */
  async refresh(): Promise<void> {
    const page = await this.#ports.page({});
    this.#set(mergeNewest(this.#state, page));
  }

  async loadOlder(): Promise<void> {
    const oldest = this.#state.messages[0];
    if (oldest === undefined) return;
    const page = await this.#ports.page({ before: oldest.cursor });
    this.#set(mergeOlder(this.#state, page));
  }

  receive(message: Message) {
    this.#set(merge(this.#state, [message]));
  }

  /**
   * After joining, or joining again: `join` subscribes and answers with what came after the cursor, so nothing falls
   * between. Then what waits here is sent.
   */
  catchUp(join: (after: string | null) => Promise<MessagePage>): Promise<void> {
    // One after another: each join subscribes, so none may be left out for one that is still under way.
    this.#catchingUp = this.#catchingUp.catch(() => undefined).then(() => this.#catchUp(join));
    return this.#catchingUp;
  }

  async #catchUp(join: (after: string | null) => Promise<MessagePage>): Promise<void> {
    if (this.#state.hasOlder === null) await this.refresh();
    let page = await join(this.#state.resumeAfter);
    this.#set(mergeLater(this.#state, page));
    while (page.more && page.items.length > 0 && this.#state.resumeAfter !== null) {
      page = await this.#ports.page({ after: this.#state.resumeAfter });
      this.#set(mergeLater(this.#state, page));
    }
    await this.flush();
  }

  /** Shows at once; sent in the order written. */
  write(markdown: string, feedbackKind: FeedbackKind | null, files: readonly string[] = []) {
    const pending: Pending = {
      clientId: newClientId(),
      markdown,
      feedbackKind,
      files,
      writtenAt: new Date().toISOString(),
      refused: null,
    };
    this.#set({ ...this.#state, pending: [...this.#state.pending, pending] });
    void this.flush();
  }

  /** A refused message gets another chance, with the same id. */
  retry(clientId: string) {
    this.#setPending((item) => (item.clientId === clientId ? { ...item, refused: null } : item));
    void this.flush();
  }

  /** Takes a message back that has not been sent, and gives its text to be written anew. */
  takeBack(clientId: string): string {
    const taken = this.#state.pending.find((item) => item.clientId === clientId);
    this.#set({ ...this.#state, pending: this.#state.pending.filter((item) => item !== taken) });
    return taken?.markdown ?? '';
  }

  /** Sends what waits, one after another; stops at the first that finds no network, to keep the order. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#nextPending(); next !== undefined; next = this.#nextPending()) {
        const { clientId } = next;
        try {
          const message = await this.#ports.send(next);
          this.#set(merge(this.#state, [message]));
          // Had it been sent before, from another page, the answer is that message; it is not waiting in any case.
          this.#set({ ...this.#state, pending: this.#state.pending.filter((item) => item.clientId !== clientId) });
        } catch (error) {
          const refused = this.#ports.refusal(error);
          if (refused === null) return;
          this.#setPending((item) => (item.clientId === clientId ? { ...item, refused } : item));
        }
      }
    } finally {
      this.#sending = false;
    }
  }

  #nextPending(): Pending | undefined {
    return this.#state.pending.find((item) => item.refused === null);
  }

  #setPending(change: (item: Pending) => Pending) {
    this.#set({ ...this.#state, pending: this.#state.pending.map(change) });
  }

  #set(state: ThreadState) {
    if (state === this.#state) return;
    if (state.pending !== this.#state.pending) this.#ports.outbox.save(state.pending);
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** `crypto.randomUUID` exists only on https and localhost; a pilot may run on plain http in a school's network. */
function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
