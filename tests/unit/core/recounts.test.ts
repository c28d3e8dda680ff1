import { expect, test } from 'vitest';
import { Recounts } from '../../../server/core/recounts.ts';

test('who asks before a count begins shares it; who asks later has it counted again', async () => {
  const recounts = new Recounts(2);
  const begun: number[] = [];
  let written = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ask = () => {
    written += 1;
    return recounts.run('tag', async () => {
      begun.push(written);
      await held;
    });
  };
  const first = ask();
  await Promise.resolve();
  await new Promise(setImmediate);
  const others = [ask(), ask(), ask()];
  release();
  await Promise.all([first, ...others]);
  expect(begun).toEqual([1, 4]);
});

test('a count that fails is told to all who share it, and does not hold up the next', async () => {
  const recounts = new Recounts(1);
  const failing = () => recounts.run('tag', () => Promise.reject(new Error('no')));
  const both = [failing(), failing()];
  await expect(Promise.all(both)).rejects.toThrow('no');
  await Promise.allSettled(both);
  let counted = false;
  await recounts.run('tag', async () => {
    counted = true;
  });
  expect(counted).toBe(true);
});
