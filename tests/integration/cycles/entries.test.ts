import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Activity, BLANK_PROFILE, type JsonObject, PUBLIC } from '../../../server/activities/activity.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { seeded } from '../../support/storage/random.ts';
import {
  A,
  answers,
  asks,
  changes,
  closes,
  completes,
  fact,
  says,
  setsAside,
  wholeCycle,
} from '../../unit/features/cycles/facts.ts';

/** Entries of a pair as they come from elsewhere: in any order, twice, all at once, and from who may not say them. */
const NOW = new Date('2026-09-02T12:00:00Z');
const naming = createNaming('https://b.example');
const codec = createCodec(naming);
const [ann, ben, eve] = ['ann', 'ben', 'eve'].map((name) => naming.actor(name).iri) as [string, string, string];
const THREAD = naming.newObject('thread');
const OFFER = naming.newActivity('offer');
const VIEWS = ['cycle_entries', 'cycles', 'turns', 'follow_ups', 'thoughts', 'feedback'];

let count = 0;
const base = (actor: string, to: string, at = NOW) => {
  count += 1;
  return { iri: naming.newActivity(`activity-${count}`), actor, audience: { to: [to], cc: [] }, publishedAt: at };
};

/** The facts of the unit tests, said by Ann and Ben of another server. */
function activitiesOf(facts: ReturnType<typeof wholeCycle>): Activity[] {
  const here = (text: string) => text.replaceAll('https://a.example/o/', naming.newObject('x').replace(/x$/, ''));
  return facts.map(({ author, at, entry }) => {
    const [from, to] = author === A ? [ann, ben] : [ben, ann];
    return { ...base(from, to, at), type: 'Add', target: THREAD, object: JSON.parse(here(JSON.stringify(entry))) };
  });
}

const story = activitiesOf([
  ...wholeCycle(),
  fact('consent', A, 30, asks('t1', 't1-said-1')),
  fact('yes', 'ben', 31, answers('consent', true)),
  fact('moved', A, 32, changes('t1-follow-up', '2026-11-01')),
  fact('done', A, 34, completes('t1-follow-up')),
  fact('late', 'ben', 35, says('t1', 1, '<p>One more thing that I noticed about the second question</p>')),
]);
const objectOf = (name: string) => naming.newObject(name);
const deletion: Activity = { ...base(ben, ann), type: 'Delete', object: objectOf('late') };
const thought: Activity = { ...base(ann, ben), type: 'MadeMeThink', object: objectOf('t1-said-1') };
const again: Activity = {
  ...base(ann, ben, new Date(NOW.getTime() - 1_000)),
  type: 'MadeMeThink',
  object: objectOf('t1-said-0'),
};
const takenBack: Activity = { ...base(ann, ben), type: 'Undo', object: again.iri, reason: '', cause: null };
const all = [...story, deletion, thought, again, takenBack];

async function prepared(): Promise<TestInstance> {
  const instance = await startInstance({ options: { clock: { now: () => NOW } } });
  // Nothing is asked over the network.
  const admin = await instance.account('head', 'admin');
  await admin.call(moderation.blockDomain, { params: { domain: 'b.example' }, body: {} });
  for (const name of ['ann', 'ben', 'eve']) {
    const actor = naming.actor(name);
    const object = {
      kind: 'actor',
      type: 'Person',
      ...actor,
      username: name,
      displayName: name,
      ...BLANK_PROFILE,
      key: null,
      publishedAt: NOW,
    } as const;
    await accept(instance, { ...base(actor.iri, PUBLIC), type: 'Update', object });
  }
  const agreement = {
    goals: {},
    cadence: 'weekly',
    endsOn: '2027-06-30',
    protocol: '',
    confidentiality: 'ask-first',
    note: '',
  } as const;
  const offered = { ...base(ann, ben), iri: OFFER };
  const object = { kind: 'relationship', iri: THREAD, subject: ann, object: ben, agreement } as const;
  await accept(instance, { ...offered, type: 'Offer', object, counters: null, amends: null });
  await accept(instance, { ...base(ben, ann), type: 'Accept', object: OFFER });
  return instance;
}

async function accept({ services }: TestInstance, activity: Activity | JsonObject): Promise<void> {
  await services.pipeline.accept(
    'audience' in activity ? codec.encode(activity as Activity) : (activity as JsonObject),
    'remote',
  );
  await services.pipeline.idle();
}

async function views(instance: TestInstance): Promise<Record<string, string | undefined>> {
  const bytes = await instance.viewBytes();
  return Object.fromEntries(VIEWS.map((name) => [name, bytes[name]]));
}

