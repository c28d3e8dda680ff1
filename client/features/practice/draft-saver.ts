import type { Draft, DraftFields } from '../../../shared/contracts/practice.ts';

/** Where a draft stands, in the words the page shows. */
export type SavingState = 'empty' | 'device' | 'saving' | 'saved' | 'failed';

export interface DraftPorts {
  /** Keeps the fields on this device at once; must not throw. */
  keep(fields: DraftFields): void;
  /** Forgets the device's copy: the server has all of it. */
  release(): void;
  create(fields: DraftFields): Promise<Draft>;
  save(id: string, fields: DraftFields): Promise<Draft>;
  /** Whether an error means that the draft is gone on the server, so that saving starts a new one. */
  isGone(error: unknown): boolean;
  onState(state: SavingState): void;
  onCreated(draft: Draft): void;
}

const PAUSE_MS = 1_500;
const RETRY_MS = 10_000;

/**
 * Saves what is typed: on the device with each change, on the server after a pause. One request at a time, the newest
 * fields always last, and what fails is tried again until it is there or the page closes.
 */
export class DraftSaver {
  readonly #ports: DraftPorts;
  #id: string | null;
  #wanted: DraftFields | null = null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(id: string | null, ports: DraftPorts) {
    this.#id = id;
    this.#ports = ports;
  }

  get id(): string | null {
    return this.#id;
  }

  change(fields: DraftFields) {
    this.#ports.keep(fields);
    this.#wanted = fields;
    this.#ports.onState('device');
    this.#later(PAUSE_MS);
  }

  /** Saves now what is not saved yet, and waits for it; a failure is shown as state and does not throw. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    // Asked again after each wait: another caller may have begun the next request meanwhile.
    while (this.#running !== null) await this.#running;
    if (this.#wanted === null || this.#stopped) return;
    this.#running = this.#send(this.#wanted);
    await this.#running;
    this.#running = null;
  }

  /** After publishing: nothing is saved any more, and what comes back late is ignored. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #later(delayMs: number) {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.flush(), delayMs);
  }

  async #send(fields: DraftFields): Promise<void> {
    this.#ports.onState('saving');
    try {
      if (this.#id === null) {
        const draft = await this.#ports.create(fields);
        this.#id = draft.id;
        if (!this.#stopped) this.#ports.onCreated(draft);
      } else {
        await this.#ports.save(this.#id, fields);
      }
      if (this.#stopped) return;
      if (this.#wanted === fields) {
        this.#wanted = null;
        this.#ports.release();
        this.#ports.onState('saved');
      } else {
        this.#later(PAUSE_MS);
      }
    } catch (error) {
      if (this.#stopped) return;
      if (this.#ports.isGone(error)) this.#id = null;
      this.#ports.onState('failed');
      this.#later(RETRY_MS);
    }
  }
}
