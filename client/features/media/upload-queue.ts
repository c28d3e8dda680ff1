import type { Media } from '../../../shared/contracts/media.ts';
import type { KeptUpload, UploadShelf } from './kept-uploads.ts';
import { REMOVED } from './send-file.ts';

/** A file on its way up, as the page shows it. */
export interface Sending {
  id: string;
  kind: KeptUpload['kind'];
  file: File;
  /** Bytes the server has. */
  sent: number;
  /** `waiting` for the network; `refused` for good, with a sentence. */
  state: 'sending' | 'waiting' | 'refused';
  reason: string;
}

export interface UploadPorts {
  send(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Media>;
  /** The sentence for a refusal that trying again cannot change; null when it may pass by itself. */
  refusal(error: unknown): string | null;
  shelf: UploadShelf;
  /** Called once for each upload that is complete; it is no longer in the queue then. */
  onDone(upload: Pick<Sending, 'id' | 'kind'>, media: Media): void;
}

/** The uploads of one text: two at a time, kept on the device until the server has them, tried again when told to. */
export class UploadQueue {
  readonly #ports: UploadPorts;
  readonly #account: string;
  #scope: string;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<string, AbortController>();
  #items: readonly Sending[] = [];

  constructor(account: string, scope: string, ports: UploadPorts) {
    this.#account = account;
    this.#scope = scope;
    this.#ports = ports;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): readonly Sending[] => this.#items;

  /** Takes up what an earlier page left: documents of this text, and the images that it has placeholders for. */
  async restore(images: readonly string[]): Promise<void> {
    const kept = await this.#ports.shelf.all(this.#account);
    const mine = kept.filter(({ id, kind, scope }) => (kind === 'image' ? images.includes(id) : scope === this.#scope));
    const known = new Set(this.#items.map((item) => item.id));
    this.#set([...this.#items, ...mine.filter(({ id }) => !known.has(id)).map(waiting)]);
    this.#next();
  }

  /** @returns the id that stands in the text's placeholder. */
  add(kind: KeptUpload['kind'], file: File): string {
    const upload: KeptUpload = {
      id: newUploadId(),
      kind,
      account: this.#account,
      scope: this.#scope,
      file,
      addedAt: Date.now(),
    };
    void this.#ports.shelf.put(upload);
    this.#set([...this.#items, waiting(upload)]);
    this.#next();
    return upload.id;
  }

  retry(id: string) {
    this.#change(id, { state: 'waiting', reason: '' });
    this.#next();
  }

  /** The network is back: what only waited goes on. */
  resume() {
    this.#next();
  }

  remove(id: string) {
    this.#running.get(id)?.abort(REMOVED);
    this.#running.delete(id);
    void this.#ports.shelf.remove(id);
    this.#set(this.#items.filter((item) => item.id !== id));
    this.#next();
  }

  /** A new draft got its id. */
  async moveTo(scope: string): Promise<void> {
    if (scope === this.#scope) return;
    const from = this.#scope;
    this.#scope = scope;
    const kept = await this.#ports.shelf.all(this.#account);
    const mine = kept.filter((upload) => upload.scope === from && this.#items.some(({ id }) => id === upload.id));
    await Promise.all(mine.map((upload) => this.#ports.shelf.put({ ...upload, scope })));
  }

  /** The page closes: what is under way stops, and is taken up again by `restore`. */
  pause() {
    for (const running of this.#running.values()) running.abort();
    this.#running.clear();
    this.#set(this.#items.map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item)));
  }

  #next() {
    for (const item of this.#items) {
      if (this.#running.size >= AT_ONCE) return;
      if (item.state === 'waiting' && !this.#running.has(item.id)) void this.#send(item);
    }
  }

  async #send({ id, kind, file }: Sending): Promise<void> {
    const abort = new AbortController();
    this.#running.set(id, abort);
    this.#change(id, { state: 'sending', reason: '' });
    try {
      const media = await this.#ports.send(file, (sent) => this.#change(id, { sent }), abort.signal);
      if (abort.signal.aborted) return;
      this.#running.delete(id);
      await this.#ports.shelf.remove(id);
      this.#set(this.#items.filter((item) => item.id !== id));
      this.#ports.onDone({ id, kind }, media);
      this.#next();
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#running.delete(id);
      const reason = this.#ports.refusal(error);
      // What waits is not tried again at once: `resume` and `retry` say when.
      this.#change(id, reason === null ? { state: 'waiting' } : { state: 'refused', reason });
    }
  }

  #change(id: string, change: Partial<Sending>) {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  #set(items: readonly Sending[]) {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

const AT_ONCE = 2;

function waiting({ id, kind, file }: KeptUpload): Sending {
  return { id, kind, file, sent: 0, state: 'waiting', reason: '' };
}

/** Lower-case letters and digits, as the placeholder in the text wants it. */
function newUploadId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
