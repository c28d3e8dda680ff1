import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import { getKeptText, KEPT_TEXT_MAX, keepText } from '../../../shared/contracts/kept-texts.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let admin: ApiClient;
const params = { key: 'turn:J2Qx:work' };
const NOTHING = { text: '', updatedAt: null };

beforeAll(async () => {
  instance = await startInstance();
  admin = await instance.account('ada', 'admin');
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
});
afterAll(() => instance.stop());

describe('a text that was begun', () => {
  test('is there again after a sign-out, on any device', async () => {
    expect(await amara.call(getKeptText, { params })).toEqual(NOTHING);
    const text = '  As it was typed,\n\nwith <b>signs</b> \u{1F600} ';
    const kept = await amara.call(keepText, { params, body: { text } });
    expect(kept).toMatchObject({ text, updatedAt: expect.any(String) });
    await amara.call(accounts.signOut);
    expect((await amara.try(getKeptText, { params })).status).toBe(401);
    const elsewhere = instance.anyone();
    await elsewhere.call(accounts.signIn, { body: { username: 'amara', password: 'correct horse battery' } });
    expect((await elsewhere.call(getKeptText, { params })).text).toBe(text);
    amara = elsewhere;
  });

  test('is read by nobody else, and the same field of another is another text', async () => {
    for (const other of [bo, admin]) expect(await other.call(getKeptText, { params })).toEqual(NOTHING);
    await bo.call(keepText, { params, body: { text: 'mine' } });
    await bo.call(keepText, { params, body: { text: '' } });
    expect((await amara.call(getKeptText, { params })).text).toContain('As it was typed');
  });

  test('is forgotten when it is empty', async () => {
    expect(await amara.call(keepText, { params, body: { text: '' } })).toEqual(NOTHING);
    expect(await amara.call(getKeptText, { params })).toEqual(NOTHING);
  });

  test.each([
    ['a key that is none', { params: { key: '../x' }, body: { text: 'x' } }],
    ['a key without end', { params: { key: 'x'.repeat(121) }, body: { text: 'x' } }],
    ['no text', { params, body: {} }],
    ['no text but a number', { params, body: { text: 4 } }],
    ['a text without end', { params, body: { text: 'x'.repeat(KEPT_TEXT_MAX + 1) } }],
  ])('%s is refused', async (_what, request) => {
    const answer = await amara.try(keepText, request);
    expect(answer).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
  });

  test('two hundred are kept; each of them can still be written on', async () => {
    const at = (n: number) => ({ key: `field:${n}` });
    const begun = Array.from({ length: 200 }, (_, n) => bo.call(keepText, { params: at(n), body: { text: `${n}` } }));
    await Promise.all(begun);
    const answer = await bo.try(keepText, { params: at(200), body: { text: 'x' } });
    expect(answer).toMatchObject({ status: 409, error: { message: expect.stringContaining('on this device') } });
    await bo.call(keepText, { params: at(7), body: { text: 'more' } });
    await bo.call(keepText, { params: at(8), body: { text: '' } });
    await bo.call(keepText, { params: at(200), body: { text: 'x' } });
  });
});
