import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Our code with its types taken off, kept between processes: most of what a process of ours does at its start. */
export const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'staffroom-tests-compiled') };

export interface Child {
  process: ChildProcess;
  /** Lines written to stdout so far. */
  lines: string[];
  /** Resolves when that many lines have come, or the process has ended. */
  reached(count: number): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a script of ours as a process of its own, with these settings added, and collects what it prints. */
export function startChild(script: URL, args: readonly string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, [script.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...COMPILED, ...env },
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const output = createInterface({ input: child.stdout });
  const wake = () => {
    for (const check of waiting) check();
  };
  output.on('line', (line) => {
    lines.push(line);
    wake();
  });
  let over = false;
  const drained = new Promise<void>((resolve) => output.once('close', resolve));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', async (code, signal) => {
      await drained;
      over = true;
      wake();
      resolve({ code, signal });
    });
  });
  return {
    process: child,
    lines,
    ended,
    reached: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (lines.length < count && !over) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
