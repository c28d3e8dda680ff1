import { expect, test } from 'vitest';
import { createPasswords } from '../../../server/features/accounts/passwords.ts';

test('the hash names its parameters and is salted', async () => {
  const passwords = createPasswords();
  const [one, two] = await Promise.all([passwords.hash('chalk and talk'), passwords.hash('chalk and talk')]);
  expect(one).toMatch(/^scrypt\$32768,8,3\$[\w-]{22}\$[\w-]{43}$/);
  expect(two).not.toBe(one);
  expect(await passwords.verify('chalk and talk', one)).toBe(true);
  expect(await passwords.verify('chalk and walk', one)).toBe(false);
  expect(passwords.isOutdated(one)).toBe(false);
  expect(createPasswords({ cost: { N: 2 ** 16, r: 8, p: 3 } }).isOutdated(one)).toBe(true);
});

test('a password is the same however the keyboard composes it', async () => {
  const passwords = createPasswords({ cost: { N: 16, r: 1, p: 1 } });
  const hash = await passwords.hash('caf\u00e9 au lait');
  expect(await passwords.verify('cafe\u0301 au lait', hash)).toBe(true);
});

test('few computations run at once, some wait, and a flood is turned away', async () => {
  let running = 0;
  let most = 0;
  const release: (() => void)[] = [];
  const passwords = createPasswords({
    async derive() {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => release.push(resolve));
      running -= 1;
      return Buffer.alloc(32);
    },
  });
  const attempts = Array.from({ length: 130 }, () =>
    passwords.verify('x', null).then(
      () => 'done',
      () => 'refused',
    ),
  );
  const settled = Promise.all(attempts);
  let finished = false;
  void settled.then(() => {
    finished = true;
  });
  while (!finished) {
    release.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const outcomes = await settled;
  expect(most).toBe(2);
  expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(30);
});
