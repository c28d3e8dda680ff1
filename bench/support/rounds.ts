import { median } from './figures.ts';

export interface Contender {
  name: string;
  /** One round; returns its figure (for instance operations a second). */
  run(): Promise<number> | number;
}

/**
 * Runs the contenders in turn, several rounds, every second round backwards, so that a slow minute of the machine hits all
 * of them alike. The first round only warms up. Returns the median figure of each and the median of the rounds' ratios of
 * each to the last contender: the machine's noise largely cancels out in the latter.
 */
export async function interleaved(contenders: readonly Contender[], rounds = 7) {
  const samples = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    for (const contender of order) {
      globalThis.gc?.();
      const figure = await contender.run();
      if (round >= 0) samples.get(contender.name)!.push(figure);
    }
  }
  const last = samples.get(contenders.at(-1)!.name)!;
  return contenders.map(({ name }) => {
    const own = samples.get(name)!;
    return { name, value: median(own), ratioToLast: median(own.map((figure, i) => figure / last[i]!)), samples: own };
  });
}

/** Operations a second of `count` runs of `work`, one after the other. */
export async function throughput(count: number, work: (i: number) => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) await work(i);
  return (count * 1000) / (performance.now() - start);
}

/** Like `throughput` for work that is synchronous: no promise is made for it. */
export function throughputSync(count: number, work: (i: number) => unknown): number {
  const start = performance.now();
  for (let i = 0; i < count; i++) work(i);
  return (count * 1000) / (performance.now() - start);
}

/** Milliseconds that each of `count` runs took. */
export async function latencies(count: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await work(i);
    samples.push(performance.now() - start);
  }
  return samples;
}
