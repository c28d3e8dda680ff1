import { expect, test } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Somebody of this instance deletes their account: nothing of theirs stays here, and everybody who has something is told. */

const it = scene();
const PASSWORD = 'correct horse battery';
const TERMS = { myGoals: 'Hers', partnerGoals: 'His', cadence: 'weekly', endsOn: '2099-01-01' } as const;
const documentsOf = (name: string, filter: Record<string, unknown> = {}) =>
  it.instance.services.db.collection<Stored & Record<string, unknown>>(name).find(filter).toArray();
const get = (iri: string) => fetch(iri, { headers: { accept: 'application/activity+json' } });

test('everything goes, the partner keeps their own words, others are told once, and the key is destroyed last', async () => {
  const leaver = await it.instance.signUp('leaver');
  const leaverIri = `${it.instance.baseUrl}/users/leaver`;
  const fan = it.good.actor('fan');
  const answered = it.evil.actor('answered', {}, 1);
  await it.send(fan, it.activity(fan, 'Follow', { object: leaverIri }));
  const theirs = it.create(answered, { content: '<p>A question</p>' });
  await it.send(answered, theirs);
  await it.amara.call(profiles.followProfile, { params: { handle: 'leaver' } });
  await leaver.call(profiles.updateMyProfile, { body: { displayName: 'Lea Ver', bio: 'words of lea in the bio' } });
  const post = await leaver.call(practice.publishPost, { body: { title: 'words of lea', markdown: 'x' } });
  const ours = await it.amara.call(practice.publishPost, { body: { title: 'Of amara', markdown: 'x' } });
  await leaver.call(practice.replyToPost, { params: { id: ours.id }, body: { markdown: 'words of lea in a reply' } });
  await leaver.call(practice.likePost, { params: { id: ours.id } });
  await leaver.call(practice.createDraft, { body: { title: 'words of lea in a draft' } });
  await leaver.call(accounts.createToken, { body: { name: 'mine' } });
  const { id: pair } = await it.amara.call(mentoring.offerPair, { body: { ...TERMS, partner: 'leaver' } });
  await leaver.call(mentoring.acceptPair, { params: { id: pair } });
  const write = (client: typeof leaver, markdown: string) =>
    client.call(threads.sendMessage, {
      params: { id: pair },
      body: { markdown, clientId: `deleted-here-${markdown.length}-message` },
    });
  await write(leaver, 'words of lea in private');
  await write(it.amara, 'words of amara in private');
  const found = await documentsOf('posts', { author: answered.iri });
  const reply = await leaver.call(practice.replyToPost, {
    params: { id: String(found[0]?.id) },
    body: { markdown: 'words of lea for somebody elsewhere' },
  });
  await until('the reply is there', () => it.evil.received.some(({ json }) => json.type === 'Create'));

  const remove = (username: string, password: string) =>
    leaver.try(accountLife.deleteMyAccount, { body: { username, password } });
  expect((await remove('leaver', 'wrong')).error?.fields).toEqual({ password: 'This is not your password.' });
  expect((await remove('amara', PASSWORD)).status).toBe(400);
  expect((await leaver.call(accounts.getSession)).me?.username).toBe('leaver');
  expect((await remove('leaver', PASSWORD)).status).toBe(202);

  // At once.
  expect((await leaver.call(accounts.getSession)).me).toBeNull();
  const again = await it.instance.anyone().try(accounts.signIn, { body: { username: 'leaver', password: PASSWORD } });
  expect(again.status).toBe(401);
  // Soon.
  await until('others are told', () =>
    it.good.received.some(({ json }) => json.object === leaverIri && json.type === 'Delete'),
  );
  await until('whoever was written to is told', () =>
    it.evil.received.some(({ json }) => json.object === leaverIri && json.type === 'Delete'),
  );
  await until(
    'nothing is left to do',
    async () => (await documentsOf('account_deletions', { state: 'running' })).length === 0,
  );
  await it.instance.services.pipeline.idle();
  const farewells = it.good.received.filter(({ json }) => json.type === 'Delete' && json.object === leaverIri);
  expect(farewells).toHaveLength(1);
  // One Delete says it all to servers: not one for each post.
  expect(it.good.received.filter(({ json }) => json.type === 'Delete')).toHaveLength(1);

  expect((await get(leaverIri)).status).toBe(410);
  expect(await (await get(leaverIri)).json()).toMatchObject({ type: 'Tombstone', id: leaverIri });
  expect([404, 410]).toContain((await get(post.iri)).status);
  expect([404, 410]).toContain((await get(reply.iri)).status);
  for (const path of ['outbox', 'followers', 'following']) expect((await get(`${leaverIri}/${path}`)).status).toBe(404);
  const resource = `acct:leaver@${it.instance.domain}`;
  expect((await fetch(`${it.instance.baseUrl}/.well-known/webfinger?resource=${resource}`)).status).toBe(404);
  expect((await it.amara.try(profiles.getProfile, { params: { handle: 'leaver' } })).status).toBe(410);
  expect((await it.amara.try(practice.getPost, { params: { id: post.id } })).value?.html ?? '').toBe('');
  expect(await it.amara.call(practice.getPost, { params: { id: ours.id } })).toMatchObject({ likes: 0, replies: 0 });

  for (const name of await it.instance.services.db.collections()) {
    const left = JSON.stringify(await documentsOf(name));
    expect(left, name).not.toContain('words of lea');
    expect(left, name).not.toContain('Lea Ver');
  }
  for (const name of ['drafts', 'sessions', 'api_tokens', 'onboarding']) {
    const left = JSON.stringify(await documentsOf(name));
    const account = (await documentsOf('accounts', { username: 'leaver' }))[0];
    expect(left, name).not.toContain(leaverIri);
    expect(left, name).not.toContain(String(account?._id));
  }
  expect(await documentsOf('notifications', { owner: leaverIri })).toEqual([]);
  const kept = await it.amara.call(mentoring.getPair, { params: { id: pair } });
  expect(kept.state).toBe('ended');
  const { items } = await it.amara.call(threads.listMessages, { params: { id: pair } });
  expect(items.map(({ html }) => html.replace(/<[^>]*>/g, '').trim())).toEqual(['', 'words of amara in private']);

  // The name is nobody's any more.
  const taken = await it.instance.anyone().try(accounts.signUp, {
    body: { username: 'leaver', displayName: 'New', password: PASSWORD },
  });
  expect(taken.status).toBe(409);

  const before = await it.instance.viewBytes();
  expect((await it.instance.services.rebuild()).failed).toEqual([]);
  expect(await it.instance.viewBytes()).toEqual(before);

  await until('the key is destroyed', async () => {
    await it.instance.services.accountLife.deletions.destroyKeys();
    const [key] = await documentsOf('actor_keys', { _id: leaverIri });
    return key?.sealed === '';
  });
  expect(await documentsOf('account_deletions')).toEqual([]);
});

