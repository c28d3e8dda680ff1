/** Signed POSTs to the inbox: verified, durable and projected, against the bare minimum for the first two. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { keyPair, Peer, type PeerActor, signed } from '../tests/support/federation/peer.ts';
import { type Figure, median, percentile } from './support/figures.ts';
import { benchmark } from './support/program.ts';

const ROUNDS = 5;
const REQUESTS = 3_000;
const CONNECTIONS = 32;
const ACTORS = 20;
const GOAL = 0.5;

interface Contender {
  name: string;
  url: string;
  child: ChildProcess;
}

async function start(name: string): Promise<Contender> {
  const path = fileURLToPath(new URL('./support/inbox-server.ts', import.meta.url));
  const child = fork(path, [name, keyPair().publicKey], {
    // PROF=folder keeps a CPU profile of the server there.
    execArgv: process.env.PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`] : [],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { name, url, child };
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
      [`POST /inbox HTTP/1.1`, ...headers, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'),
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
        if (!answer.subarray(0, 12).equals(Buffer.from('HTTP/1.1 202'))) throw new Error(answer.toString());
        times.push(performance.now() - started);
      }
      socket.destroy();
    }),
  );
  return times;
}

async function round(contender: Contender, actors: PeerActor[], number: number) {
  const all = requests(contender.url, actors, number, REQUESTS);
  const started = performance.now();
  const times = await fire(contender.url, all);
  const accepted = performance.now() - started;
  contender.child.send('idle?');
  const [{ memory }] = (await once(contender.child, 'message')) as [{ memory: number }];
  const projected = performance.now() - started;
  return {
    accepted: (REQUESTS * 1000) / accepted,
    projected: (REQUESTS * 1000) / projected,
    p99: percentile(times, 99),
    memory,
  };
}

await benchmark(async (): Promise<Figure[]> => {
  const peer = await Peer.start();
  const actors = Array.from({ length: ACTORS }, (_, n) => peer.actor(`teacher${n}`));
  const [ours, floor] = await Promise.all([start('ours'), start('floor')]);
  const samples: { ours: Awaited<ReturnType<typeof round>>; floor: Awaited<ReturnType<typeof round>> }[] = [];
  for (let number = 0; number <= ROUNDS; number++) {
    const first = number % 2 === 0 ? ours : floor;
    const a = await round(first, actors, number);
    const b = await round(first === ours ? floor : ours, actors, number);
    // The first one fetches the keys and warms up.
    if (number > 0) samples.push(first === ours ? { ours: a, floor: b } : { ours: b, floor: a });
  }
  ours.child.kill();
  floor.child.kill();
  await peer.stop();
  const of = (pick: (sample: (typeof samples)[number]) => number) => median(samples.map(pick));
  const ratio = of((sample) => sample.ours.projected / sample.floor.accepted);
  return [
    {
      what: 'signed POST verified, durable, projected',
      value: of((sample) => sample.ours.projected),
      unit: '/s',
      against: { name: 'floor', value: of((sample) => sample.floor.accepted) },
      ratio,
      goal: { text: `>= ${GOAL} x floor`, reached: ratio >= GOAL },
    },
    {
      what: 'accepted (202)',
      value: of((sample) => sample.ours.accepted),
      unit: '/s',
      against: { name: 'floor', value: of((sample) => sample.floor.accepted) },
      ratio: of((sample) => sample.ours.accepted / sample.floor.accepted),
    },
    {
      what: 'accept p99',
      value: of((sample) => sample.ours.p99),
      unit: 'ms',
      against: { name: 'floor', value: of((sample) => sample.floor.p99) },
    },
    { what: 'memory after all rounds', value: (samples.at(-1)?.ours.memory ?? 0) / 1e6, unit: 'MB' },
  ];
});
