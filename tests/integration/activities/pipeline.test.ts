import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Activity } from '../../../server/activities/activity.ts';
import { ActivityLog } from '../../../server/activities/log.ts';
import { type Occurrence, Pipeline, type Projection, type Reaction } from '../../../server/activities/pipeline.ts';
import { retryDelayMs } from '../../../server/activities/unfinished.ts';
import { systemClock } from '../../../server/core/clock.ts';
import { createLogger } from '../../../server/core/logger.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const naming = createNaming('https://a.example');
const codec = createCodec(naming);
const AMARA = naming.actor('amara').iri;

function like(id: string, actor = AMARA): Activity {
  return {
    type: 'Like',
    iri: naming.newActivity(id),
    actor,
    object: 'https://b.example/objects/1',
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

  test('a start finishes what a crash cut off after the append', async () => {
    const activity = like('cut');
    await log.append({ activity, json: codec.encode(activity), origin: 'local', receivedAt: new Date() });
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
