import { describe, expect, test } from 'vitest';
import { FairLine } from '../../../server/core/fair-line.ts';

describe('FairLine', () => {
  test('lanes take turns, and within one it is first come, first served', () => {
    const line = new FairLine<string>();
    for (let n = 0; n < 2_000; n++) line.push('loud', `loud ${n}`);
    line.push('quiet', 'quiet 0');
    line.push('quiet', 'quiet 1');
    const taken = Array.from({ length: 2_002 }, () => line.next()?.item);
    expect(taken.slice(0, 5)).toEqual(['loud 0', 'quiet 0', 'loud 1', 'quiet 1', 'loud 2']);
    expect(taken.filter((item) => item?.startsWith('loud'))).toEqual(
      Array.from({ length: 2_000 }, (_, n) => `loud ${n}`),
    );
    expect([line.size, line.sizeOf('loud'), line.next()]).toEqual([0, 0, undefined]);
  });

  test('a lane that is held waits without losing its place', () => {
    const line = new FairLine<number>();
    line.push('a', 1);
    line.push('b', 2);
    line.push('a', 3);
    expect(line.next((lane) => lane === 'a')).toEqual({ lane: 'b', item: 2 });
    expect(line.next((lane) => lane === 'a')).toBeUndefined();
    expect([line.sizeOf('a'), line.next()]).toEqual([2, { lane: 'a', item: 1 }]);
  });
});
