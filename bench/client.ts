/** What the built client weighs before anything can be clicked, and how much of a public page is there without it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as practice from '../shared/contracts/practice.ts';
import { startInstance } from '../tests/support/instance.ts';
import type { Figure } from './support/figures.ts';
import { benchmark } from './support/program.ts';

const START_MAX_KB = 110;
const root = fileURLToPath(new URL('..', import.meta.url));

interface Weighed {
  name: string;
  size: number;
}

/** The check of CI, whose limits are in `.size-limit.js`; it fails when one is passed. */
function weigh(): Weighed[] {
  const program = fileURLToPath(new URL('../node_modules/size-limit/bin.js', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [program, '--json'], { cwd: root, encoding: 'utf8' });
  return JSON.parse(stdout);
}

async function readableWithoutScript(): Promise<number> {
  const instance = await startInstance();
  try {
    const author = await instance.signUp('author');
    const markdown = 'What I tried, and what happened. '.repeat(100);
    const post = await author.call(practice.publishPost, { body: { title: 'A post', markdown } });
    const page = await fetch(`${instance.baseUrl}/posts/${post.id}`, { headers: { accept: 'text/html' } });
    const words = (await page.text()).split('What I tried, and what happened.').length - 1;
    return Math.min(1, words / 100);
  } finally {
    await instance.stop();
  }
}

async function measure(): Promise<Figure[]> {
  const figures: Figure[] = weigh().map(({ name, size }) => ({
    what: name,
    value: size / 1000,
    unit: 'kB gzip',
    goal: { text: `<= ${START_MAX_KB} kB`, reached: size <= START_MAX_KB * 1000 },
  }));
  const readable = await readableWithoutScript();
  figures.push({
    what: 'of a public post there without JavaScript',
    value: readable * 100,
    unit: '%',
    goal: { text: '100 %', reached: readable === 1 },
  });
  return figures;
}

await benchmark(measure);
