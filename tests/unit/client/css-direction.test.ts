import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CLIENT = join(import.meta.dirname, '..', '..', '..', 'client');
/** Left and right are not the beginning and the end of a line everywhere. */
const PHYSICAL =
  /(?:margin|padding|border)-(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius|^\s*(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b/;

test('styles name the start and the end of a line, not left and right', async () => {
  const entries = await readdir(CLIENT, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const { parentPath, name } of entries.filter((entry) => entry.name.endsWith('.css'))) {
    const lines = (await readFile(join(parentPath, name), 'utf8')).split('\n');
    for (const [index, line] of lines.entries())
      if (PHYSICAL.test(line)) found.push(`${name}:${index + 1}: ${line.trim()}`);
  }
  expect(found).toEqual([]);
});
