/**
 * Signed POSTs to the inbox: verified, durable and projected, against the bare minimum for the first two and against what
 * else the registry has. `node bench/inbox.ts ours floor` runs some; `PROF=folder` keeps their CPU profiles there.
 */
import { Peer } from '../tests/support/federation/peer.ts';
import { type Figure, median } from './support/figures.ts';
import { round, type Sample, start } from './support/inbox-load.ts';
import { benchmark } from './support/program.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const ACTORS = 20;

const NAMES = ['ours', 'floor', 'apex', 'fedify'] as const;
type Name = (typeof NAMES)[number];
/** What ours is to be, as a multiple of the other. */
const GOALS: Partial<Record<Name, number>> = { floor: 0.5, apex: 4, fedify: 8 };
const MEMORY_GOAL_MB = 200;

function figures(samples: ReadonlyMap<Name, Sample[]>): Figure[] {
  const own = samples.get('ours') ?? [];
  const of = (all: readonly Sample[], pick: keyof Sample) => median(all.map((sample) => sample[pick]));
  const last = own.at(-1)?.memory ?? 0;
  const others = [...samples].filter(([name]) => name !== 'ours');
  return [
    ...others.map(([name, theirs]): Figure => {
      // The floor has nothing to work off.
      const ratio = median(own.map((sample, n) => sample.projected / theirs[n]!.projected));
      const goal = GOALS[name] ?? 0;
      return {
        what: 'signed POST verified, durable, projected',
        value: of(own, 'projected'),
        unit: '/s',
        against: { name, value: of(theirs, 'projected') },
        ratio,
        goal: { text: `>= ${goal} x ${name}`, reached: ratio >= goal },
      };
    }),
    ...others.map(
      ([name, theirs]): Figure => ({
        what: 'CPU of one',
        value: of(own, 'cpu'),
        unit: 'µs',
        against: { name, value: of(theirs, 'cpu') },
        ratio: median(own.map((sample, n) => theirs[n]!.cpu / sample.cpu)),
      }),
    ),
    ...others.map(([name, theirs]): Figure => {
      const figure = {
        what: 'accepted, p99',
        value: of(own, 'p99'),
        unit: 'ms',
        against: { name, value: of(theirs, 'p99') },
      };
      if (name !== 'apex') return figure;
      return { ...figure, goal: { text: '<= apex', reached: figure.value <= figure.against.value } };
    }),
    ...others.map(
      ([name, theirs]): Figure => ({
        what: 'memory after all rounds',
        value: last / 1e6,
        unit: 'MB',
        against: { name, value: (theirs.at(-1)?.memory ?? 0) / 1e6 },
      }),
    ),
    {
      what: 'memory under load',
      value: Math.max(...own.map(({ memory }) => memory)) / 1e6,
      unit: 'MB',
      against: { name: 'first round', value: (own[0]?.memory ?? 0) / 1e6 },
      goal: { text: `<= ${MEMORY_GOAL_MB} MB`, reached: last <= MEMORY_GOAL_MB * 1e6 },
    },
  ];
}

await benchmark(async (): Promise<Figure[]> => {
  const asked = process.argv.slice(2);
  const names = NAMES.filter(
    (name) => name === 'ours' || !asked.some((one) => !one.startsWith('-')) || asked.includes(name),
  );
  const peer = await Peer.start();
  const actors = Array.from({ length: ACTORS }, (_, n) => peer.actor(`teacher${n}`));
  const contenders = await Promise.all(names.map((name) => start(name)));
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  for (let number = 0; number <= ROUNDS; number++) {
    for (const contender of number % 2 === 0 ? contenders : [...contenders].reverse()) {
      const sample = await round(contender, actors, number);
      // The first one fetches the keys and warms up.
      if (number > 0) samples.get(contender.name as Name)!.push(sample);
    }
  }
  for (const { child } of contenders) child.kill();
  await peer.stop();
  return figures(samples);
});
