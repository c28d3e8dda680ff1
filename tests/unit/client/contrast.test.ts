import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../client/ui/tokens.css'), 'utf8');
const COLOURS = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

/** What is written on what; WCAG 2.2 asks for 4.5 (1.4.3). */
const TEXT: Record<string, string[]> = {
  paper: ['ink', 'ink-soft', 'accent', 'accent-strong', 'danger', 'good'],
  sheet: ['ink', 'ink-soft', 'accent', 'accent-strong', 'danger', 'good'],
  card: ['ink', 'ink-soft', 'accent'],
  sunk: ['ink', 'ink-soft'],
  highlight: ['ink'],
  accent: ['on-accent'],
  'accent-strong': ['on-accent'],
  'accent-soft': ['ink', 'accent-strong'],
  'danger-soft': ['ink', 'danger'],
  'good-soft': ['ink', 'good'],
  ink: ['paper'],
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`cloth-${n}`, ['ink']])),
};

/** Edges of controls and the focus ring; 3 (1.4.11). */
const EDGES: Record<string, string[]> = {
  paper: ['line-strong', 'accent'],
  sheet: ['line-strong', 'accent'],
  card: ['line-strong', 'accent'],
};

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string) => {
    const found = COLOURS.get(name);
    if (!found) throw new Error(`tokens.css has no colour --${name}`);
    return found[theme];
  };
  const cases = (pairs: Record<string, string[]>, least: number) =>
    Object.entries(pairs).flatMap(([under, all]) => all.map((over) => [over, under, least] as const));

  test.each([...cases(TEXT, 4.5), ...cases(EDGES, 3)])(
    '%s on %s has a contrast of at least %d',
    (over, under, least) => {
      expect(contrast(colour(over), colour(under))).toBeGreaterThanOrEqual(least);
    },
  );
});

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [bright = 1, dim = 1] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
