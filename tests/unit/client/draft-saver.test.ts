import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EMPTY_DRAFT } from '../../../client/features/practice/draft-fields.ts';
import { DraftSaver, type SavingState } from '../../../client/features/practice/draft-saver.ts';
import type { Draft, DraftFields } from '../../../shared/contracts/practice.ts';

const titled = (title: string): DraftFields => ({ ...EMPTY_DRAFT, title });

/** A server with a gate, so that a test decides when a request ends. */
function setting() {
  const drafts = new Map<string, DraftFields>();
  const states: SavingState[] = [];
  const device: { kept: DraftFields | null } = { kept: null };
  const server = { down: false, gate: null as Promise<void> | null };
  const answer = async (id: string, fields: DraftFields): Promise<Draft> => {
    await server.gate;
    if (server.down) throw new Error('down');
    drafts.set(id, fields);
    return { ...fields, id, updatedAt: '2026-11-01T10:00:00.000Z', fromTurn: null };
  };
  let next = 0;
  const saver = new DraftSaver(null, {
    keep: (fields) => {
      device.kept = fields;
    },
    release: () => {
      device.kept = null;
    },
    create: (fields) => {
      next += 1;
      return answer(`d${next}`, fields);
    },
    save: (id, fields) => {
      if (!drafts.has(id)) throw new ReferenceError('gone');
      return answer(id, fields);
    },
    isGone: (error) => error instanceof ReferenceError,
    onState: (state) => states.push(state),
    onCreated: () => undefined,
  });
  return { saver, drafts, states, device, server };
}

describe('a draft that saves itself', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is on the device at once, and on the server after a pause, as one draft', async () => {
    const { saver, drafts, device, states } = setting();
    saver.change(titled('E'));
    saver.change(titled('Exit'));
    expect(device.kept?.title).toBe('Exit');
    expect(drafts.size).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([...drafts.values()]).toEqual([titled('Exit')]);
    expect(device.kept).toBeNull();
    expect(states.at(-1)).toBe('saved');
  });

  test('makes one draft however many saves are asked for while the first is under way', async () => {
    const { saver, drafts, server } = setting();
    const gate: { open?: () => void } = {};
    server.gate = new Promise((resolve) => {
      gate.open = resolve;
    });
    saver.change(titled('One'));
    const first = saver.flush();
    saver.change(titled('Two'));
    const others = [saver.flush(), saver.flush()];
    gate.open?.();
    await Promise.all([first, ...others]);
    expect([...drafts.entries()]).toEqual([['d1', titled('Two')]]);
  });

  test('without a network stays on the device, and tries again by itself', async () => {
    const { saver, drafts, device, states, server } = setting();
    server.down = true;
    saver.change(titled('Kept'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(states.at(-1)).toBe('failed');
    expect(device.kept).toEqual(titled('Kept'));
    server.down = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect([...drafts.values()]).toEqual([titled('Kept')]);
  });

  test('starts a new draft when the old one was deleted elsewhere', async () => {
    const { saver, drafts } = setting();
    saver.change(titled('One'));
    await vi.advanceTimersByTimeAsync(2_000);
    drafts.clear();
    saver.change(titled('Two'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect([...drafts.entries()]).toEqual([['d2', titled('Two')]]);
  });

  test('saves nothing once the post is published', async () => {
    const { saver, drafts } = setting();
    saver.change(titled('One'));
    saver.stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(drafts.size).toBe(0);
  });
});
