import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecretKey } from '../../../server/http/secret-key.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'staffroom-key-')), 'data');
});
afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

test('a configured key is used and nothing is written', async () => {
  expect(await loadSecretKey('k'.repeat(32), dataDir)).toBe('k'.repeat(32));
  await expect(readdir(dataDir)).rejects.toThrow();
});

test('processes that start at once agree on one key, kept for its owner only', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSecretKey(undefined, dataDir)));
  expect(new Set(keys).size).toBe(1);
  expect(await loadSecretKey(undefined, dataDir)).toBe(keys[0]);
  expect(await readdir(dataDir)).toEqual(['secret.key']);
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect((await readFile(join(dataDir, 'secret.key'), 'utf8')).trim()).toBe(keys[0]);
});

test('a damaged key file is reported, not replaced', async () => {
  await loadSecretKey(undefined, dataDir);
  await writeFile(join(dataDir, 'secret.key'), 'short');
  await expect(loadSecretKey(undefined, dataDir)).rejects.toThrow('damaged');
});
