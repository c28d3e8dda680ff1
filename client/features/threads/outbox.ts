import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import type { DeviceStorage } from '../../ui/device-storage.ts';
import type { Pending } from './thread-state.ts';

const PREFIX = 'staffroom.outbox.';

/** The messages of one thread that wait on this device, so that a closed page does not lose them. */
export interface Outbox {
  load(): Pending[];
  save(pending: readonly Pending[]): void;
}

export function deviceOutbox(account: string, thread: string, store: DeviceStorage): Outbox {
  const key = `${PREFIX}${account}.${thread}`;
  return {
    load() {
      try {
        const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
        return Array.isArray(kept) ? kept.flatMap(toPending) : [];
      } catch {
        return [];
      }
    },
    save(pending) {
      try {
        if (pending.length === 0) store.removeItem(key);
        else store.setItem(key, JSON.stringify(pending));
      } catch {
        // Storage is full or blocked: they wait as long as the page lives.
      }
    },
  };
}

function toPending(value: unknown): Pending[] {
  const of = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const [clientId, markdown, writtenAt] = [of('clientId'), of('markdown'), of('writtenAt')];
  if (typeof clientId !== 'string' || typeof markdown !== 'string' || typeof writtenAt !== 'string') return [];
  const feedbackKind = FEEDBACK_KINDS.find((kind) => kind === of('feedbackKind')) ?? null;
  const kept = of('files');
  const files = Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  return [{ clientId, markdown, writtenAt, feedbackKind, files, refused: null }];
}
