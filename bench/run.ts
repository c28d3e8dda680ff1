/** Runs every benchmark program, each in a process of its own, and prints one table. `node bench/run.ts storage` runs one. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Figure, printTable } from './support/figures.ts';

const folder = new URL('./', import.meta.url);
const asked = process.argv.slice(2);
const programs = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'run.ts');
const chosen = asked.length === 0 ? programs : asked.map((name) => `${name}.ts`);

const figures: Figure[] = [];
let failed = 0;
for (const name of chosen) {
  const path = fileURLToPath(new URL(name, folder));
  if (!existsSync(path)) {
    console.error(`There is no benchmark ${name}.`);
    failed++;
    continue;
  }
  const { status, stdout } = spawnSync(process.execPath, ['--expose-gc', path, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  if (status !== 0 || !line.startsWith('[')) {
    console.error(`${name} failed.`);
    failed++;
    continue;
  }
  const results: Figure[] = JSON.parse(line);
  figures.push(...results.map((figure) => ({ ...figure, what: `${name.slice(0, -3)}: ${figure.what}` })));
}
printTable(figures);
process.exit(failed === 0 ? 0 : 1);
