import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as onboarding from '../../../shared/contracts/onboarding.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance({ host: '127.0.0.1' })]);
  amara = await a.signUp('amara', 'Amara Okafor');
});
afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()]);
});

async function describeAs(client: ApiClient, displayName: string, fields: Record<string, unknown>) {
  await client.call(profiles.updateMyProfile, { body: { displayName, ...fields } });
}

async function suggested(client: ApiClient) {
  const { items } = await client.call(onboarding.listSuggestions);
  return Object.fromEntries(items.map(({ person, reasons }) => [person.displayName, reasons.map(({ kind }) => kind)]));
}

describe('the way in', () => {
  test('an invitation says who invites, as long as it can be used', async () => {
    const ada = await a.account('ada', 'admin');
    const made = await ada.call(accounts.createInvitation, { body: { uses: 1 } });
    const params = { code: made.code.toUpperCase() };
    const shown = await a.anyone().call(onboarding.getInvitation, { params });
    expect(shown.invitedBy).toMatchObject({ displayName: 'ada' });
    await ada.call(accounts.revokeInvitation, { params: { id: made.id } });
    expect(await a.anyone().try(onboarding.getInvitation, { params })).toMatchObject({ status: 404 });
  });

  test('the steps are kept', async () => {
    expect(await amara.call(onboarding.getOnboarding)).toEqual({ step: null });
    await amara.call(onboarding.setOnboardingStep, { body: { step: 'people' } });
    expect(await amara.call(onboarding.getOnboarding)).toEqual({ step: 'people' });
  });

  test('a profile elsewhere is shown before anything is saved', async () => {
    const chidi = await b.signUp('chidi', 'Chidi');
    await describeAs(chidi, 'Chidi Eze', {
      bio: 'I **teach**.\n\nAnd learn.',
      subjects: ['Music'],
      helpWith: 'Choirs',
    });
    const query = { handle: `@chidi@${b.domain}` };
    const found = await amara.call(onboarding.importProfile, { query });
    expect(found).toMatchObject({ displayName: 'Chidi Eze', subjects: ['Music'], helpWith: 'Choirs' });
    expect(found.bio).toContain('And learn.');
    expect((await amara.call(profiles.getMyProfile)).displayName).toBe('Amara Okafor');
    expect(await amara.try(onboarding.importProfile, { query: { handle: 'chidi' } })).toMatchObject({ status: 400 });
  });

  test('what could be done first is a post that waits for feedback, in my subject before others', async () => {
    const bea = await a.signUp('bea');
    const ask = (title: string, more = {}) =>
      bea.call(practice.publishPost, { body: { title, markdown: 'x', focusQuestion: 'Why?', ...more } });
    const physics = await ask('Physics', { subject: 'Physics' });
    const music = await ask('Music');
    await ask('Physics for few', { subject: 'Physics', visibility: 'followers' });
    await bea.call(practice.publishPost, { body: { title: 'No question', markdown: 'x', subject: 'Physics' } });
    await describeAs(amara, 'Amara Okafor', { subjects: ['Physics'] });
    const next = async () => (await amara.call(onboarding.getNextAction)).feedbackOn?.title.text;
    expect(await next()).toBe('Physics');
    for (let n = 0; n < 3; n++) {
      await bea.call(practice.replyToPost, { params: { id: physics.id }, body: { markdown: `${n}` } });
    }
    expect(await next()).toBe('Music');
    // What I answered no longer waits for me.
    await amara.call(practice.replyToPost, { params: { id: music.id }, body: { markdown: 'A thought' } });
    expect(await next()).toBeUndefined();
    expect(await bea.call(onboarding.getNextAction)).toEqual({ feedbackOn: null });
  });
});

describe('suggestions', () => {
  test('have reasons, and leave out who is followed, sent away, hidden or no person', async () => {
    const me = await a.signUp('mo', 'Mo');
    await describeAs(me, 'Mo', { subjects: ['Chemistry'], growIn: 'Leading discussions', gradeLevels: ['primary'] });
    const people = {
      Quiet: ['quiet', { helpWith: 'Silent discussion' }],
      Alike: ['alike', { subjects: ['chemistry'] }],
    };
    for (const [name, [username, fields]] of Object.entries(people)) {
      await describeAs(await a.signUp(String(username)), name, fields as Record<string, unknown>);
    }
    await describeAs(await a.signUp('shy'), 'Shy', { subjects: ['Chemistry'], discoverable: false });
    const far = await b.signUp('far', 'Far');
    await describeAs(far, 'Far', { helpWith: 'discussions', subjects: ['Chemistry'] });
    await me.call(profiles.getProfile, { params: { handle: `far@${b.domain}` } });

    const first = await suggested(me);
    expect(first.Far).toEqual(['helps-with-what-you-grow', 'same-subject']);
    expect(first.Quiet).toEqual(['helps-with-what-you-grow']);
    expect(first.Alike).toEqual(['same-subject']);
    expect(Object.keys(first).slice(0, 3)).toEqual(['Far', 'Quiet', 'Alike']);
    expect(first).not.toHaveProperty('Shy');
    expect(first).not.toHaveProperty('Mo');

    await me.call(profiles.followProfile, { params: { handle: 'quiet' } });
    await me.call(onboarding.dismissSuggestion, { params: { handle: 'alike' } });
    const then = await suggested(me);
    expect(then).not.toHaveProperty('Quiet');
    expect(then).not.toHaveProperty('Alike');
  });

  test('do not tell whom somebody follows who does not show it', async () => {
    const [me, open, closed] = await Promise.all([a.signUp('nia'), a.signUp('open'), a.signUp('closed')]);
    await Promise.all([a.signUp('friend1'), a.signUp('friend2')]);
    await describeAs(open, 'Open', { showsConnections: true });
    for (const handle of ['open', 'closed']) await me.call(profiles.followProfile, { params: { handle } });
    await open.call(profiles.followProfile, { params: { handle: 'friend1' } });
    await closed.call(profiles.followProfile, { params: { handle: 'friend2' } });
    const { items } = await me.call(onboarding.listSuggestions);
    const of = (name: string) => items.find(({ person }) => person.displayName === name)?.reasons ?? [];
    expect(of('friend1')).toMatchObject([{ kind: 'followed-by', by: { displayName: 'Open' } }]);
    expect(of('friend2')).not.toContainEqual(expect.objectContaining({ kind: 'followed-by' }));
  });
});

