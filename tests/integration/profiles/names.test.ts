import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  amara = await instance.signUp('amara');
});
afterAll(() => instance.stop());

describe('names that others see', () => {
  test.each([
    ['nothing but invisible characters', '\u200b\u2060'],
    ['characters that turn the text around', 'Amara \u202egnp.exe'],
    ['a line break', 'Amara\nOkafor'],
    ['a NUL', 'Ama\u0000ra'],
    ['half a character', 'Amara \ud83d'],
  ])('not %s', async (_what, name) => {
    const body = { username: 'other', password: 'correct horse battery', displayName: name };
    const signedUp = await instance.anyone().try(accounts.signUp, { body });
    expect([signedUp.status, Object.keys(signedUp.error?.fields ?? {})]).toEqual([400, ['displayName']]);
    const updated = await amara.try(profiles.updateMyProfile, { body: { displayName: name } });
    expect(updated.status).toBe(400);
    const titled = await amara.try(practice.publishPost, { body: { title: name, markdown: 'x' } });
    expect([titled.status, Object.keys(titled.error?.fields ?? {})]).toEqual([400, ['title']]);
  });

  test.each(['Amara Okafor', 'María-José Ñúñez', 'अमारा', 'أمارا', 'Đặng Thị 👩‍🏫', 'می‌نا'])(
    '%s is fine',
    async (displayName) => {
      const updated = await amara.call(profiles.updateMyProfile, { body: { displayName } });
      expect(updated.displayName).toBe(displayName);
      await amara.call(practice.publishPost, { body: { title: displayName, markdown: 'x' } });
    },
  );

  test('tags in every script, written either way', async () => {
    const tags = ['exit_tickets', 'gu\u0131a', 'educacio\u0301n', 'educaci\u00f3n', 'गणित', 'คณิตศาสตร์'];
    const post = await amara.call(practice.publishPost, { body: { title: 'Tags', markdown: 'x', tags } });
    expect(post.tags).toEqual(['exit_tickets', 'gu\u0131a', 'educaci\u00f3n', 'गणित', 'คณิตศาสตร์']);
  });
});
