/**
 * Signed POSTs to the inbox: verified, durable and projected, against the bare minimum for the first two and against what
 * else the registry has. `node bench/inbox.ts ours floor` runs some; `PROF=folder` keeps their CPU profiles there.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { keyPair, Peer, type PeerActor, signed } from '../tests/support/federation/peer.ts';
import { type Figure, median, percentile } from './support/figures.ts';
import { benchmark } from './support/program.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const REQUESTS = Number(process.env.REQUESTS ?? 3_000);
const CONNECTIONS = 32;
const ACTORS = 20;

const NAMES = ['ours', 'floor', 'apex', 'fedify'] as const;
type Name = (typeof NAMES)[number];
/** What ours is to be, as a multiple of the other. */
const GOALS: Partial<Record<Name, number>> = { floor: 0.5, apex: 4, fedify: 8 };
const MEMORY_GOAL_MB = 200;

interface Contender {
  name: Name;
  url: string;
  child: ChildProcess;
  sent: number;
}

interface Sample {
  /** Answered, and worked off, a second. */
  accepted: number;
  projected: number;
  /** Milliseconds to the answer. */
  p99: number;
  /** Bytes, when all is worked off. */
  memory: number;
  /** Microseconds of all threads for one request. Says more than the clock when others use the machine too. */
  cpu: number;
}

async function start(name: Name): Promise<Contender> {
  const path = fileURLToPath(new URL('./support/inbox-server.ts', import.meta.url));
  const child = fork(path, [name, keyPair().publicKey], {
    execArgv: process.env.PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`] : [],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { name, url, child, sent: 0 };
}

/** Whole requests, ready to be written to a socket: making and signing them is not what is measured. */
function requests(url: string, actors: PeerActor[], round: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => {
    const actor = actors[n % actors.length]!;
    const { origin } = new URL(actor.iri);
    const published = new Date().toISOString();
    const to = ['https://www.w3.org/ns/activitystreams#Public'];
    const cc = [`${actor.iri}/followers`];
    const object = {
      id: `${origin}/objects/${round}-${n}`,
      type: 'Note',
      attributedTo: actor.iri,
      content: `<p>Tried the exit tickets again, number ${n}: <a href="https://example.org/${n}">notes</a>.</p>`.repeat(
        3,
      ),
      tag: [{ type: 'Hashtag', name: '#exit_tickets', href: `${origin}/tags/exit_tickets` }],
      published,
      to,
      cc,
    };
    const json = {
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: `${origin}/activities/${round}-${n}`,
      type: 'Create',
      actor: actor.iri,
      published,
      to,
      cc,
      object,
    };
    const body = JSON.stringify(json);
    const headers = Object.entries(signed(url, body, actor)).map(([name, value]) => `${name}: ${value}`);
    return Buffer.from(
      [
        `POST ${new URL(url).pathname} HTTP/1.1`,
        ...headers,
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    );
  });
}

/** Writes the requests over kept-alive connections, one at a time on each; answers the milliseconds each took. */
async function fire(url: string, all: Buffer[]): Promise<number[]> {
  const { hostname, port } = new URL(url);
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = connect(Number(port), hostname).setNoDelay(true);
      await once(socket, 'connect');
      while (next < all.length) {
        const request = all[next++]!;
        const started = performance.now();
        socket.write(request);
        const [answer] = (await once(socket, 'data')) as [Buffer];
        if (!/^HTTP\/1\.1 20[02] /.test(answer.toString('latin1', 0, 13))) throw new Error(answer.toString());
        times.push(performance.now() - started);
      }
      socket.destroy();
    }),
  );
  return times;
}

async function report({ child, sent }: Contender): Promise<{ memory: number; cpu: number }> {
  child.send({ sent });
  const [answer] = (await once(child, 'message')) as [{ memory: number; cpu: number }];
  return answer;
}

async function round(contender: Contender, actors: PeerActor[], number: number): Promise<Sample> {
  const all = requests(contender.url, actors, number, REQUESTS);
  const before = await report(contender);
  contender.sent += REQUESTS;
  const started = performance.now();
  const times = await fire(contender.url, all);
  const accepted = performance.now() - started;
  const { memory, cpu } = await report(contender);
  const projected = performance.now() - started;
  return {
    accepted: (REQUESTS * 1000) / accepted,
    projected: (REQUESTS * 1000) / projected,
    p99: percentile(times, 99),
    memory,
    cpu: (cpu - before.cpu) / REQUESTS,
  };
}

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
        what: `memory after ${((own.length + 1) * REQUESTS).toLocaleString('en')}`,
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
  const contenders = await Promise.all(names.map(start));
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  for (let number = 0; number <= ROUNDS; number++) {
    for (const contender of number % 2 === 0 ? contenders : [...contenders].reverse()) {
      const sample = await round(contender, actors, number);
      // The first one fetches the keys and warms up.
      if (number > 0) samples.get(contender.name)!.push(sample);
    }
  }
  for (const { child } of contenders) child.kill();
  await peer.stop();
  return figures(samples);
});
