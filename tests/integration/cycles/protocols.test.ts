import { afterAll, beforeAll, expect, test } from 'vitest';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as protocols from '../../../shared/contracts/protocols.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let organizer: ApiClient;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  organizer = await instance.account('orla', 'organizer');
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
});
afterAll(() => instance.stop());

const OWN = {
  name: 'Ten minutes',
  purpose: 'On the way home.',
  language: 'en',
  steps: [
    { kind: 'respond', name: 'Say', speaks: 'responder', prompts: ['What do you see?'], stems: ['I see'], minutes: 6 },
    { kind: 'reflect', name: 'Think', speaks: 'presenter', minutes: 4 },
  ],
};

test('three ship, in the language that is asked for', async () => {
  const english = (await amara.call(protocols.listProtocols)).items;
  expect(english.map(({ id, ships }) => [id, ships])).toEqual([
    ['noticing-wondering-what-if', true],
    ['tuning', true],
    ['consultancy', true],
  ]);
  const spanish = (await amara.call(protocols.listProtocols, { query: { language: 'es-MX' } })).items;
  expect(spanish.map(({ name }) => name)).not.toEqual(english.map(({ name }) => name));
  expect(spanish.map(({ steps }) => steps.map(({ kind }) => kind))).toEqual(
    english.map(({ steps }) => steps.map(({ kind }) => kind)),
  );
});

test('organizers add, change and take out their own; those that ship stay', async () => {
  const made = await organizer.call(protocols.createProtocol, { body: OWN });
  expect(made).toMatchObject({ name: 'Ten minutes', ships: false });
  const params = { id: made.id };
  expect((await amara.call(protocols.listProtocols)).items.at(-1)).toEqual(made);
  for (const [endpoint, body] of [
    [protocols.createProtocol, OWN],
    [protocols.updateProtocol, OWN],
    [protocols.deleteProtocol, undefined],
  ] as const) {
    expect((await amara.try(endpoint, { params, body })).status).toBe(403);
  }
  const changed = await organizer.call(protocols.updateProtocol, { params, body: { ...OWN, name: 'Eleven' } });
  expect(changed.name).toBe('Eleven');
  const unsound = { ...OWN, steps: [...OWN.steps].reverse() };
  expect((await organizer.try(protocols.createProtocol, { body: unsound })).error?.fields).toHaveProperty(
    'steps.1.kind',
  );
  for (const id of ['tuning', 'consultancy']) {
    expect((await organizer.try(protocols.updateProtocol, { params: { id }, body: OWN })).status).toBe(409);
    expect((await organizer.try(protocols.deleteProtocol, { params: { id } })).status).toBe(409);
  }
  expect((await organizer.try(protocols.updateProtocol, { params: { id: 'nothing' }, body: OWN })).status).toBe(404);

  const pair = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
  const begin = { params: { id: pair }, body: { ...WORK, protocol: made.id } };
  const begun = await amara.call(cycles.beginCycle, begin);
  expect(begun.turns[0]?.protocol).toMatchObject({ name: 'Eleven', steps: [{ stems: ['I see'] }, {}] });
  await organizer.call(protocols.deleteProtocol, { params });
  expect((await organizer.try(protocols.deleteProtocol, { params })).status).toBe(404);
  // A turn keeps the one it began with.
  const kept = await bo.call(cycles.getCycle, { params: { id: begun.id } });
  expect(kept.turns[0]?.protocol.name).toBe('Eleven');
  await bo.call(cycles.setCycleAside, { params: { id: begun.id }, body: { reason: 'Another time' } });
  const gone = await amara.try(cycles.beginCycle, begin);
  expect(gone.error?.fields?.protocol).toContain('Choose another');
});

test('there are at most as many as a list shows', async () => {
  for (;;) {
    const { status, error } = await organizer.try(protocols.createProtocol, { body: OWN });
    if (status === 201) continue;
    expect(error).toMatchObject({ code: 'conflict' });
    break;
  }
  expect((await amara.call(protocols.listProtocols)).items).toHaveLength(100);
});