describe('who follows whom', () => {
  test('is listed to oneself, and to others only by those who want it', async () => {
    const [shown, hidden, other] = await Promise.all([a.signUp('shown'), a.signUp('hidden'), a.signUp('other')]);
    await describeAs(shown, 'Shown', { showsConnections: true });
    for (const handle of ['shown', 'hidden']) await other.call(profiles.followProfile, { params: { handle } });
    const list = (client: ApiClient, handle: string) => client.try(profiles.listFollowers, { params: { handle } });
    expect((await list(amara, 'shown')).value.items).toMatchObject([{ displayName: 'other' }]);
    expect(await list(amara, 'hidden')).toMatchObject({ status: 403 });
    expect((await list(hidden, 'hidden')).value.items).toHaveLength(1);
    const mine = await other.call(profiles.listFollowing, { params: { handle: 'other' }, query: { limit: 1 } });
    expect(mine.items).toHaveLength(1);
    const rest = await other.call(profiles.listFollowing, {
      params: { handle: 'other' },
      query: { limit: 1, cursor: mine.next ?? '' },
    });
    expect([...mine.items, ...rest.items].map((one) => one.displayName).sort()).toEqual(['Shown', 'hidden']);
    expect((await amara.call(profiles.getProfile, { params: { handle: 'hidden' } })).mayListConnections).toBe(false);
  });

  test('a person is completed by any word, whom I follow first', async () => {
    await Promise.all([a.signUp('zed1', 'Ana Zapata'), a.signUp('zed2', 'Zacarías Ruiz')]);
    await amara.call(profiles.followProfile, { params: { handle: 'zed2' } });
    const names = async (q: string) =>
      (await amara.call(profiles.searchProfiles, { query: { q } })).items.map((one) => one.displayName);
    expect(await names('za')).toEqual(['Zacarías Ruiz', 'Ana Zapata']);
    expect(await names('zacari')).toEqual(['Zacarías Ruiz']);
    expect(await names('@ZED1')).toEqual(['Ana Zapata']);
  });
});

describe('an import of follows', () => {
  const finished = (client: ApiClient) =>
    until('the import to finish', async () => {
      const { latest } = await client.call(onboarding.getFollowImport);
      return latest?.state === 'finished' && latest;
    });

  test('follows who can be followed, here and elsewhere, and says what became of the others', async () => {
    const me = await a.signUp('ines');
    const picky = await a.signUp('picky');
    await describeAs(picky, 'Picky', { approvesFollowers: true });
    await b.signUp('remote');
    await me.call(profiles.followProfile, { params: { handle: 'amara' } });
    const handles = [`remote@${b.domain}`, `@picky@${a.domain}`, 'amara', 'ines', `nobody@${b.domain}`, 'not a handle'];
    const begun = await me.call(onboarding.startFollowImport, { body: { handles } });
    expect(begun.state).toBe('running');
    const { id, counts } = await finished(me);
    expect(counts).toEqual({ waiting: 0, followed: 1, requested: 1, already: 1, failed: 3 });
    const lines = await me.call(onboarding.listImportLines, { params: { id }, query: { outcome: 'failed' } });
    expect(lines.items.map(({ handle }) => handle)).toEqual(['@ines', `@nobody@${b.domain}`, '@not a handle']);
    for (const { reason } of lines.items) expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(await amara.try(onboarding.listImportLines, { params: { id }, query: { outcome: 'failed' } })).toMatchObject(
      {
        status: 404,
      },
    );
    const { handles: exported } = await me.call(onboarding.exportFollows);
    await until('the follow to be accepted', async () =>
      (await me.call(onboarding.exportFollows)).handles.includes(`remote@${b.domain}`),
    );
    expect(exported).toContain(`amara@${a.domain}`);
  });

  test('goes on after a restart, can be stopped, and runs one at a time', async () => {
    const me = await a.signUp('restless');
    // Nobody answers at this address, so that the import is at work for as long as this takes.
    const handles = Array.from({ length: 60 }, (_, n) => `someone${n}@127.0.0.1:${1 + n}`);
    await me.call(onboarding.startFollowImport, { body: { handles: [...handles, 'amara'] } });
    expect(await me.try(onboarding.startFollowImport, { body: { handles } })).toMatchObject({ status: 409 });
    await a.down();
    await a.up();
    const { counts } = await finished(me);
    expect(counts).toMatchObject({ waiting: 0, followed: 1, failed: 60 });

    const again = await me.call(onboarding.startFollowImport, { body: { handles } });
    expect(await amara.try(onboarding.cancelFollowImport, { params: { id: again.id } })).toMatchObject({ status: 404 });
    expect((await finished(me)).id).toBe(again.id);

    const { id } = await me.call(onboarding.startFollowImport, { body: { handles } });
    const stopped = await me.call(onboarding.cancelFollowImport, { params: { id } });
    expect(stopped.state).toBe('cancelled');
    await me.call(onboarding.startFollowImport, { body: { handles: ['amara'] } });
    expect((await finished(me)).counts.already).toBe(1);
  });
});
