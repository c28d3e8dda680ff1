import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as search from '../../../shared/contracts/search.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp, say, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** Nobody but the two reaches anything of a cycle, whatever their role and by whatever endpoint. */

const SECRET = 'Quokka';
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let others: Record<'teacher' | 'organizer' | 'admin' | 'anyone', ApiClient>;
const ids: Record<'pair' | 'cycle' | 'turn' | 'contribution' | 'followUp' | 'consent', string> = {
  pair: '',
  cycle: '',
  turn: '',
  contribution: '',
  followUp: '',
  consent: '',
};

beforeAll(async () => {
  instance = await startInstance();
  const [teacher, organizer, admin] = await Promise.all([
    instance.account('tess', 'teacher'),
    instance.account('orla', 'organizer'),
    instance.account('adam', 'admin'),
  ]);
  others = { teacher, organizer, admin, anyone: instance.anyone() };
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
  ids.pair = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
  const work = { ...WORK.work, title: `${SECRET} tickets` };
  const begun = await amara.call(cycles.beginCycle, { params: { id: ids.pair }, body: { ...WORK, work } });
  ids.cycle = begun.id;
  ids.turn = begun.turns[0]!.id;
  await bo.call(cycles.contribute, say(ids.turn, 0, `Is the ${SECRET} yours?`));
  await talkThrough(amara, bo, ids.cycle, ids.turn);
  const { turns } = await amara.call(cycles.followUp, {
    params: { id: ids.turn },
    body: { kind: 'action', what: `Feed the ${SECRET}`, by: '2099-01-15' },
  });
  ids.contribution = turns[0]!.contributions.find(({ mine }) => !mine)!.id;
  ids.followUp = turns[0]!.followUp!.id;
  const asked = { contributions: [ids.contribution], named: true };
  ids.consent = (await amara.call(cycles.askConsent, { params: { id: ids.turn }, body: asked })).id;
});
afterAll(() => instance.stop());

const standing = () => amara.call(cycles.getCycle, { params: { id: ids.cycle } });

describe.each(['teacher', 'organizer', 'admin', 'anyone'] as const)('for %s', (who) => {
  const expected = who === 'anyone' ? 401 : 404;

  test('there is no cycle, by any endpoint, and nothing that they try changes it', async () => {
    const other = others[who];
    const stood = await standing();
    const of = (id: string) => ({ params: { id } });
    const answers = await Promise.all([
      other.try(cycles.listCycles, of(ids.pair)),
      other.try(cycles.getCycle, of(ids.cycle)),
      other.try(cycles.getCycle, of(ids.turn)),
      other.try(cycles.beginCycle, { ...of(ids.pair), body: WORK }),
      other.try(cycles.presentTurn, { ...of(ids.cycle), body: WORK }),
      other.try(cycles.setCycleAside, { ...of(ids.cycle), body: {} }),
      other.try(cycles.contribute, say(ids.turn, 0, 'Hello')),
      other.try(cycles.deleteContribution, of(ids.contribution)),
      other.try(cycles.closeStep, { ...of(ids.turn), body: { step: 0 } }),
      other.try(cycles.followUp, { ...of(ids.turn), body: { kind: 'decline', reason: 'No' } }),
      other.try(cycles.completeFollowUp, { ...of(ids.followUp), body: { markdown: 'x', reflection: 'y' } }),
      other.try(cycles.changeFollowUp, { ...of(ids.followUp), body: { by: null, reason: 'x' } }),
      other.try(cycles.markThought, of(ids.contribution)),
      other.try(cycles.unmarkThought, of(ids.contribution)),
      other.try(cycles.askConsent, { ...of(ids.turn), body: { contributions: [ids.contribution], named: false } }),
      other.try(cycles.answerConsent, { ...of(ids.consent), body: { yes: true } }),
      other.try(cycles.shareTurn, of(ids.turn)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => expected));
    expect(await standing()).toEqual(stood);
  });

  test('nothing of it is found, listed or told', async () => {
    const other = others[who];
    const pages = await Promise.all([
      other.try(cycles.listFollowUps),
      other.try(practice.getHomeFeed),
      other.try(practice.getInstanceFeed),
      other.try(search.searchPosts, { query: { q: SECRET } }),
      other.try(notifications.listNotifications),
      other.try(mentoring.listPairs),
    ]);
    expect(JSON.stringify(pages.map(({ value }) => value))).not.toContain(SECRET);
    const agent = { headers: { accept: 'application/activity+json' } };
    for (const path of ['/users/amara/outbox?page=true', '/users/bo/outbox?page=true']) {
      expect(await (await fetch(instance.baseUrl + path, agent)).text()).not.toContain(SECRET);
    }
  });
});

test('what the two are told of it does not quote it', async () => {
  for (const one of [amara, bo]) {
    const told = await one.call(notifications.listNotifications);
    expect(JSON.stringify(told)).not.toContain(SECRET);
  }
});

test('the objects of the entries have no page, and are served to nobody', async () => {
  const entries = await instance.services.db.collection<{ _id: string }>('cycle_entries').find({}).toArray();
  expect(entries.length).toBeGreaterThan(8);
  for (const { _id } of entries) {
    for (const accept of ['application/activity+json', 'text/html']) {
      const answer = await fetch(_id, { headers: { accept } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain(SECRET);
    }
  }
});

test('a rebuild makes the same', async () => {
  const live = await instance.viewBytes();
  expect(live.cycles).toContain('"state":"swap"');
  await instance.services.rebuild();
  expect(await instance.viewBytes()).toEqual(live);
});
