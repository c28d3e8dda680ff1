/**
 * Delivery to 100 hosts from the durable queue, alone and beside hosts that hang, against signing and posting alone and
 * against what else the registry has. Every round meets its hosts as for the first time. `node bench/delivery.ts ours floor`
 * runs some.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { type Figure, median } from './support/figures.ts';
import { benchmark } from './support/program.ts';
import type { Done, Order } from './support/sender.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const HOSTS = 100;
const HANGING = [0, 1, 5] as const;
const LOOK_MS = 2;

const NAMES = ['ours', 'floor', 'fedify'] as const;
type Name = (typeof NAMES)[number];
/** To each host, in one run: what takes about a second. */
const ACTIVITIES: Record<Name, number> = { ours: 20, floor: 20, fedify: 5 };
/** What ours is to be, as a multiple of the other. */
const GOALS: Partial<Record<Name, number>> = { floor: 0.5, fedify: 3 };
const BESIDE_GOAL = 0.95;

interface Sample extends Done {
  /** Deliveries a second. */
  rate: number;
  /** Microseconds of all threads for one delivery. Says more than the clock when others use the machine too. */
  each: number;
}

async function asked<T>(child: ChildProcess, message: Order | 'fresh' | 'done' | 'count'): Promise<T> {
  child.send(message);
  const [answer] = (await once(child, 'message')) as [T];
  return answer;
}

await benchmark(async (): Promise<Figure[]> => {
  const sinks = fork(fileURLToPath(new URL('./support/sinks.ts', import.meta.url)), [
    String(HOSTS),
    String(Math.max(...HANGING)),
  ]);
  const [{ taking, hanging }] = (await once(sinks, 'message')) as [{ taking: string[]; hanging: string[] }];
  const received = async () => (await asked<{ received: number }>(sinks, 'count')).received;
  const chosen = NAMES.filter((name) => process.argv.includes(name));
  const names = chosen.length === 0 ? NAMES : chosen;
  const samples = new Map<string, Sample[]>();
  const of = (name: Name, hung: number) => samples.get(`${name} ${hung}`) ?? [];

  const children = new Map(
    names.map((name) => [name, fork(fileURLToPath(new URL('./support/sender.ts', import.meta.url)), [name])]),
  );

  // One that breaks off would be waited for without end.
  for (const child of children.values()) child.once('exit', (code) => process.exit(code || 1));

  async function run(name: Name, hung: number): Promise<Sample> {
    const child = children.get(name)!;
    await asked(child, 'fresh');
    const total = HOSTS * ACTIVITIES[name];
    const before = await received();
    const started = performance.now();
    child.send({ origins: [...hanging.slice(0, hung), ...taking], activities: ACTIVITIES[name] } satisfies Order);
    while ((await received()) - before < total) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const rate = (total * 1000) / (performance.now() - started);
    const done = await asked<Done>(child, 'done');
    return { ...done, rate, each: done.cpu / total };
  }

  for (let round = -1; round < ROUNDS; round++) {
    const runs = names.flatMap((name) => HANGING.map((hung) => [name, hung] as const));
    for (const [name, hung] of round % 2 === 0 ? runs : runs.reverse()) {
      const sample = await run(name, hung);
      // The first round only warms the machine up.
      if (round >= 0) samples.set(`${name} ${hung}`, [...of(name, hung), sample]);
    }
  }
  for (const child of [sinks, ...children.values()]) child.removeAllListeners('exit').kill();

  const figures: Figure[] = [];
  const ratioOf = (one: readonly Sample[], other: readonly Sample[]) =>
    median(one.map(({ rate }, round) => rate / (other[round]?.rate ?? Number.NaN)));
  const rateOf = (some: readonly Sample[]) => median(some.map(({ rate }) => rate));
  for (const name of names) {
    const alone = of(name, 0);
    const goal = GOALS[name];
    if (name === 'ours') {
      figures.push({ what: `delivered to ${HOSTS} hosts from the queue`, value: rateOf(alone), unit: '/s' });
      const cpuOf = (some: readonly Sample[]) => median(some.map(({ each }) => each));
      for (const hung of HANGING) {
        const what = hung === 0 ? 'CPU time for one' : `the same beside ${hung} that hang`;
        figures.push({ what, value: cpuOf(of(name, hung)), unit: 'µs', ratio: cpuOf(alone) / cpuOf(of(name, hung)) });
      }
    } else if (names.includes('ours')) {
      const ratio = ratioOf(of('ours', 0), alone);
      figures.push({
        what: `the same, against ${name}`,
        value: rateOf(of('ours', 0)),
        unit: '/s',
        against: { name, value: rateOf(alone) },
        ratio,
        ...(goal && { goal: { text: `>= ${goal} x ${name}`, reached: ratio >= goal } }),
      });
    }
    for (const hung of HANGING.filter((count) => count > 0)) {
      const ratio = ratioOf(of(name, hung), alone);
      figures.push({
        what: `${name}: beside ${hung} more that hang`,
        value: rateOf(of(name, hung)),
        unit: '/s',
        against: { name: 'without', value: rateOf(alone) },
        ratio,
        ...(name === 'ours' && { goal: { text: `>= ${BESIDE_GOAL} x without`, reached: ratio >= BESIDE_GOAL } }),
      });
    }
  }
  return figures;
});
process.exit(0);
