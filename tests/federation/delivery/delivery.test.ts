import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../server/core/clock.ts';
import { type MiniInstance, startMini } from '../../support/federation/mini-instance.ts';
import { Peer } from '../../support/federation/peer.ts';
import { until } from '../../support/until.ts';

/** A clock that the test moves. */
function handClock(): Clock & { pass(ms: number): void } {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    pass: (ms) => {
      ahead += ms;
    },
  };
}

const MINUTE = 60_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function peer(hostname = 'localhost', port = 0): Promise<Peer> {
  const started = await Peer.start(hostname, port);
  stops.push(() => started.stop());
  return started;
}

async function mini(settings: Parameters<typeof startMini>[0] = {}): Promise<MiniInstance> {
  const started = await startMini(settings);
  stops.push(() => started.stop());
  return started;
}

describe('delivery', () => {
  it('sends one signed copy to a shared inbox, whatever the number of followers there', async () => {
    const settled: string[] = [];
    const instance = await mini({ onSettled: (iri) => settled.push(iri) });
    const other = await peer();
    const amara = await instance.person('amara');
    const bo = other.actor('bo');
    instance.people.set(bo.iri, instance.codec.decodeObject(bo.document as never) as never);
    instance.followerInboxes.set(amara.iri, [`${other.origin}/inbox`]);
    const activity = instance.noteBy(amara, [bo.iri]);
    await instance.pipeline.publish(activity);
    await until('settled', () => settled.includes(activity.iri));
    expect(other.received).toHaveLength(1);
    const [letter] = other.received;
    expect(letter?.json.id).toBe(activity.iri);
    expect(letter?.headers.signature).toContain(`keyId="${amara.iri}#main-key"`);
    expect(letter?.headers.digest).toMatch(/^SHA-256=/);
    expect(await instance.delivery.of([activity.iri])).toEqual(new Map([[activity.iri, 'delivered']]));
    // After a crash between sending and marking, the same fan-out runs again.
    await instance.delivery.fanOut(activity);
    await instance.delivery.fanOut(activity);
    expect(await instance.delivery.of([activity.iri])).toEqual(new Map([[activity.iri, 'delivered']]));
    expect(other.received).toHaveLength(1);
  });

  it('looks a recipient up when it is not known yet', async () => {
    const instance = await mini();
    const other = await peer();
    const amara = await instance.person('amara');
    const bo = other.actor('bo');
    await instance.pipeline.publish(instance.noteBy(amara, [bo.iri], 'private'));
    await until('delivered', () => other.received.length === 1);
    expect(instance.people.has(bo.iri)).toBe(true);
  });

  it('tries a host that is down again later, once it is up exactly once, and holds up nobody', async () => {
    const clock = handClock();
    const instance = await mini({ clock });
    const amara = await instance.person('amara');
    const live = await peer();
    const gone = await Peer.start();
    const { port } = gone;
    await gone.stop();
    instance.followerInboxes.set(amara.iri, [`http://localhost:${port}/inbox`, `${live.origin}/inbox`]);
    const activity = instance.noteBy(amara);
    await instance.pipeline.publish(activity);
    await until('the live host has it', () => live.received.length === 1);
    await until('the first attempt failed', async () => {
      const lane = await instance.db
        .collection<{ _id: string; failures: number }>('delivery_lanes')
        .findOne({ _id: `localhost:${port}` });
      return lane?.failures === 1;
    });
    expect((await instance.delivery.of([activity.iri])).get(activity.iri)).toBe('on-its-way');
    const back = await peer('localhost', port);
    instance.delivery.wake();
    clock.pass(MINUTE);
    instance.delivery.wake();
    await until('the host that was down has it', () => back.received.length === 1);
    await until(
      'delivered',
      async () => (await instance.delivery.of([activity.iri])).get(activity.iri) === 'delivered',
    );
    clock.pass(10 * MINUTE);
    instance.delivery.wake();
    const second = instance.noteBy(amara);
    await instance.pipeline.publish(second);
    await until('a later one arrives', () => back.received.length === 2 && live.received.length === 2);
    expect(back.received.map(({ json }) => json.id)).toEqual([activity.iri, second.iri]);
  });

  it('sends again what a crash cut off, when the lease is over', async () => {
    const clock = handClock();
    const other = await peer();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    other.answer = async () => {
      await held;
      return { status: 202 };
    };
    const first = await mini({ clock });
    const amara = await first.person('amara');
    first.followerInboxes.set(amara.iri, [`${other.origin}/inbox`]);
    const activity = first.noteBy(amara);
    await first.pipeline.publish(activity);
    await until('under way', () => other.received.length === 1);
    await first.crash();
    other.answer = () => ({ status: 202 });
    const second = await mini({ clock, after: first });
    second.delivery.wake();
    expect((await second.delivery.of([activity.iri])).get(activity.iri)).toBe('on-its-way');
    expect(other.received).toHaveLength(1);
    clock.pass(2 * MINUTE);
    second.delivery.wake();
    await until('sent again', () => other.received.length === 2);
    await until('delivered', async () => (await second.delivery.of([activity.iri])).get(activity.iri) === 'delivered');
    release();
  });

  it.each([400, 403, 404, 410])('gives up at once on %i', async (status) => {
    const instance = await mini();
    const other = await peer();
    other.answer = () => ({ status });
    const amara = await instance.person('amara');
    instance.followerInboxes.set(amara.iri, [`${other.origin}/inbox`]);
    const activity = instance.noteBy(amara);
    await instance.pipeline.publish(activity);
    await until('failed', async () => (await instance.delivery.of([activity.iri])).get(activity.iri) === 'failed');
    // A signature of the other kind is tried where the first may not have been read.
    expect(other.received).toHaveLength(status === 400 ? 2 : 1);
    const report = await until('nothing waits', async () => {
      const found = await instance.delivery.traffic.get(other.host);
      return found?.state === 'idle' && found;
    });
    expect(report).toMatchObject({ waiting: 0, failed: 1, kept: 0, lastError: String(status) });
  });

  it('waits as long as Retry-After says', async () => {
    const clock = handClock();
    const instance = await mini({ clock });
    const other = await peer();
    other.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
    const amara = await instance.person('amara');
    instance.followerInboxes.set(amara.iri, [`${other.origin}/inbox`]);
    await instance.pipeline.publish(instance.noteBy(amara));
    const lanes = instance.db.collection<{ _id: string; notBefore: Date; failures: number }>('delivery_lanes');
    const lane = await until('parked', async () => {
      const found = await lanes.findOne({ _id: other.host });
      return found?.failures === 1 && found;
    });
    expect(lane.notBefore.getTime() - clock.now().getTime()).toBeGreaterThan(595_000);
    other.answer = () => ({ status: 202 });
    clock.pass(5 * MINUTE);
    // Something new for the host does not wake it before its time.
    await instance.pipeline.publish(instance.noteBy(amara));
    await instance.pipeline.idle();
    expect(other.received).toHaveLength(1);
    clock.pass(6 * MINUTE);
    instance.delivery.wake();
    await until('both delivered', () => other.received.length === 3);
  });

  it('is not held up by one activity that a host always fails on', async () => {
    const clock = handClock();
    const instance = await mini({ clock });
    const other = await peer();
    const amara = await instance.person('amara');
    instance.followerInboxes.set(amara.iri, [`${other.origin}/inbox`]);
    const poison = instance.noteBy(amara);
    other.answer = ({ json }) => ({ status: json.id === poison.iri ? 500 : 202 });
    const got = (iri: string) => other.received.some(({ json }) => json.id === iri);
    const lanes = instance.db.collection<{ _id: string; failures: number; holder?: string }>('delivery_lanes');
    const rests = () =>
      until('the lane rests', async () => {
        const lane = await lanes.findOne({ _id: other.host });
        return (lane?.failures ?? 0) > 0 && lane?.holder === undefined;
      });
    await instance.pipeline.publish(poison);
    await until('tried', () => got(poison.iri));
    await rests();
    const second = instance.noteBy(amara);
    await instance.pipeline.publish(second);
    await instance.pipeline.idle();
    expect(got(second.iri)).toBe(false);
    clock.pass(MINUTE);
    instance.delivery.wake();
    await until('the second is through', () => got(second.iri));
    await until('the first was tried again', () => other.received.length === 3);
    await rests();
    // Now it is known that the host is well: nothing new waits for it.
    const third = instance.noteBy(amara);
    await instance.pipeline.publish(third);
    await until('the third is through at once', () => got(third.iri));
    expect((await instance.delivery.of([poison.iri])).get(poison.iri)).toBe('on-its-way');
  });

  it('gives up after a week', async () => {
    const clock = handClock();
    const instance = await mini({ clock });
    const other = await peer();
    other.answer = () => ({ status: 503 });
    const amara = await instance.person('amara');
    instance.followerInboxes.set(amara.iri, [`${other.origin}/inbox`]);
    const activity = instance.noteBy(amara);
    await instance.pipeline.publish(activity);
    await until('tried', () => other.received.length === 1);
    await until('parked', async () => {
      const lane = await instance.db
        .collection<{ _id: string; failures: number }>('delivery_lanes')
        .findOne({ _id: other.host });
      return lane?.failures === 1;
    });
    clock.pass(8 * 24 * 60 * MINUTE);
    instance.delivery.wake();
    await until('given up', async () => (await instance.delivery.of([activity.iri])).get(activity.iri) === 'failed');
  });

  it('24: twenty dead hosts and one that lives', async () => {
    const instance = await mini();
    const live = await peer();
    const hanging = await Promise.all(Array.from({ length: 20 }, () => peer()));
    for (const host of hanging) host.answer = () => new Promise(() => {});
    const amara = await instance.person('amara');
    instance.followerInboxes.set(
      amara.iri,
      [...hanging, live].map(({ origin }) => `${origin}/inbox`),
    );
    for (let count = 1; count <= 5; count++) {
      await instance.pipeline.publish(instance.noteBy(amara));
      await until('the live host has it', () => live.received.length === count);
    }
    // Nobody's time to answer was over meanwhile.
    const lanes = instance.db.collection<{ _id: string; failures: number }>('delivery_lanes');
    expect(await lanes.countDocuments({ failures: { $gt: 0 } })).toBe(0);
    // Each hanging host was asked with no more than a few at once.
    for (const host of hanging) expect(host.received.length).toBeLessThanOrEqual(4);
    for (const host of hanging) await host.stop();
  });

  it('sends nothing to blocked hosts or to actors of this instance', async () => {
    const instance = await mini();
    const other = await peer();
    const amara = await instance.person('amara');
    const bo = await instance.person('bo');
    instance.blocked.add(other.host);
    instance.followerInboxes.set(amara.iri, [`${other.origin}/inbox`, bo.inbox]);
    const activity = instance.noteBy(amara, [bo.iri, `${other.origin}/users/x`]);
    await instance.pipeline.publish(activity);
    await instance.pipeline.idle();
    expect(await instance.db.collection('deliveries').countDocuments()).toBe(0);
    expect((await instance.delivery.of([activity.iri])).get(activity.iri)).toBe('delivered');
  });
});
