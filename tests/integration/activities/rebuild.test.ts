import { afterAll, beforeAll, expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  amara = await instance.signUp('amara');
});
afterAll(() => instance.stop());

test('one entry that cannot be projected does not keep the others from being rebuilt', async () => {
  for (let n = 0; n < 5; n++) {
    await amara.call(practice.publishPost, { body: { title: `Post ${n}`, markdown: 'x' } });
  }
  instance.services.pipeline.addProjection({
    name: 'fragile',
    prepare: async () => {},
    clear: async () => {},
    async apply({ activity }) {
      if (activity.type === 'Create' && activity.object.kind === 'article' && activity.object.title === 'Post 2') {
        throw new Error('this one cannot be shown');
      }
    },
  });
  const { replayed, failed } = await instance.services.rebuild();
  expect([replayed, failed.length]).toEqual([6, 1]);
  const { items } = await amara.call(practice.getHomeFeed);
  expect(items.map((item) => item.post.title)).toEqual(['Post 4', 'Post 3', 'Post 2', 'Post 1', 'Post 0']);
});

test('a rebuild while people write makes what they see whole', async () => {
  const writing = (async () => {
    for (let n = 0; n < 20; n++) {
      // While the views are being made people see less; what they did is in the log.
      await amara.try(practice.publishPost, { body: { title: `Meanwhile ${n}`, markdown: 'x' } });
    }
  })();
  await instance.services.rebuild();
  await writing;
  await instance.services.pipeline.idle();
  const live = await instance.viewBytes();
  await instance.services.rebuild();
  expect(await instance.viewBytes()).toEqual(live);
});
