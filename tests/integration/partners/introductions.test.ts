import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as partners from '../../../shared/contracts/partners.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** An organizer proposes two people to each other. */

let a: TestInstance;
let b: TestInstance;
let olga: ApiClient;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance({ host: '127.0.0.1' })]);
  olga = await a.account('olga', 'organizer');
  [amara, bo] = await Promise.all([a.signUp('amara'), a.signUp('bo')]);
});
afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()]);
});

function introduce(one: string, other: string, by = olga) {
  return by.try(partners.introduce, { body: { one, other, note: 'You both teach early reading.' } });
}

async function received(client: ApiClient) {
  return (await client.call(partners.listMyIntroductions)).items;
}

const terms = { myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' };

describe('a proposal', () => {
  test('is seen by the two and by nobody else, and says who made it', async () => {
    const made = await introduce('amara', '@bo');
    expect(made).toMatchObject({ status: 201, value: { people: [{ displayName: 'amara' }, { displayName: 'bo' }] } });
    const shown = { by: { displayName: 'olga' }, note: 'You both teach early reading.' };
    expect(await received(amara)).toMatchObject([{ ...shown, partner: { displayName: 'bo' } }]);
    expect(await received(bo)).toMatchObject([{ ...shown, partner: { displayName: 'amara' } }]);
    expect(await received(await a.signUp('cleo'))).toEqual([]);
    const another = await a.account('otto', 'organizer');
    expect((await another.call(partners.listIntroductions)).items).toEqual([]);
    expect(await another.try(partners.withdrawIntroduction, { params: { id: made.value.id } })).toMatchObject({
      status: 404,
    });
    expect(await introduce('bo', 'amara')).toMatchObject({ status: 409 });
  });

  test('tells its organizer nothing of what came of it', async () => {
    const before = await olga.call(partners.listIntroductions);
    const offer = await amara.call(mentoring.offerPair, { body: { partner: 'bo', ...terms } });
    expect([await received(amara), await received(bo)]).toEqual([[], []]);
    expect(await olga.call(partners.listIntroductions)).toEqual(before);
    await bo.call(mentoring.declinePair, { params: { id: offer.id }, body: {} });
    expect(await olga.call(partners.listIntroductions)).toEqual(before);
    // Nothing stands between the two any more, so it may be thought of again.
    expect(await received(bo)).toHaveLength(1);
    const [mine] = await received(bo);
    await bo.call(partners.dismissIntroduction, { params: { id: mine?.id ?? '' } });
    expect([await received(amara), await received(bo)]).toMatchObject([[{ partner: { displayName: 'bo' } }], []]);
    expect(await olga.call(partners.listIntroductions)).toEqual(before);
  });

  test('is taken back', async () => {
    const [made] = (await olga.call(partners.listIntroductions)).items;
    await olga.call(partners.withdrawIntroduction, { params: { id: made?.id ?? '' } });
    expect(await received(amara)).toEqual([]);
    expect((await olga.call(partners.listIntroductions)).items).toEqual([]);
    expect(await amara.try(partners.dismissIntroduction, { params: { id: made?.id ?? '' } })).toMatchObject({
      status: 404,
    });
  });

  test('of others cannot be dismissed', async () => {
    await Promise.all([a.signUp('dina'), a.signUp('eve')]);
    const { value } = await introduce('dina', 'eve');
    expect(await amara.try(partners.dismissIntroduction, { params: { id: value.id } })).toMatchObject({ status: 404 });
  });

  test('may be of somebody elsewhere', async () => {
    await b.signUp('far');
    expect(await introduce('amara', `far@${b.domain}`)).toMatchObject({ status: 201 });
    expect(await received(amara)).toMatchObject([{ partner: { displayName: 'far', local: false } }]);
  });
});

describe('no proposal', () => {
  test.each([
    ['of somebody to themselves', 'amara', 'amara', { other: 'Choose somebody else.' }],
    ['of the organizer', 'olga', 'amara', undefined],
    ['of somebody unknown', 'amara', 'nobody_here', { other: expect.stringContaining('nobody_here') }],
  ])('%s', async (_name, one, other, fields) => {
    const { status, error } = await introduce(one, other);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(error?.message).toMatch(/\.$/);
    expect(error?.fields).toEqual(fields);
  });

  test('of two people of other instances', async () => {
    await b.signUp('near');
    expect(await introduce(`far@${b.domain}`, `near@${b.domain}`)).toMatchObject({ status: 400 });
  });

  test('of who is not open to mentoring; what was proposed before rests while they are not', async () => {
    const kim = await a.signUp('kim');
    const { items } = await olga.call(partners.listIntroductions);
    await introduce('kim', 'bo');
    const kims = async () => (await received(bo)).filter(({ partner }) => partner.displayName === 'kim');
    expect(await kims()).toHaveLength(1);
    await kim.call(partners.updateMentoringChoices, { body: { open: false } });
    expect([await kims(), await received(kim)]).toEqual([[], []]);
    expect(await introduce('kim', 'amara')).toMatchObject({
      status: 409,
      error: { fields: { one: expect.any(String) } },
    });
    await kim.call(partners.updateMentoringChoices, { body: { open: true } });
    expect(await kims()).toHaveLength(1);
    expect((await olga.call(partners.listIntroductions)).items).toHaveLength(items.length + 1);
  });

  test('of somebody whose instance does not know pairs', async () => {
    await b.signUp('plain');
    const handle = `plain@${b.domain}`;
    await amara.call(profiles.getProfile, { params: { handle } });
    const actors = a.services.db.collection<{ _id: string; handle: string }>('actors');
    await actors.updateOne({ handle }, { $set: { understandsPairs: false } });
    expect(await introduce('amara', handle)).toMatchObject({
      status: 409,
      error: { fields: { other: 'Choose somebody on an instance of Staffroom.' } },
    });
  });

  test('more than a hundred at a time; what is taken back makes room', async () => {
    const busy = await a.account('busy', 'organizer');
    const { value: first } = await introduce('amara', 'bo', busy);
    const stored = a.services.db.collection<{ _id: string; one: string }>('introductions');
    const made = await stored.findOne({ _id: first.id });
    if (made === null) throw new Error('not stored');
    const more = Array.from({ length: 99 }, (_, n) => ({ ...made, _id: `${made._id}${n}`, one: `${made.one}${n}` }));
    await stored.insertMany(more);
    const refused = await introduce('dina', 'bo', busy);
    expect(refused).toMatchObject({ status: 409, error: { message: expect.stringContaining('a hundred pairs') } });
    await busy.call(partners.withdrawIntroduction, { params: { id: first.id } });
    expect(await introduce('dina', 'bo', busy)).toMatchObject({ status: 201 });
    await stored.deleteMany({ _id: { $in: more.map(({ _id }) => _id) } });
  });

  test('by a teacher, and none stands of who is no longer an organizer', async () => {
    expect(await introduce('amara', 'bo', amara)).toMatchObject({ status: 403 });
    const admin = await a.account('ada', 'admin');
    const pia = await a.account('pia', 'organizer');
    await introduce('dina', 'bo', pia);
    const pias = async () => (await received(bo)).filter(({ by }) => by.displayName === 'pia');
    expect(await pias()).toHaveLength(1);
    const { items } = await admin.call(accounts.listAccounts);
    const id = items.find(({ username }) => username === 'pia')?.id ?? '';
    await admin.call(accounts.changeRole, { params: { id }, body: { role: 'teacher' } });
    expect(await pias()).toEqual([]);
    expect(await pia.try(partners.listIntroductions)).toMatchObject({ status: 403 });
    await admin.call(accounts.changeRole, { params: { id }, body: { role: 'organizer' } });
    expect(await pias()).toHaveLength(1);
  });
});