test('a crash in the middle goes on where it was', async () => {
  const cut = await it.instance.signUp('cutoff');
  const iri = `${it.instance.baseUrl}/users/cutoff`;
  for (let n = 0; n < 5; n++) {
    await cut.call(practice.publishPost, { body: { title: `words of cut ${n}`, markdown: 'x' } });
  }
  await cut.call(practice.createDraft, { body: { title: 'words of cut in a draft' } });
  const { id } = (await cut.call(accounts.getSession)).me ?? { id: '' };
  // What is there when the process ends just after the answer was given.
  await it.instance.services.accounts.close(id);
  await it.instance.services.db.collection<Stored & Record<string, unknown>>('account_deletions').insertOne({
    _id: iri,
    account: id,
    requestedAt: new Date(),
    state: 'running',
    leasedUntil: new Date(Date.now() + 600_000),
  });
  const { instance } = it;
  await instance.down();
  await instance.up();
  await until('it is done', async () => (await documentsOf('account_deletions', { state: 'running' })).length === 0);
  await instance.services.pipeline.idle();
  for (const name of ['posts', 'drafts', 'activities']) {
    expect(JSON.stringify(await documentsOf(name)), name).not.toContain('words of cut');
  }
  expect((await get(iri)).status).toBe(410);
});

test('an admin deletes an account by its name; the last admin stays', async () => {
  const admin = await it.instance.account('adam', 'admin');
  await it.instance.signUp('other');
  const { items } = await admin.call(accounts.listAccounts);
  const id = (username: string) => items.find((one) => one.username === username)?.id ?? '';
  const remove = (of: string, username: string) =>
    admin.try(accountLife.deleteAccount, { params: { id: id(of) }, body: { username } });
  expect((await remove('other', 'adam')).status).toBe(400);
  expect((await remove('other', 'other')).status).toBe(202);
  expect((await remove('adam', 'adam')).error?.message).toContain('only admin');
  const mine = await admin.try(accountLife.deleteMyAccount, { body: { username: 'adam', password: PASSWORD } });
  expect(mine.status).toBe(409);
  expect((await admin.call(accounts.getSession)).me?.username).toBe('adam');
  const left = await admin.call(accounts.listAccounts);
  expect(left.items.map(({ username }) => username)).not.toContain('other');
});
