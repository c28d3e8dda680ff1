/** Delivery to 100 hosts from the durable queue, against signing and posting alone; then with hosts that hang. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startMini } from '../tests/support/federation/mini-instance.ts';
import { keyPair } from '../tests/support/federation/peer.ts';
import { createFloor } from './floor/delivery.ts';
import { type Figure, median } from './support/figures.ts';
import { benchmark } from './support/program.ts';
import { interleaved } from './support/rounds.ts';

const HOSTS = 100;
const HANGING = 5;
const ACTIVITIES = 20;
const ROUNDS = 5;
const LOOK_MS = 2;

await benchmark(async (): Promise<Figure[]> => {
  const sinks = fork(fileURLToPath(new URL('./support/sinks.ts', import.meta.url)), [String(HOSTS), String(HANGING)]);
  const [{ taking, hanging }] = (await once(sinks, 'message')) as [{ taking: string[]; hanging: string[] }];
  const received = async (): Promise<number> => {
    sinks.send('count');
    const [message] = (await once(sinks, 'message')) as [{ received: number }];
    return message.received;
  };
  const rate = (count: number, started: number) => (count * 1000) / (performance.now() - started);
  const total = HOSTS * ACTIVITIES;

  const floor = createFloor(keyPair().privateKey, 'https://school.example/users/amara#main-key');

  async function sender(origins: string[]) {
    const instance = await startMini();
    const amara = await instance.person('amara');
    instance.followerInboxes.set(
      amara.iri,
      origins.map((origin) => `${origin}/inbox`),
    );
    return {
      instance,
      async run(): Promise<number> {
        const before = await received();
        const started = performance.now();
        for (let count = 0; count < ACTIVITIES; count++) await instance.pipeline.publish(instance.noteBy(amara));
        while ((await received()) - before < total) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        return rate(total, started);
      },
    };
  }

  const document = { id: 'x', content: 'x'.repeat(900) };
  const documents = Array.from({ length: ACTIVITIES }, () => document);
  const plain = await sender(taking);
  const base = await interleaved(
    [
      { name: 'ours', run: plain.run },
      {
        name: 'floor',
        async run() {
          const started = performance.now();
          await floor(taking, documents);
          return rate(total, started);
        },
      },
    ],
    ROUNDS,
  );
  // A sender of its own for each round: a host that hung once is left alone afterwards, which would hide the first time.
  const hung: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const origins of round % 2 === 0 ? [[...hanging, ...taking], taking] : [taking, [...hanging, ...taking]]) {
      const beside = await sender(origins);
      const figure = await beside.run();
      (origins === taking ? fresh : hung).push(figure);
      void beside.instance.crash();
    }
  }
  sinks.kill();
  const [ours, least] = [base[0]!, base[1]!];
  const beside = median(hung.map((figure, round) => figure / (fresh[round] ?? Number.NaN)));
  return [
    {
      what: `delivered to ${HOSTS} hosts from the queue`,
      value: ours.value,
      unit: '/s',
      against: { name: 'floor', value: least.value },
      ratio: ours.ratioToLast,
      goal: { text: '>= 0.5 x floor', reached: ours.ratioToLast >= 0.5 },
    },
    {
      what: `the same, ${HANGING} more hosts hanging (first contact)`,
      value: median(hung),
      unit: '/s',
      against: { name: 'without', value: median(fresh) },
      ratio: beside,
      goal: { text: '>= 0.95 x without', reached: beside >= 0.95 },
    },
  ];
});
process.exit(0);
