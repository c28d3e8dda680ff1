import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Activity } from '../../../server/activities/activity.ts';
import { ActivityLog } from '../../../server/activities/log.ts';
import { type Occurrence, Pipeline, type Projection, type Reaction } from '../../../server/activities/pipeline.ts';
import type { RunView } from '../../../server/activities/runs.ts';
import { retryDelayMs } from '../../../server/activities/unfinished.ts';
import { systemClock } from '../../../server/core/clock.ts';
import { createLogger } from '../../../server/core/logger.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

const naming = createNaming('https://a.example');
const codec = createCodec(naming);
const AMARA = naming.actor('amara').iri;

function like(id: string, actor = AMARA): Activity {
  return { ...about('https://b.example/objects/1', actor), iri: naming.newActivity(id) };
}

/** What is about different things is done at once. */
function about(object: string, actor: string): Activity {
  return {
    type: 'Like',
    iri: naming.newActivity(),
    actor,
    object,
    audience: { to: ['https://b.example/users/bo'], cc: [] },
    publishedAt: new Date('2026-11-21T10:00:00Z'),
  };
}

/** A projection that keeps what it was given, and fails when told to. */
class Recorder implements Projection {
  readonly name = 'recorder';
  applied: string[] = [];
  failing = 0;
  async prepare(): Promise<void> {}
  async clear(): Promise<void> {
    this.applied = [];
  }
  async apply({ activity }: Occurrence): Promise<void> {
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('the view cannot be written');
    }
    this.applied.push(activity.iri);
  }
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const NOTHING = { prepare: async () => {}, clear: async () => {} };

