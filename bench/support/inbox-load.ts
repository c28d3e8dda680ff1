import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { keyPair, type PeerActor, signed } from '../../tests/support/federation/peer.ts';
import { percentile } from './figures.ts';

/** Signed POSTs to an inbox in a process of its own (`inbox-server.ts`), as fast as so many connections take answers. */

const REQUESTS = Number(process.env.REQUESTS ?? 3_000);
const CONNECTIONS = 32;

export interface Contender {
  name: string;
  url: string;
  child: ChildProcess;
  sent: number;
}

export interface Sample {
  /** Answered, and worked off, a second. */
  accepted: number;
  projected: number;
  /** Milliseconds to the answer. */
  p99: number;
  /** Bytes, when all is worked off. */
  memory: number;
  /** Microseconds of the main thread for one request. Says more than the clock when others use the machine too. */
  cpu: number;
}

/** @param env what else it is told */
export async function start(name: string, env: NodeJS.ProcessEnv = {}): Promise<Contender> {
  const path = fileURLToPath(new URL('./inbox-server.ts', import.meta.url));
  const child = fork(path, [name, keyPair().publicKey], {
    env: { ...process.env, ...env },
    execArgv: [
      // Ours as `npm start` runs it.
      ...(name === 'ours' ? ['--max-semi-space-size=8'] : []),
      ...(process.env.PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`] : []),
    ],
  });
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`)));
  // Ended by us, after its last word, it is nobody's trouble.
  died.catch(() => {});
  const [{ url }] = (await Promise.race([once(child, 'message'), died])) as [{ url: string }];
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

/** Sends a round's requests and waits until all are worked off. */
export async function round(contender: Contender, actors: PeerActor[], number: number): Promise<Sample> {
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
