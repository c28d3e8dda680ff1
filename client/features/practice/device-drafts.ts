import type { DraftFields } from '../../../shared/contracts/practice.ts';
import type { DeviceStorage } from '../../ui/device-storage.ts';

const PREFIX = 'staffroom.draft.';

/** What this device holds of a draft that the server has not got yet. */
export interface DeviceDraft {
  fields: DraftFields;
  /** `updatedAt` of the server's version it was typed over; null for a new one. */
  base: string | null;
}

/** Drafts of one account on this device, by draft id or a name such as `new`. */
export class DeviceDrafts {
  readonly #account: string;
  readonly #store: DeviceStorage;

  constructor(account: string, store: DeviceStorage) {
    this.#account = account;
    this.#store = store;
  }

  read(name: string, empty: DraftFields): DeviceDraft | null {
    try {
      const kept: unknown = JSON.parse(this.#store.getItem(this.#key(name)) ?? 'null');
      if (typeof kept !== 'object' || kept === null || !('fields' in kept)) return null;
      const base = 'base' in kept && typeof kept.base === 'string' ? kept.base : null;
      // An older version of the app may have kept fewer fields: the rest are filled in.
      return typeof kept.fields === 'object' ? { fields: { ...empty, ...kept.fields }, base } : null;
    } catch {
      return null;
    }
  }

  write(name: string, draft: DeviceDraft) {
    try {
      this.#store.setItem(this.#key(name), JSON.stringify(draft));
    } catch {
      // Storage is full or blocked: the server's copy is all there is.
    }
  }

  remove(name: string) {
    try {
      this.#store.removeItem(this.#key(name));
    } catch {
      // As above.
    }
  }

  #key(name: string): string {
    return `${PREFIX}${this.#account}.${name}`;
  }
}
