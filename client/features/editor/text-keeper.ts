import type { DeviceStorage } from '../../ui/device-storage.ts';

const PAUSE_MS = 1_500;

export interface TextKeeperPorts {
  device: DeviceStorage;
  /** What the server keeps; empty for nothing. */
  load(): Promise<string>;
  save(text: string): Promise<void>;
  /** Longer texts stay on the device alone, in characters. */
  max: number;
}

/**
 * A text being written, on this device at each keystroke and on the server at each pause, so that it is there again after
 * a sign-out and on another device. What the server has not got yet goes first; without that, the server's is the newest,
 * since the text may have been sent, or gone on with, elsewhere.
 */
export class TextKeeper {
  readonly #ports: TextKeeperPorts;
  /** An entry of its own, also an empty one, until the server has it: an emptied text must not come back. */
  readonly #unsaved: string;
  readonly #saved: string;
  readonly #listeners = new Set<() => void>();
  #text: string;
  #dirty: boolean;
  #touched = false;
  #saving = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(account: string, key: string, ports: TextKeeperPorts) {
    this.#ports = ports;
    this.#unsaved = `staffroom.text.kept:${account}:${key}`;
    this.#saved = `staffroom.saved.${account}:${key}`;
    const unsaved = this.#read(this.#unsaved);
    this.#dirty = unsaved !== null;
    this.#text = unsaved ?? this.#read(this.#saved) ?? '';
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly text = (): string => this.#text;

  /** The page stands: what is left goes to the server, or what the server has comes. */
  async open(): Promise<void> {
    if (this.#dirty) return this.flush();
    try {
      const text = await this.#ports.load();
      if (this.#touched) return;
      this.#write(this.#saved, text === '' ? null : text);
      this.#show(text);
    } catch {
      // Without the server, what this device has is all there is.
    }
  }

  change(text: string) {
    this.#touched = true;
    this.#dirty = true;
    this.#write(this.#unsaved, text);
    this.#write(this.#saved, null);
    this.#show(text);
    clearTimeout(this.#timer);
    // Emptied is sent, or given up: at once, so that it does not come back elsewhere.
    if (text === '') void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /**
   * What another tab of this device wrote (a `storage` event): shown here too, unless something of this tab's own is not
   * saved yet. So what was sent there does not stand here to be sent again.
   */
  elsewhere(name: string | null, text: string | null) {
    if (name !== this.#unsaved || text === null || this.#dirty) return;
    this.#touched = true;
    this.#show(text);
  }

  /** Resolves also when the server cannot be reached; what was not saved then goes with the next change or flush. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#saving || !this.#dirty || this.#text.length > this.#ports.max) return;
    this.#saving = true;
    const text = this.#text;
    try {
      await this.#ports.save(text);
      if (this.#text === text) {
        this.#dirty = false;
        this.#write(this.#unsaved, null);
        this.#write(this.#saved, text === '' ? null : text);
      }
    } catch {
      this.#saving = false;
      return;
    }
    this.#saving = false;
    if (this.#dirty) await this.flush();
  }

  #show(text: string) {
    if (this.#text === text) return;
    this.#text = text;
    for (const listener of this.#listeners) listener();
  }

  #read(name: string): string | null {
    try {
      return this.#ports.device.getItem(name);
    } catch {
      return null;
    }
  }

  #write(name: string, text: string | null) {
    try {
      if (text === null) this.#ports.device.removeItem(name);
      else this.#ports.device.setItem(name, text);
    } catch {
      // Storage is full or blocked: the text lives as long as the page, and on the server.
    }
  }
}
