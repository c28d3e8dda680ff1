import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecret } from '../core/ids.ts';

/**
 * The key that signs session cookies: the configured one, else the one in `dataDir/secret.key`, which is made on first
 * use, readable by its owner only. Several processes that start at once agree on one: the file appears whole
 * (written aside, then linked, which fails when another was faster).
 */
export async function loadSecretKey(configured: string | undefined, dataDir: string): Promise<string> {
  if (configured !== undefined) return configured;
  const path = join(dataDir, 'secret.key');
  const existing = await readKey(path);
  if (existing !== null) return existing;

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}.${newSecret().slice(0, 8)}`;
  await writeFile(aside, `${newSecret()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(aside, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
  const made = await readKey(path);
  if (made === null) throw new Error(`${path} cannot be read`);
  return made;
}

async function readKey(path: string): Promise<string | null> {
  try {
    const key = (await readFile(path, 'utf8')).trim();
    if (key.length < 32)
      throw new Error(
        `${path} is damaged. Put it back from a backup: the keys that this instance signs with are encrypted with it`,
      );
    return key;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
