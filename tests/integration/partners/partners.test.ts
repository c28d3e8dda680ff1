import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import * as partners from '../../../shared/contracts/partners.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import type { ApiClient } from '../../support/api.ts';
import { sayHelpedIn } from '../../support/helped-in.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance({ host: '127.0.0.1' })]);
  amara = await a.signUp('amara', 'Amara');
  await teach(amara, 'Amara', { subjects: ['Chemistry'] });
  await choose(amara, { strengths: ['lab routines'], growth: ['wait time'] });
});
afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()]);
});

function teach(client: ApiClient, displayName: string, fields: Record<string, unknown> = {}) {
  return client.call(profiles.updateMyProfile, { body: { displayName, ...fields } });
}

function choose(client: ApiClient, fields: Record<string, unknown>) {
  return client.call(partners.updateMentoringChoices, { body: fields });
}

async function found(client: ApiClient, query: { subject?: string } = {}) {
  const { items } = await client.call(partners.listPartners, { query });
  return items.map(({ person }) => person.displayName);
}

/** Somebody who can help Amara, and whom she can help, but for what `more` says. */
async function fitting(username: string, instance = a, more: { teach?: object; choose?: object } = {}) {
  const client = await instance.signUp(username, username);
  await teach(client, username, { subjects: ['Chemistry'], ...more.teach });
  await choose(client, { strengths: ['Wait time'], growth: ['lab routine'], ...more.choose });
  if (instance !== a) await amara.call(profiles.getProfile, { params: { handle: `${username}@${instance.domain}` } });
  return client;
}