describe('the activity pipeline', () => {
  let database: TestDatabase;
  let log: ActivityLog;
  let recorder: Recorder;
  let sent: string[];
  let sendingFails: boolean;

  beforeEach(async () => {
    database = await openTestDatabase();
    log = new ActivityLog(database.database);
    await log.prepare();
    recorder = new Recorder();
    sent = [];
    sendingFails = false;
  });
  afterEach(() => database.dispose());

  function pipeline(...reactions: Reaction[]): Pipeline {
    const made = new Pipeline({
      log,
      codec,
      outgoing: {
        async fanOut(activity) {
          if (sendingFails) throw new Error('the queue cannot be written');
          sent.push(activity.iri);
        },
      },
      clock: systemClock,
      logger: createLogger('silent'),
    });
    made.addProjection(recorder);
    made.addReaction(...reactions);
    return made;
  }

  const marksLeft = async () => {
    const later = new Date(Date.now() + 1_000);
    const { unfinished } = log;
    const left = [
      await unfinished.marked('unprojected', later, '', 10),
      await unfinished.marked('unsent', later, '', 10),
    ];
    return left.flat().length;
  };

  test('what is published is projected when it resolves, sent, and has no work mark left', async () => {
    const subject = pipeline();
    await subject.publish(like('a'));
    expect(recorder.applied).toEqual([naming.newActivity('a')]);
    await subject.idle();
    expect(sent).toEqual([naming.newActivity('a')]);
    expect(await marksLeft()).toBe(0);
  });

  test('the same IRI a second time changes nothing', async () => {
    const subject = pipeline();
    await Promise.all([subject.publish(like('a')), subject.publish(like('a'))]);
    expect(await subject.accept(codec.encode(like('a')), 'remote')).toBe('known');
    await subject.idle();
    expect(recorder.applied).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });

  test('what came from outside is projected and never sent', async () => {
    const subject = pipeline();
    const remote = { ...like('x', 'https://b.example/users/bo'), iri: 'https://b.example/activities/x' };
    expect(await subject.accept(codec.encode(remote), 'remote')).toBe('new');
    await subject.idle();
    expect(recorder.applied).toEqual(['https://b.example/activities/x']);
    expect(sent).toEqual([]);
    expect(await marksLeft()).toBe(0);
  });

  test.each(['remote', 'fetched'] as const)('it is idle, and stops, when what is %s is worked off', async (origin) => {
    const subject = pipeline();
    const { opened, open } = gate();
    const done: string[] = [];
    subject.addProjection({ name: 'held', ...NOTHING, apply: () => opened });
    const remote = { ...like('x', 'https://b.example/users/bo'), iri: 'https://b.example/activities/x' };
    const accepted = subject.accept(codec.encode(remote), origin);
    await until('it is projected', () => recorder.applied.length === 1);
    const ends = [subject.idle().then(() => done.push('idle')), subject.stop().then(() => done.push('stopped'))];
    await log.get(remote.iri);
    expect(done).toEqual([]);
    open();
    await Promise.all([accepted, ...ends]);
    expect(await marksLeft()).toBe(0);
  });

  test('a start finishes what a crash cut off after the append', async () => {
    const activity = like('cut');
    const receivedAt = new Date();
    const place = await log.runs.enter(receivedAt);
    await log.append({ activity, json: codec.encode(activity), origin: 'local', receivedAt, place });
    log = new ActivityLog(database.database);
    const subject = pipeline();
    await subject.start();
    await subject.stop();
    expect(recorder.applied).toEqual([activity.iri]);
    expect(sent).toEqual([activity.iri]);
    expect(await marksLeft()).toBe(0);
  });

  test('a view that cannot be written fails the caller, keeps the activity, and is caught up at the next start', async () => {
    recorder.failing = 1;
    const first = pipeline();
    await expect(first.publish(like('late'))).rejects.toThrow('the view cannot be written');
    await first.stop();
    expect(await marksLeft()).toBe(1);
    const second = pipeline();
    await second.start();
    await second.stop();
    expect(recorder.applied).toEqual([naming.newActivity('late')]);
    expect(await marksLeft()).toBe(0);
  });

  test('an effect or a delivery that fails is not the author’s problem, and is tried again', async () => {
    let reactions = 0;
    const flaky: Reaction = {
      name: 'flaky',
      async react() {
        reactions += 1;
        if (reactions === 1) throw new Error('no');
      },
    };
    sendingFails = true;
    const first = pipeline(flaky);
    await first.publish(like('b'));
    await first.stop();
    expect(recorder.applied).toHaveLength(1);
    expect(await marksLeft()).toBe(2);

    sendingFails = false;
    const second = pipeline(flaky);
    await second.start();
    await second.stop();
    expect(reactions).toBe(2);
    expect(sent).toEqual([naming.newActivity('b')]);
    expect(await marksLeft()).toBe(0);
  });

  test('an activity that always fails is given up after a bounded number of attempts', async () => {
    recorder.failing = 1_000;
    await expect(pipeline().publish(like('poison'))).rejects.toThrow();
    for (let start = 0; start < 10; start++) {
      const subject = pipeline();
      await subject.start();
      await subject.stop();
    }
    expect(1_000 - recorder.failing).toBe(8);
    expect((await log.get(naming.newActivity('poison')))?.failures).toBe(8);
  });

  describe('what was given up', () => {
    /** Fails as often as it may, at eight starts. */
    async function givenUp(...ids: string[]): Promise<void> {
      recorder.failing = 1_000_000;
      for (const id of ids) await expect(pipeline().publish(like(id))).rejects.toThrow();
      for (let start = 0; start < 8; start++) {
        const subject = pipeline();
        await subject.start();
        await subject.stop();
      }
      recorder.failing = 0;
    }

    test('is listed by page, newest first, with an error that tells nothing of what it says', async () => {
      await givenUp('one', 'two', 'three');
      const subject = pipeline();
      const first = await subject.deadLetters(null, 2);
      expect(first.items.map(({ iri }) => iri)).toEqual(['three', 'two'].map((id) => naming.newActivity(id)));
      expect(first.items[0]).toMatchObject({
        type: 'Like',
        host: null,
        failures: 8,
        error: 'The view “recorder” failed: Error.',
      });
      const entries = database.database.collection('activities');
      for (const filter of [{ dead: true }, { dead: true, order: { $lt: first.next } }]) {
        const { fullScan, sortedInMemory } = await entries.explain(filter as never, { sort: { order: -1 }, limit: 2 });
        expect([fullScan, sortedInMemory]).toEqual([false, false]);
      }
      const rest = await subject.deadLetters(first.next, 2);
      expect([rest.items.map(({ iri }) => iri), rest.next]).toEqual([[naming.newActivity('one')], null]);
    });

    test('is worked off when somebody says so, and stays in the list when it fails again', async () => {
      await givenUp('one');
      const subject = pipeline();
      const id = (await subject.deadLetters(null, 10)).items[0]?.id ?? '';
      recorder.failing = 1;
      expect(await subject.replay(id)).toBe('failed');
      expect((await subject.deadLetters(null, 10)).items[0]?.failures).toBe(9);
      expect(await subject.replay(id)).toBe('replayed');
      expect(recorder.applied).toEqual([naming.newActivity('one')]);
      expect((await subject.deadLetters(null, 10)).items).toEqual([]);
      expect(await subject.replay(id)).toBeNull();
    });

    test('changes nothing any more once it is dropped, also in a rebuild', async () => {
      await givenUp('one', 'two');
      const subject = pipeline();
      const [two] = (await subject.deadLetters(null, 10)).items;
      expect(await subject.dropDeadLetter(two?.id ?? '')).toBe(true);
      expect(await subject.dropDeadLetter(two?.id ?? '')).toBe(false);
      await subject.rebuild();
      expect(recorder.applied).toEqual([naming.newActivity('one')]);
      // What the rebuild could show is no dead letter either.
      expect((await subject.deadLetters(null, 10)).items).toEqual([]);
    });

    test('was tried at growing intervals before', async () => {
      recorder.failing = 1;
      await expect(pipeline().publish(like('slow'))).rejects.toThrow();
      const due = async (minutes: number) => {
        const later = new Date(Date.now() + minutes * 60_000);
        return (await log.unfinished.marked('unprojected', later, '', 10, later)).length;
      };
      expect([await due(0.5), await due(2)]).toEqual([0, 1]);
      expect([1, 2, 3, 7, 20].map(retryDelayMs)).toEqual([60_000, 120_000, 240_000, 3_600_000, 3_600_000]);
    });
  });

  describe('a process that dies', () => {
    const bo = 'https://b.example/users/bo';
    const iri = (n: number) => `https://b.example/activities/${n}`;
    const liked = (n: number) => ({ ...about(`https://b.example/objects/${n}`, bo), iri: iri(n) });
    const rows = () => database.database.collection<RunView>('runs').find().toArray();

    /** Takes `count` in, of which the `stuck` are never done, and is then heard of no more. */
    async function died(count: number, stuck: readonly number[]): Promise<void> {
      const dying = pipeline();
      const held = stuck.map(iri);
      dying.addProjection({
        ...NOTHING,
        name: 'stuck',
        apply: ({ activity }) => (held.includes(activity.iri) ? new Promise(() => {}) : Promise.resolve()),
      });
      for (let n = 0; n < count; n++) await dying.accept(codec.encode(liked(n)), 'remote');
      await until('all but those are done', async () => recorder.applied.length === count);
      await until('how far it is has been written down', async () => {
        const [row] = await rows();
        const first = await log.get(iri(stuck[0] ?? 0));
        return row?.open === first?.order;
      });
      recorder.applied = [];
      log = new ActivityLog(database.database);
    }

    test('leaves what it had not done to the next, and no more', async () => {
      await died(40, [30, 35]);
      const next = pipeline();
      await next.start();
      expect(recorder.applied).toEqual(Array.from({ length: 10 }, (_, n) => iri(30 + n)));
      await next.stop();
      recorder.applied = [];
      log = new ActivityLog(database.database);
      const third = pipeline();
      await third.start();
      // Nobody can tell a crash of a moment ago from a process that lives.
      expect(recorder.applied).toHaveLength(10);
      await third.stop();
    });

    test('is not forgotten by one that starts beside it, while it may live', async () => {
      const living = pipeline();
      await living.accept(codec.encode(liked(1)), 'remote');
      await living.idle();
      const [row] = await rows();
      log = new ActivityLog(database.database);
      const next = pipeline();
      await next.start();
      expect((await rows()).map(({ _id }) => _id)).toContain(row?._id);
      await next.stop();
      await living.stop();
    });

    test('is noticed by those that live on', async () => {
      let now = Date.now();
      const clock = { now: () => new Date(now) };
      await died(3, [1]);
      log = new ActivityLog(database.database, clock);
      expect(await log.runs.others(false)).toEqual([]);
      now += 10 * 60_000;
      const [run] = await log.runs.others(false);
      expect((await rows()).map(({ _id }) => _id)).toEqual([run?._id]);
    });

    test('has nothing left when it ends in order, or works on after it was thought dead', async () => {
      const subject = pipeline();
      await subject.accept(codec.encode(liked(1)), 'remote');
      await subject.idle();
      const other = new ActivityLog(database.database, { now: () => new Date(Date.now() + 10 * 60_000) });
      for (const run of await other.runs.others(false)) await other.runs.forget(run);
      expect(await rows()).toEqual([]);
      await subject.accept(codec.encode(liked(2)), 'remote');
      await until('it has a row again', async () => (await rows()).length === 1);
      await subject.stop();
      expect(await rows()).toEqual([]);
    });
  });

  test('one host with thousands does not keep the next host’s one waiting', async () => {
    const subject = pipeline();
    const done: string[] = [];
    const { opened, open } = gate();
    subject.addProjection({
      ...NOTHING,
      name: 'slow',
      async apply({ activity }) {
        await opened;
        done.push(activity.iri);
      },
    });
    const accept = (host: string, n: number) => {
      const liked = about(`https://b.example/objects/${host}/${n}`, `https://${host}/users/bo`);
      return subject.accept(codec.encode({ ...liked, iri: `https://${host}/activities/${n}` }), 'remote');
    };
    await Promise.all(Array.from({ length: 2_000 }, (_, n) => accept('loud.example', n)));
    await accept('quiet.example', 0);
    open();
    await subject.idle();
    expect(done).toHaveLength(2_001);
    // Only those that had begun come before it, and one whose turn it was.
    expect(done.indexOf('https://quiet.example/activities/0')).toBeLessThanOrEqual(257);
    expect(new Set(done).size).toBe(2_001);
  });

  test('a host whose activities pile up is told so, and nobody else is', async () => {
    const subject = pipeline();
    const { opened, open } = gate();
    subject.addProjection({ ...NOTHING, name: 'slow', apply: () => opened });
    const accept = (host: string, n: number) =>
      subject.accept(codec.encode({ ...like('x', `https://${host}/users/bo`), iri: `https://${host}/${n}` }), 'remote');
    const answers = new Map<string, number>();
    for (let batch = 0; batch < 24; batch++) {
      for (const said of await Promise.all(
        Array.from({ length: 500 }, (_, n) => accept('loud.example', batch * 500 + n)),
      ))
        answers.set(said, (answers.get(said) ?? 0) + 1);
    }
    // What is refused is not in the log.
    expect(answers.get('full')).toBeGreaterThan(0);
    expect(await database.database.collection('activities').countDocuments()).toBe(answers.get('new'));
    expect(await accept('quiet.example', 0)).toBe('new');
    open();
    await subject.idle();
    expect(recorder.applied).toHaveLength((answers.get('new') ?? 0) + 1);
    expect(await accept('loud.example', 1_000_000)).toBe('new');
    await subject.stop();
  });

  test('a burst larger than memory allows is projected all the same, each once', async () => {
    const subject = pipeline();
    const count = 2_500;
    const bo = 'https://b.example/users/bo';
    await Promise.all(
      Array.from({ length: count }, (_, n) =>
        subject.accept(codec.encode({ ...like('x', bo), iri: `https://b.example/activities/${n}` }), 'remote'),
      ),
    );
    await subject.idle();
    expect(recorder.applied).toHaveLength(count);
    expect(new Set(recorder.applied).size).toBe(count);
    expect(await marksLeft()).toBe(0);
  });

  test('a rebuild replays everything in the order of arrival', async () => {
    const subject = pipeline();
    for (const id of ['one', 'two', 'three']) await subject.publish(like(id));
    await subject.idle();
    recorder.applied = ['stale'];
    expect(await subject.rebuild()).toEqual({ replayed: 3, failed: [] });
    expect(recorder.applied).toEqual(['one', 'two', 'three'].map((id) => naming.newActivity(id)));
    expect(sent).toHaveLength(3);
  });
});
