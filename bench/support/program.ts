import { type Figure, printTable } from './figures.ts';

/** A benchmark's `main`: prints a table, or with `--json` one line that `bench/run.ts` gathers. */
export async function benchmark(measure: () => Promise<Figure[]>): Promise<void> {
  const figures = await measure();
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else printTable(figures);
}
