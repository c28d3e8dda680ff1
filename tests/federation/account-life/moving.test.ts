import { describe, expect, test } from 'vitest';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as onboarding from '../../../shared/contracts/onboarding.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import type { PeerActor } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** People move from here, and people whom others here follow move elsewhere. */

const DAY_MS = 24 * 60 * 60_000;
let ahead = 0;
const it = scene({ options: { clock: { now: () => new Date(Date.now() + ahead) } } });

const PASSWORD = 'correct horse battery';
const TERMS = { myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' } as const;
const iriOf = (name: string) => `${it.instance.baseUrl}/users/${name}`;
const documentOf = async (iri: string) => {
  const answer = await fetch(iri, { headers: { accept: 'application/activity+json' } });
  return (await answer.json()) as Record<string, unknown>;
};
const followsOf = async (client: ApiClient, handle: string) =>
  (await client.call(profiles.getProfile, { params: { handle } })).relation?.following;
const sent = (type: string, object?: string) =>
  [...it.good.received, ...it.evil.received].filter(
    ({ json }) => json.type === type && (object === undefined || json.object === object),
  );

async function followedBy(name: string, client: ApiClient, actor: PeerActor, handle: string): Promise<void> {
  await client.call(profiles.followProfile, { params: { handle } });
  const mine = await until('the Follow', () =>
    sent('Follow', actor.iri).find(({ json }) => json.actor === iriOf(name)),
  );
  await it.send(actor, it.activity(actor, 'Accept', { object: mine.json.id }));
  await until('accepted', async () => (await followsOf(client, handle)) === 'yes');
}

describe('moving away from here', () => {
  test('needs the password and the word of the new account, says what is missing, and can be undone', async () => {
    const cara = await it.instance.signUp('cara');
    const follower = it.good.actor('fan');
    await it.send(follower, it.activity(follower, 'Follow', { object: iriOf('cara') }));
    const local = await it.instance.signUp('localfan');
    await local.call(profiles.followProfile, { params: { handle: 'cara' } });
    const { id: pair } = await local.call(mentoring.offerPair, { body: { ...TERMS, partner: 'cara' } });
    await cara.call(mentoring.acceptPair, { params: { id: pair } });
    const newHandle = `@cara@${it.evil.host}`;
    it.evil.actor('cara', {}, 1);

    const move = (password: string) => cara.try(accountLife.moveAway, { body: { handle: newHandle, password } });
    expect((await move('wrong')).error?.fields).toEqual({ password: 'This is not your password.' });
    const unnamed = await move(PASSWORD);
    expect(unnamed.status).toBe(409);
    expect(unnamed.error?.message).toContain('does not name this account yet');
    expect(unnamed.error?.message).toContain(`@cara@${it.instance.domain}`);
    expect((await documentOf(iriOf('cara'))).movedTo).toBeUndefined();

    const suggested = async () =>
      (await it.amara.call(onboarding.listSuggestions)).items.map(({ person }) => person.displayName);
    const today = async () => (await cara.call(notifications.getToday)).items.filter(({ type }) => type === 'moved');
    expect(await suggested()).toContain('cara');
    expect(await today()).toEqual([]);
    const there = it.evil.actor('cara', { alsoKnownAs: [iriOf('cara')] }, 1);
    const moved = await move(PASSWORD);
    expect(moved.value).toMatchObject({ movedTo: { handle: newHandle }, aliases: [] });
    expect((await documentOf(iriOf('cara'))).movedTo).toBe(there.iri);
    const told = await until('followers are told', () => sent('Move', iriOf('cara')).find(({ json }) => json.target));
    expect(told.json).toMatchObject({ actor: iriOf('cara'), target: there.iri });
    expect(JSON.stringify(told.json.to)).toBe(JSON.stringify([`${iriOf('cara')}/followers`]));
    // Whoever follows from here is carried along.
    await until('the follower of here follows there', () => sent('Follow', there.iri)[0]);
    await until('and not here', async () => (await followsOf(local, 'cara')) === 'no');

    // A server that knows no pairs goes on with this one as with an invitation.
    expect((await local.call(mentoring.getPair, { params: { id: pair } })).partner.handle).toBe(newHandle);
    expect((await cara.try(mentoring.getPair, { params: { id: pair } })).status).toBe(404);

    const shown = await it.instance.anyone().call(profiles.getProfile, { params: { handle: 'cara' } });
    expect(shown.movedTo?.handle).toBe(newHandle);
    const page = await fetch(`${it.instance.baseUrl}/@cara`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain(newHandle);
    const post = await cara.try(practice.publishPost, { body: { title: 'Still here?', markdown: 'x' } });
    expect(post).toMatchObject({ status: 409 });
    expect(post.error?.message).toContain('You have moved');
    expect((await cara.try(profiles.followProfile, { params: { handle: 'amara' } })).status).toBe(409);
    expect((await move(PASSWORD)).error?.message).toContain('moved already');
    // They are told before they write anything, and nobody is sent to where they are not any more.
    expect(await today()).toMatchObject([{ to: { handle: newHandle } }]);
    expect(await suggested()).not.toContain('cara');

    expect((await cara.call(accountLife.comeBack)).movedTo).toBeNull();
    expect((await documentOf(iriOf('cara'))).movedTo).toBeUndefined();
    expect(await today()).toEqual([]);
    await cara.call(practice.publishPost, { body: { title: 'Back', markdown: 'x' } });
    expect((await move(PASSWORD)).error?.message).toMatch(/You can move again from \d{4}-\d\d-\d\d on/);
    ahead = 31 * DAY_MS;
    // The session has run out by then.
    await cara.call(accounts.signIn, { body: { username: 'cara', password: PASSWORD } });
    expect((await move(PASSWORD)).status).toBe(200);
    ahead = 0;
    await rebuildsToTheSame();
  });

  test('a pair stays here, to be read, when the new home would have to know it and does not', async () => {
    const [hana, ines] = [await it.instance.signUp('hana'), await it.instance.signUp('ines')];
    const { id } = await ines.call(mentoring.offerPair, { body: { ...TERMS, partner: 'hana' } });
    await hana.call(mentoring.acceptPair, { params: { id } });
    it.evil.actor('hana', { alsoKnownAs: [iriOf('hana')], implements: [{ id: 'urn:staffroom:ns#pairs' }] }, 1);
    const body = { handle: `@hana@${it.evil.host}`, password: PASSWORD };
    await hana.call(accountLife.moveAway, { body });
    const handle = `@hana@${it.instance.domain}`;
    expect((await ines.call(mentoring.getPair, { params: { id } })).partner.handle).toBe(handle);
    expect((await hana.call(mentoring.getPair, { params: { id } })).state).toBe('active');
    const words = { markdown: 'Still here', clientId: 'moved-away-message' };
    expect((await hana.try(threads.sendMessage, { params: { id }, body: words })).status).toBe(409);
    await hana.call(accountLife.comeBack);
    expect((await hana.try(threads.sendMessage, { params: { id }, body: words })).status).toBeLessThan(300);
    await rebuildsToTheSame();
  });

  test('other accounts are looked up, at most five, and public', async () => {
    const dina = await it.instance.signUp('dina');
    const add = (handle: string) => dina.try(accountLife.addAlias, { body: { handle } });
    expect((await add('dina')).status).toBe(409);
    expect((await add(`@nobody@${it.good.host}`)).status).toBe(404);
    for (let n = 0; n < 5; n++) {
      it.good.actor(`dina${n}`);
      expect((await add(`@dina${n}@${it.good.host}`)).status).toBe(200);
    }
    it.good.actor('dina5');
    expect((await add(`@dina5@${it.good.host}`)).error?.message).toContain('which is the most');
    const { aliases } = await dina.call(accountLife.getMoving);
    expect(aliases).toHaveLength(5);
    expect((await documentOf(iriOf('dina'))).alsoKnownAs).toHaveLength(5);
    const first = aliases[0]?.id ?? '';
    expect((await dina.call(accountLife.removeAlias, { params: { id: first } })).aliases).toHaveLength(4);
    expect((await dina.try(accountLife.removeAlias, { params: { id: first } })).status).toBe(404);
    expect((await documentOf(iriOf('dina'))).alsoKnownAs).toHaveLength(4);
  });
});

describe('somebody whom people here follow moves', () => {
  test('their followers here follow the new account, once it is sure, and not who blocked it', async () => {
    const [emma, faye] = [await it.instance.signUp('emma'), await it.instance.signUp('faye')];
    const old = it.good.actor('mover');
    await followedBy('emma', emma, old, `@mover@${it.good.host}`);
    await followedBy('faye', faye, old, `@mover@${it.good.host}`);
    let now = it.evil.actor('mover', {}, 1);
    await faye.call(accountLife.blockProfile, { params: { handle: `@mover@${it.evil.host}` } });
    // The new account does not say so.
    await it.send(old, it.activity(old, 'Move', { object: old.iri, target: now.iri }));
    await it.instance.services.pipeline.idle();
    expect(await followsOf(emma, `@mover@${it.good.host}`)).toBe('yes');

    now = it.evil.actor('mover', { alsoKnownAs: [old.iri] }, 1);
    await it.send(now, it.activity(now, 'Update', { object: now.document }));
    const follow = await until('emma follows there', () =>
      sent('Follow', now.iri).find(({ json }) => json.actor === iriOf('emma')),
    );
    await until('emma does not follow here', async () => (await followsOf(emma, `@mover@${it.good.host}`)) === 'no');
    await until('nor does faye', async () => (await followsOf(faye, `@mover@${it.good.host}`)) === 'no');
    expect(sent('Follow', now.iri).filter(({ json }) => json.actor === iriOf('faye'))).toEqual([]);
    await it.send(now, it.activity(now, 'Accept', { object: follow.json.id }));
    await until('accepted', async () => (await followsOf(emma, `@mover@${it.evil.host}`)) === 'yes');
    await until('the old home is told', () => sent('Undo').find(({ json }) => json.actor === iriOf('emma')));
    await rebuildsToTheSame();
  });

  test('nothing happens when the new account no longer names the old one by then', async () => {
    const gina = await it.instance.signUp('gina');
    const old = it.good.actor('doubtful');
    await followedBy('gina', gina, old, `@doubtful@${it.good.host}`);
    const now = it.evil.actor('doubtful', { alsoKnownAs: [old.iri] }, 1);
    await gina.call(profiles.getProfile, { params: { handle: `@doubtful@${it.evil.host}` } });
    it.evil.actor('doubtful', {}, 1);
    await it.send(old, it.activity(old, 'Move', { object: old.iri, target: now.iri }));
    await it.instance.services.pipeline.idle();
    expect(await followsOf(gina, `@doubtful@${it.good.host}`)).toBe('yes');
    expect(sent('Follow', now.iri)).toEqual([]);
  });

  test('they are carried also when what is known of the new account was learnt in another hour', async () => {
    const zoe = await it.instance.signUp('zoe');
    const old = it.good.actor('earlier');
    await followedBy('zoe', zoe, old, `@earlier@${it.good.host}`);
    const now = it.evil.actor('earlier', { alsoKnownAs: [old.iri] }, 1);
    ahead = -2 * 60 * 60_000;
    await zoe.call(profiles.getProfile, { params: { handle: `@earlier@${it.evil.host}` } });
    ahead = 0;
    const move = it.activity(old, 'Move', { object: old.iri, target: now.iri });
    expect((await it.send(old, move)).status).toBe(202);
    await until('she follows there', () => sent('Follow', now.iri).length === 1);
    await until('and not here', async () => (await followsOf(zoe, `@earlier@${it.good.host}`)) === 'no');
  });
});

async function rebuildsToTheSame(): Promise<void> {
  const before = await it.instance.viewBytes();
  expect((await it.instance.services.rebuild()).failed).toEqual([]);
  expect(await it.instance.viewBytes()).toEqual(before);
}