async function pairUp(one: ApiClient, handle: string, other?: ApiClient) {
  const terms = { myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' };
  const pair = await one.call(mentoring.offerPair, { body: { partner: handle, ...terms } });
  if (other) await other.call(mentoring.acceptPair, { params: { id: pair.id } });
  return pair;
}

describe('what I bring and look for', () => {
  test('is empty and open at first', async () => {
    const nia = await a.signUp('nia');
    const none = { strengths: [], growth: [], open: true, cadence: null, outside: false, capacity: 2, pairs: 0 };
    expect(await nia.call(partners.getMentoringChoices)).toEqual(none);
    const { missing } = await nia.call(partners.listPartners);
    expect(missing).toEqual(['strengths', 'growth', 'subjects']);
  });

  test('stands on the profile, but for the number of pairs, and profile edits keep it', async () => {
    const mo = await a.signUp('mo', 'Mo');
    await sayHelpedIn(a, 'mo', ['Art']);
    const chosen = { strengths: ['songs'], growth: ['maths talk'], cadence: 'monthly', outside: true, open: false };
    expect(await choose(mo, { ...chosen, capacity: 4 })).toEqual({ ...chosen, capacity: 4, pairs: 0 });
    await teach(mo, 'Mo M.', { subjects: ['Music'], helpWith: 'Choirs' });
    expect(await mo.call(partners.getMentoringChoices)).toMatchObject({ ...chosen, capacity: 4 });
    const shown = await amara.call(profiles.getProfile, { params: { handle: 'mo' } });
    expect(shown).toMatchObject({
      strengths: ['songs'],
      growth: ['maths talk'],
      openToPairs: false,
      helpWith: 'Choirs',
    });
    const { items } = await amara.call(search.searchPeople, { query: { q: 'maths talks' } });
    expect(items).toMatchObject([{ person: { displayName: 'Mo M.' } }]);
    const agent = { headers: { accept: 'application/activity+json' } };
    const published = await (await fetch(`${a.baseUrl}/users/mo`, agent)).text();
    expect(JSON.parse(published)).toMatchObject({ 'staffroom:strengths': ['songs'], 'staffroom:helpedIn': ['Art'] });
    expect(published).not.toContain('capacity');
  });

  test('edits at the same moment lose nothing', async () => {
    const jo = await a.signUp('jo', 'Jo');
    await Promise.all([
      teach(jo, 'Jo J.', { school: 'Hill School' }),
      choose(jo, { strengths: ['one'] }),
      sayHelpedIn(a, 'jo', ['Art']),
      teach(jo, 'Jo J.', { school: 'Hill School', bio: 'Hello' }),
    ]);
    expect(
      await a.services.db.collection<{ _id: string }>('actors').findOne({ handle: `jo@${a.domain}` }),
    ).toMatchObject({
      displayName: 'Jo J.',
      school: 'Hill School',
      bioMarkdown: 'Hello',
      strengths: ['one'],
      helpedIn: ['Art'],
    });
  });

  test('a tag spelt twice is one, ten are enough, and nothing is published for the number of pairs', async () => {
    const ola = await a.signUp('ola');
    const { strengths } = await choose(ola, { strengths: ['Exit tickets', 'exit TICKETS', ' songs '] });
    expect(strengths).toEqual(['Exit tickets', 'songs']);
    const published = () => a.services.db.collection('activities').countDocuments({});
    const before = await published();
    expect(await choose(ola, { strengths, capacity: 5 })).toMatchObject({ capacity: 5 });
    expect(await published()).toBe(before);
    const many = Array.from({ length: 11 }, (_, n) => `tag ${n}`);
    for (const body of [{ strengths: many }, { growth: ['x'.repeat(61)] }, { capacity: 6 }, { cadence: 'daily' }]) {
      expect(await ola.try(partners.updateMentoringChoices, { body })).toMatchObject({ status: 400 });
    }
  });
});

describe('partners', () => {
  test('come with reasons, from here and elsewhere, both ways first', async () => {
    const both = await fitting('both');
    await fitting('far', b, { choose: { growth: [] } });
    const { items, missing } = await amara.call(partners.listPartners);
    expect(missing).toEqual([]);
    expect(items.slice(0, 2)).toMatchObject([
      {
        person: { displayName: 'both', local: true },
        strengths: ['Wait time'],
        reasons: [
          { kind: 'helps-me', words: ['Wait time'] },
          { kind: 'i-help', words: ['lab routines'] },
          { kind: 'same-subject', subject: 'Chemistry' },
        ],
      },
      { person: { displayName: 'far', local: false }, reasons: [{ kind: 'helps-me' }, { kind: 'same-subject' }] },
    ]);
    for (const { reasons } of items) expect(reasons.length).toBeGreaterThan(0);
    expect(await found(both)).toContain('Amara');
    expect(await found(both)).not.toContain('both');
  });

  test('leave out who hides, is closed, has no room, speaks another language or knows no pairs', async () => {
    await teach(amara, 'Amara', { subjects: ['Chemistry'], languages: ['en'] });
    const full = await fitting('full', a, { choose: { capacity: 1 } });
    await fitting('hidden', a, { teach: { discoverable: false } });
    await fitting('closed', a, { choose: { open: false } });
    await fitting('none', a, { choose: { capacity: 0 } });
    await fitting('french', a, { teach: { languages: ['fr'] } });
    await fitting('plain', b);
    const actors = a.services.db.collection<{ _id: string; handle: string }>('actors');
    await actors.updateOne({ handle: `plain@${b.domain}` }, { $set: { understandsPairs: false } });
    expect(await found(amara)).toContain('full');
    const friend = await a.signUp('friend');
    const pair = await pairUp(full, 'friend', friend);
    const names = await found(amara);
    for (const name of ['full', 'hidden', 'closed', 'none', 'french', 'plain']) expect(names).not.toContain(name);
    await full.call(mentoring.endPair, { params: { id: pair.id }, body: {} });
    expect(await found(amara)).toContain('full');
  });

  test('leave out with whom I have a pair or an offer, until it is over', async () => {
    const [paired, asked, asking] = await Promise.all(['paired', 'asked', 'asking'].map((name) => fitting(name)));
    if (!paired || !asked || !asking) throw new Error('not signed up');
    const pair = await pairUp(amara, 'paired', paired);
    const offer = await pairUp(amara, 'asked');
    await pairUp(asking, 'amara');
    const names = await found(amara);
    for (const name of ['paired', 'asked', 'asking']) expect(names).not.toContain(name);
    expect(await amara.call(partners.getMentoringChoices)).toMatchObject({ pairs: 1 });
    await amara.call(mentoring.endPair, { params: { id: pair.id }, body: {} });
    await amara.call(mentoring.withdrawPair, { params: { id: offer.id } });
    expect(await found(amara)).toEqual(expect.arrayContaining(['paired', 'asked']));
  });

  test('whom I sent away stays away, for me alone', async () => {
    await fitting('notme');
    const other = await fitting('other', a, { choose: { strengths: ['lab routines'], growth: ['Wait time'] } });
    expect(await found(amara)).toContain('notme');
    await amara.call(partners.dismissPartner, { params: { handle: 'notme' } });
    expect(await found(amara)).not.toContain('notme');
    expect(await found(other)).toContain('notme');
    expect(await amara.try(partners.dismissPartner, { params: { handle: 'nobody' } })).toMatchObject({ status: 404 });
  });

  test('can be narrowed to a subject', async () => {
    await fitting('musical', a, { teach: { subjects: ['Music', 'chemistry'] } });
    expect(await found(amara, { subject: 'music' })).toEqual(['musical']);
    expect(await found(amara, { subject: 'Latin' })).toEqual([]);
  });

  test('who is of a blocked instance is not suggested', async () => {
    await fitting('foreign', b);
    expect(await found(amara)).toContain('foreign');
    const ada = await a.account('ada', 'admin');
    await ada.call(moderation.blockDomain, { params: { domain: b.domain }, body: { reason: 'x' } });
    expect(await found(amara)).not.toContain('foreign');
    await ada.call(moderation.unblockDomain, { params: { domain: b.domain } });
    expect(await found(amara)).toContain('foreign');
  });

  test('my own closed door and full house are told', async () => {
    const lee = await fitting('lee', a, { choose: { open: false, capacity: 0 } });
    expect((await lee.call(partners.listPartners)).missing).toEqual(['room', 'closed']);
  });

  test('the quiet expert is found: accepted help before two hundred posts and many followers', async () => {
    const asker = await a.signUp('asker', 'Asker');
    await teach(asker, 'Asker', { subjects: ['Latin'] });
    await choose(asker, { growth: ['translation'], strengths: ['songs'] });
    const [quiet, loud] = await Promise.all([a.signUp('quiet', 'Quiet'), a.signUp('loud', 'Loud')]);
    for (const [client, name] of [
      [quiet, 'Quiet'],
      [loud, 'Loud'],
    ] as const) {
      await teach(client, name, { subjects: ['Latin'] });
      await choose(client, { strengths: ['translation'], growth: ['songs'] });
    }
    const titles = Array.from({ length: 200 }, (_, n) => `Translation ${n}`);
    await Promise.all(
      titles.map((title) =>
        loud.call(practice.publishPost, { body: { title, markdown: 'Translation every day', subject: 'Latin' } }),
      ),
    );
    const fans = await Promise.all(Array.from({ length: 12 }, (_, n) => a.signUp(`fan${n}`)));
    await Promise.all(fans.map((fan) => fan.call(profiles.followProfile, { params: { handle: 'loud' } })));
    await sayHelpedIn(a, 'quiet', ['Latin']);
    const { items } = await asker.call(partners.listPartners);
    expect(items.slice(0, 2)).toMatchObject([
      { person: { displayName: 'Quiet' }, reasons: expect.arrayContaining([{ kind: 'helped-in', subject: 'Latin' }]) },
      { person: { displayName: 'Loud' }, reasons: expect.arrayContaining([{ kind: 'practises', subject: 'Latin' }]) },
    ]);
  });
});
