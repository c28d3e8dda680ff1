import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../server/core/ids.ts';
import { Peer, type PeerActor, post } from '../support/federation/peer.ts';
import { InstanceProcess } from '../support/instance-process.ts';
import { seeded } from '../support/storage/random.ts';
import { until } from '../support/until.ts';

const ROUNDS = 2;
const SENDERS = 8;

/** A whole server, killed in the middle of taking in: what it said 202 to is shown after a restart. */
describe.skipIf(process.env.TEST_DATABASE === 'mongo')('an instance killed while others send', () => {
  const random = seeded(20_261_122);
  let instance: InstanceProcess;
  let peer: Peer;
  let bo: PeerActor;

  beforeAll(async () => {
    [instance, peer] = await Promise.all([InstanceProcess.make(), Peer.start()]);
    bo = peer.actor('bo');
    await instance.start();
  });
  afterAll(() => Promise.all([instance.remove(), peer.stop()]));

  function note(name: string) {
    const audience = { to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [`${bo.iri}/followers`] };
    const published = new Date().toISOString();
    const id = `${peer.origin}/notes/${name}`;
    const object = { id, type: 'Note', attributedTo: bo.iri, content: `<p>${name}</p>`, published, ...audience };
    return { id: `${id}/create`, type: 'Create', actor: bo.iri, published, ...audience, object };
  }

  test('shows everything that it said 202 to', async () => {
    const taken = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const last = 40 + random.below(120);
      let count = 0;
      let isOver = false;
      const send = async (sender: number): Promise<void> => {
        for (let n = 0; !isOver; n++) {
          const activity = note(`${round}-${sender}-${n}`);
          const { status } = await post(`${instance.baseUrl}/inbox`, activity, bo);
          if (status === 202) taken.add(activity.object.id);
          if (++count < last || isOver) continue;
          isOver = true;
          instance.kill();
        }
      };
      // A sender ends with a connection that breaks.
      await Promise.allSettled(Array.from({ length: SENDERS }, (_, sender) => send(sender)));
      expect(await instance.ended()).toBe('SIGKILL');
      await instance.start();
    }
    expect(taken.size).toBeGreaterThan(ROUNDS * 30);
    const missing = async () => {
      const all = [...taken].map(async (iri) => {
        const { status } = await fetch(`${instance.baseUrl}/api/v1/posts/${keyOf(iri)}`);
        return status === 200 ? [] : [iri];
      });
      return (await Promise.all(all)).flat();
    };
    // What the crashes cut off is done before the server takes anything in again.
    expect(await missing()).toEqual([]);
    await until('and what is sent now is, too', async () => {
      taken.add(note('after').object.id);
      await post(`${instance.baseUrl}/inbox`, note('after'), bo);
      return (await missing()).length === 0;
    });
  }, 120_000);
});
