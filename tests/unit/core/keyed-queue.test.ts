import { describe, expect, test } from 'vitest';
import { KeyedQueue } from '../../../server/core/keyed-queue.ts';

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('KeyedQueue', () => {
  test('tasks with a common key run in the order given, others at once', async () => {
    const queue = new KeyedQueue(8);
    const order: string[] = [];
    const first = gate();
    const a = queue.run(['x', 'y'], async () => {
      await first.opened;
      order.push('a');
    });
    const b = queue.run(['y', 'z'], async () => void order.push('b'));
    const c = queue.run(['w'], async () => void order.push('c'));
    await c;
    first.open();
    await Promise.all([a, b]);
    expect(order).toEqual(['c', 'a', 'b']);
  });

  test('a failure reaches its caller and nobody else', async () => {
    const queue = new KeyedQueue(2);
    const failing = queue.run(['x'], async () => {
      throw new Error('no');
    });
    const after = queue.run(['x'], async () => 'fine');
    await expect(failing).rejects.toThrow('no');
    await expect(after).resolves.toBe('fine');
  });

  test('never more at once than allowed, and every task gets its place', async () => {
    const queue = new KeyedQueue(3);
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        queue.run([`key ${index % 7}`], async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          return index;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });
});
