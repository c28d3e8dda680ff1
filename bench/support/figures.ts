/** One line of a benchmark's result. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The bare minimum for the same work, or a peer, measured in the same interleaved rounds. */
  against?: { name: string; value: number };
  /** Better over worse: above 1 is better than what it is compared with. */
  ratio?: number;
  /** As text, with whether it was reached. */
  goal?: { text: string; reached: boolean };
}

export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map(({ what, value, unit, against, ratio, goal }) => [
    what,
    `${rounded(value)} ${unit}`,
    against ? `${against.name} ${rounded(against.value)}` : '',
    ratio === undefined ? '' : `${ratio.toFixed(2)} x`,
    goal ? `${goal.text}: ${goal.reached ? 'reached' : 'MISSED'}` : '',
  ]);
  const table = [['what', 'figure', 'against', 'ratio', 'goal'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}

function rounded(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