describe('the same entries', () => {
  let instances: TestInstance[];
  beforeAll(async () => {
    instances = await Promise.all([1, 2, 3, 4].map(prepared));
  });
  afterAll(() => Promise.all(instances.map((instance) => instance.stop())));

  test('give the same documents in any order, twice, and all at once; and so does a rebuild', async () => {
    const [told, shuffled, backwards, atOnce] = instances;
    const random = seeded(7);
    const mixed = () =>
      [...all, ...all.filter(() => random.chance(0.3))]
        .map((each) => ({ each, at: random.next() }))
        .sort((x, y) => x.at - y.at)
        .map(({ each }) => each);
    for (const activity of all) await accept(told!, activity);
    for (const activity of mixed()) await accept(shuffled!, activity);
    for (const activity of [...all].reverse()) await accept(backwards!, activity);
    await Promise.all(mixed().map((each) => atOnce!.services.pipeline.accept(codec.encode(each), 'remote')));

    const expected = await views(told!);
    expect(expected.cycles).toContain('"state":"complete"');
    expect(expected.follow_ups).toContain('"state":"done"');
    expect(expected.cycle_entries).toContain('"deleted":true');
    expect(expected.cycle_entries).not.toContain('One more thing');
    expect(expected.thoughts?.match(/"undone":true/g)).toHaveLength(1);
    for (const other of [shuffled!, backwards!, atOnce!]) expect(await views(other)).toEqual(expected);
    for (const instance of instances) {
      await instance.services.rebuild();
      expect(await views(instance)).toEqual(expected);
    }
  });
});

describe('what is not for its sender to say changes nothing', () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await prepared();
    for (const activity of story.slice(0, 4)) await accept(instance, activity);
  });
  afterAll(() => instance.stop());

  const counted = async () => {
    const { cycles, turns, follow_ups: followUps, feedback, thoughts } = await views(instance);
    // What it is made of may grow; what it has come to does not.
    return { cycles: cycles?.replace(/"madeOf":"\w+"/, ''), turns, followUps, feedback, thoughts };
  };
  const add = (from: string, to: string[], object: object, target = THREAD): Activity => ({
    ...base(from, to[0] ?? ''),
    audience: { to, cc: [] },
    type: 'Add',
    target,
    object: JSON.parse(
      JSON.stringify({ ...object, iri: naming.newObject(`hostile-${count}`) }).replaceAll(
        'https://a.example/o/',
        naming.newObject('x').replace(/x$/, ''),
      ),
    ),
  });

  test.each([
    ['an outsider speaks', () => add(eve, [ben], says('t1', 1))],
    ['an outsider passes on', () => add(eve, [ann], closes('t1', 1))],
    ['an outsider sets it aside', () => add(eve, [ann], setsAside('t1'))],
    ['the presenter speaks while they listen', () => add(ann, [ben], says('t1', 1))],
    ['the presenter passes on from the response', () => add(ann, [ben], closes('t1', 1))],
    ['a step is passed that is not reached', () => add(ann, [ben], closes('t1', 2))],
    ['it is said to somebody else too', () => add(ben, [ann, eve], setsAside('t1'))],
    ['it is said to everybody', () => add(ben, [PUBLIC], setsAside('t1'))],
    ['it is said in another thread', () => add(ben, [ann], setsAside('t1'), naming.newObject('other-thread'))],
    [
      'the partner follows up',
      () =>
        add(ben, [ann], {
          ...closes('t1', 0),
          kind: 'follow-up',
          what: 'x',
          by: '2026-10-01',
          support: '',
          reason: '',
        }),
    ],
    [
      'the partner says what made the other think',
      () => ({ ...base(ben, ann), type: 'Undo', object: thought.iri, reason: '', cause: null }) as Activity,
    ],
    [
      'another deletes what was said',
      () => ({ ...base(eve, ann), type: 'Delete', object: objectOf('t1-said-1') }) as Activity,
    ],
    [
      'the other deletes what was said',
      () => ({ ...base(ann, ben), type: 'Delete', object: objectOf('t1-said-1') }) as Activity,
    ],
  ])('%s', async (_what, activity) => {
    const before = await counted();
    await accept(instance, activity());
    expect(await counted()).toEqual(before);
  });

  test('a fetched copy is no entry', async () => {
    const before = await counted();
    const copy = add(ben, [ann], setsAside('t1'));
    await instance.services.pipeline.accept(codec.encode(copy), 'fetched');
    expect(await counted()).toEqual(before);
  });

  test('what its author says does', async () => {
    await accept(instance, add(ben, [ann], setsAside('t1')));
    expect((await counted()).cycles).toContain('"set-aside"');
  });
});
