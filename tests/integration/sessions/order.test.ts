import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity, JsonObject } from '../../../server/activities/activity.ts';
import type { PairStatement } from '../../../server/activities/pair-entry.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { seeded } from '../../support/storage/random.ts';

/** Entries of a pair about sessions, in any order, some twice, some by people who have no say. */
const NOW = new Date('2026-11-21T12:00:00Z');
const START = NOW.getTime() - 20 * 3600_000;
const naming = createNaming('https://b.example');
const codec = createCodec(naming);
const [ann, ben, cem] = ['ann', 'ben', 'cem'].map((name) => naming.actor(name).iri) as [string, string, string];
const THREAD = naming.newObject('thread-of-ann-and-ben');

function story(seed: number): { offer: Activity; entries: Activity[] } {
  const random = seeded(seed);
  let minute = 0;
  const base = (actor: string, to: string) => {
    minute += random.below(3);
    const iri = naming.newActivity(`activity-${seed}-${minute}-${random.next()}`.replace('.', ''));
    return { iri, actor, audience: { to: [to], cc: [] }, publishedAt: new Date(START + minute * 60_000) };
  };
  const offer: Activity = {
    ...base(ann, ben),
    type: 'Offer',
    object: {
      kind: 'relationship',
      iri: THREAD,
      subject: ann,
      object: ben,
      agreement: {
        goals: {},
        cadence: 'weekly',
        endsOn: '2027-06-30',
        protocol: '',
        confidentiality: 'ask-first',
        note: '',
      },
    },
    counters: null,
    amends: null,
  };
  const sessions: string[] = [];
  const entries: Activity[] = [];
  const say = (actor: string, statement: PairStatement, to = actor === ann ? ben : ann, target = THREAD) => {
    const iri = naming.newObject(`entry-${seed}-${entries.length}`);
    entries.push({ ...base(actor, to), type: 'Add', target, object: { iri, ...statement } });
    return iri;
  };
  const session = (moves: string | null): PairStatement => ({
    kind: 'session',
    times: Array.from({ length: 1 + random.below(3) }, () => ({
      start: new Date(NOW.getTime() + random.below(500) * 3600_000),
      minutes: 30,
    })),
    room: 'Room',
    agenda: '',
    moves,
  });
  for (let n = 0; n < 60; n++) {
    const actor = random.pick([ann, ben]);
    const about = sessions.length > 0 ? random.pick(sessions) : null;
    const what = random.below(10);
    if (about === null || what < 3)
      sessions.push(say(actor, session(about !== null && random.chance(0.6) ? about : null)));
    else if (what < 7) {
      const time = random.chance(0.8) ? random.below(4) : null;
      say(actor, { kind: 'session-answered', session: about, time, reason: '' });
    } else if (what < 8) say(actor, { kind: 'session-cancelled', session: about, reason: 'r' });
    else say(actor, { kind: 'session-notes', session: about, html: `<p>${n}</p>`, markdown: null });
  }
  return { offer, entries };
}

/** Who is no member, speaks to somebody else, or of another thread, has said nothing. */
function forged(session: string): Activity[] {
  const made = (n: number, actor: string, to: string, target: string): Activity => ({
    iri: naming.newActivity(`forged-${n}`),
    actor,
    audience: { to: [to], cc: [] },
    publishedAt: new Date(START),
    type: 'Add',
    target,
    object: { iri: naming.newObject(`forged-${n}`), kind: 'session-cancelled', session, reason: 'forged' },
  });
  const elsewhere = naming.newObject('another-thread');
  return [
    made(1, cem, ben, THREAD),
    made(2, cem, ann, THREAD),
    made(3, ben, cem, THREAD),
    made(4, ann, ben, elsewhere),
    { ...made(5, ben, ann, THREAD), audience: { to: [ann, cem], cc: [] } },
    { ...made(6, ben, ann, THREAD), audience: { to: [ann], cc: ['https://www.w3.org/ns/activitystreams#Public'] } },
  ];
}

describe.each([1, 77, 4_711])('the order of arrival (seed %i)', (seed) => {
  let instances: TestInstance[];
  const { offer, entries } = story(seed);
  const first = entries.find(({ type }) => type === 'Add');
  const session = first?.type === 'Add' ? first.object.iri : '';

  beforeAll(async () => {
    instances = await Promise.all([1, 2, 3].map(() => startInstance({ options: { clock: { now: () => NOW } } })));
    for (const { services } of instances) {
      await services.pipeline.accept(codec.encode(offer), 'remote');
      await services.pipeline.idle();
    }
  });
  afterAll(() => Promise.all(instances.map((instance) => instance.stop())));

  const meetings = async (instance: TestInstance) => (await instance.viewBytes()).meetings?.split('\n') ?? [];

  test('changes nothing, nor does what others say, and a rebuild makes the same', async () => {
    const random = seeded(seed + 1);
    const mixed = (activities: readonly Activity[]) =>
      [...activities, ...activities.filter(() => random.chance(0.3))]
        .map((activity) => ({ activity, at: random.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ activity }): JsonObject => codec.encode(activity));
    const [told, shuffled, atOnce] = instances as [TestInstance, TestInstance, TestInstance];
    for (const json of entries.map((entry) => codec.encode(entry))) {
      await told.services.pipeline.accept(json, 'remote');
      await told.services.pipeline.idle();
    }
    const all = [...entries, ...forged(session)];
    for (const json of mixed(all)) {
      await shuffled.services.pipeline.accept(json, 'remote');
      await shuffled.services.pipeline.idle();
    }
    await Promise.all(mixed(all).map((json) => atOnce.services.pipeline.accept(json, 'remote')));

    const expected = await meetings(told);
    const states = new Set(expected.map((line) => /"state":"([a-z]+)"/.exec(line)?.[1]));
    expect(states.size).toBeGreaterThan(2);
    for (const other of [shuffled, atOnce]) expect(await meetings(other)).toEqual(expected);
    for (const instance of instances) {
      await instance.services.rebuild();
      expect(await meetings(instance)).toEqual(expected);
    }
  });

  test('what was fetched proves nothing', async () => {
    const before = await meetings(instances[0]!);
    const one = forged(session)[4]!;
    const fetched = { ...one, iri: naming.newActivity('fetched'), audience: { to: [ann], cc: [] } };
    await instances[0]!.services.pipeline.accept(codec.encode(fetched), 'fetched');
    expect(await meetings(instances[0]!)).toEqual(before);
  });
});
