/**
 * The inbox of an instance that holds a million activities (`LARGE=100000` for fewer) against that of an empty one, in turns.
 * Filling takes a few minutes and about 4 GB of disk.
 */
import { Peer } from '../tests/support/federation/peer.ts';
import { type Figure, median } from './support/figures.ts';
import { round, type Sample, start } from './support/inbox-load.ts';
import { benchmark } from './support/program.ts';

const LARGE = Number(process.env.LARGE ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const ACTORS = 20;
const GOAL = 0.6;

await benchmark(async (): Promise<Figure[]> => {
  const peer = await Peer.start();
  const actors = Array.from({ length: ACTORS }, (_, n) => peer.actor(`teacher${n}`));
  const [empty, large] = [await start('ours'), await start('ours', { FILL: String(LARGE) })];
  const samples: { empty: Sample; large: Sample }[] = [];
  for (let number = 0; number <= ROUNDS; number++) {
    const [one, other] = number % 2 === 0 ? [empty, large] : [large, empty];
    const first = await round(one, actors, number);
    const second = await round(other, actors, number);
    if (number > 0) samples.push(one === empty ? { empty: first, large: second } : { empty: second, large: first });
  }
  for (const { child } of [empty, large]) child.kill();
  await peer.stop();
  const ratio = median(samples.map((sample) => sample.large.projected / sample.empty.projected));
  return [
    {
      what: `signed POST projected, ${LARGE.toLocaleString('en')} activities stored`,
      value: median(samples.map(({ large: { projected } }) => projected)),
      unit: '/s',
      against: { name: 'empty', value: median(samples.map(({ empty: { projected } }) => projected)) },
      ratio,
      goal: { text: `>= ${GOAL} x empty`, reached: ratio >= GOAL },
    },
    {
      what: 'CPU of one',
      value: median(samples.map(({ large: { cpu } }) => cpu)),
      unit: 'µs',
      against: { name: 'empty', value: median(samples.map(({ empty: { cpu } }) => cpu)) },
      ratio: median(samples.map((sample) => sample.empty.cpu / sample.large.cpu)),
    },
  ];
});
