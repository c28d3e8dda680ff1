import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../server/core/ids.ts';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as practice from '../../shared/contracts/practice.ts';
import { ApiClient } from '../support/api.ts';
import { Peer, type PeerActor, post } from '../support/federation/peer.ts';
import { InstanceProcess } from '../support/instance-process.ts';
import { seeded } from '../support/storage/random.ts';
import { until } from '../support/until.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const SENDERS = 8;
/** Of each three things are sent; when half of them are taken, one of the two is killed. */
const PEOPLE = 40;
/** Longer than a lease of the delivery queue, shorter than what clocks may differ by. */
const RESTART_AHEAD_MS = 90_000;

/**
 * Two processes of one instance on one database take in what others send, and one is killed in the middle of it, and started
 * again beside the other. Nothing that was taken is lost, and nothing happens twice.
 */
describe.skipIf(process.env.TEST_DATABASE === 'mongo')('two processes on one database', () => {
  const random = seeded(20_261_123);
  let processes: [InstanceProcess, InstanceProcess];
  let peer: Peer;
  let amara: ApiClient;
  let liked: { id: string; iri: string };

  beforeAll(async () => {
    const one = await InstanceProcess.make();
    const two = await one.beside();
    processes = [one, two];
    peer = await Peer.start();
    await one.start();
    await two.start();
    amara = new ApiClient(one.baseUrl);
    await amara.call(accounts.signUp, {
      body: { username: 'amara', displayName: 'Amara', password: 'correct horse battery' },
    });
    liked = await amara.call(practice.publishPost, { body: { title: 'Liked', markdown: 'x' } });
  });
  afterAll(async () => {
    for (const one of processes) one.kill();
    await processes[1].ended();
    await processes[0].remove();
    await peer.stop();
  });

  /** A note, a like and a follow by somebody new. */
  function saidBy(name: string): { by: PeerActor; note: string; activities: { id: string }[] } {
    const by = peer.actor(name);
    const published = new Date().toISOString();
    const base = (type: string) => ({ id: `${by.iri}/${type}`, type, actor: by.iri, to: [PUBLIC], published });
    const note = `${by.iri}/note`;
    const object = { id: note, type: 'Note', attributedTo: by.iri, content: `<p>${name}</p>`, to: [PUBLIC], published };
    const activities = [
      { ...base('Create'), object },
      { ...base('Like'), object: liked.iri },
      { ...base('Follow'), object: `${processes[0].baseUrl}/users/amara` },
    ];
    return { by, note, activities };
  }

  /** Whether it was taken. A sender tries elsewhere when a connection breaks, as behind a proxy, and so does one that hears nothing. */
  async function send(activity: { id: string }, by: PeerActor): Promise<boolean> {
    const first = random.below(2);
    // Some come by two ways at the same moment.
    const ways = random.chance(0.2) ? [[0, 1]] : [[first], [1 - first]];
    for (const way of ways) {
      const host = new URL(processes[0].baseUrl).host;
      const answers = await Promise.allSettled(
        way.map((at) => post(`${processes[at]!.address}/inbox`, activity, { ...by, host })),
      );
      if (answers.some((answer) => answer.status === 'fulfilled' && answer.value.status === 202)) return true;
    }
    return false;
  }

  test('lose nothing when one is killed, and do nothing twice', async () => {
    const notes: string[] = [];
    const followers: string[] = [];
    const [killed, other] = processes;
    const sender = async (name: string): Promise<void> => {
      for (let n = 0; notes.length < PEOPLE; n++) {
        const { by, note, activities } = saidBy(`${name}-${n}`);
        for (const activity of activities) expect(await send(activity, by), activity.id).toBe(true);
        notes.push(note);
        followers.push(by.iri);
        if (notes.length === PEOPLE / 2) killed.kill();
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, (_, at) => sender(`s${at}`)));
    expect(await killed.ended()).toBe('SIGKILL');
    // It finishes at its start what it had not done, and leaves the other alone.
    await killed.start({ aheadMs: RESTART_AHEAD_MS });

    const shown = await Promise.all(notes.map((note) => amara.try(practice.getPost, { params: { id: keyOf(note) } })));
    expect(shown.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await amara.call(practice.getPost, { params: { id: liked.id } })).likes).toBe(notes.length);
    const accepts = () => peer.received.filter(({ json }) => json.type === 'Accept');
    const accepted = () => new Set(accepts().map(({ json }) => (json.to as string[])[0]));
    await until('everybody is answered', () => accepted().size === followers.length, 60_000);
    // An answer may be sent a second time after a crash, and is the same one then.
    expect(new Set(accepts().map(({ json }) => json.id)).size).toBe(followers.length);
    const collection = await fetch(`${other.address}/users/amara/followers`, {
      headers: { accept: 'application/activity+json' },
    });
    expect(await collection.json()).toMatchObject({ totalItems: followers.length });
  }, 180_000);
});
