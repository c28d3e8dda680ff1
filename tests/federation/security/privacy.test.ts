import { describe, expect, test } from 'vitest';
import { newId } from '../../../server/core/ids.ts';
import type { Stored } from '../../../server/storage/index.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import { type PeerActor, signed } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

const s = scene();

async function get(url: string, as: PeerActor | null = null, accept = 'application/activity+json') {
  const headers = as === null ? {} : signed(url, null, as);
  const { host: _, ...sent } = headers as Record<string, string>;
  const answer = await fetch(url, { headers: { accept, ...sent }, redirect: 'manual' });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}

const missing = () => `${s.instance.baseUrl}/objects/${newId()}`;
const wire = (type: string) => s.good.received.filter(({ json }) => json.type === type).map(({ json }) => json);

test('22: a private post and a missing one answer the same', async () => {
  const post = await s.amara.call(practice.publishPost, {
    body: { title: 'Ours', markdown: 'Ours.', visibility: 'followers' },
  });
  const absent = await get(missing());
  expect(absent.status).toBe(404);
  for (const asker of [null, s.mallory, s.bo]) {
    const hidden = await get(post.iri, asker);
    expect(hidden.status).toBe(404);
    expect(hidden.body).toBe(absent.body);
    const names = (headers: Headers) => [...headers.keys()].filter((name) => name !== 'date').sort();
    expect(names(hidden.headers)).toEqual(names(absent.headers));
  }
  // Nor by a key that cannot be had just now: whether there is something does not decide whether it is asked for.
  const away = s.evil.actor('away', {}, 1);
  s.evil.pages.set('/users/away', { status: 503 });
  const before = await get(missing(), away);
  const later = await get(post.iri, away);
  expect([before.status, later.status, later.headers.get('retry-after')]).toEqual([503, 503, '30']);
  expect(later.body).toBe(before.body);
  // Neither does the way to the page tell them apart.
  const page = await get(post.iri, null, 'text/html');
  const nowhere = await get(missing(), null, 'text/html');
  expect([page.status, nowhere.status]).toEqual([302, 302]);
  const outbox = await get(`${s.amaraIri}/outbox?page=true`);
  expect(outbox.status).toBe(200);
  expect(outbox.body).not.toContain(post.iri);
  // A follower sees it.
  await s.send(s.bo, s.activity(s.bo, 'Follow', { object: s.amaraIri }));
  await until('followed', () => wire('Accept').length === 1);
  const seen = await get(post.iri, s.bo);
  expect(seen.status).toBe(200);
  expect(seen.headers.get('cache-control')).toContain('private');
  expect((await get(post.iri, s.mallory)).status).toBe(404);
  // Deleted: nobody who could not see it learns that it was there.
  await s.amara.call(practice.deletePost, { params: { id: post.id } });
  expect((await get(post.iri)).body).toBe(absent.body);
});

test('22: what was public and is deleted is a tombstone', async () => {
  const post = await s.amara.call(practice.publishPost, { body: { title: 'Gone', markdown: 'Gone soon.' } });
  expect((await get(post.iri)).status).toBe(200);
  await s.amara.call(practice.deletePost, { params: { id: post.id } });
  const gone = await get(post.iri);
  expect(gone.status).toBe(410);
  expect(JSON.parse(gone.body)).toMatchObject({ id: post.iri, type: 'Tombstone' });
  expect(gone.body).not.toContain('soon');
  expect((await get(`${s.amaraIri}/outbox?page=true`)).body).not.toContain(post.iri);
});

test('23: a locked account shows nothing before it accepts', async () => {
  await s.amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', approvesFollowers: true } });
  const post = await s.amara.call(practice.publishPost, {
    body: { title: 'Locked', markdown: 'Locked.', visibility: 'followers' },
  });
  const cy = s.good.actor('cy');
  await s.send(cy, s.activity(cy, 'Follow', { object: s.amaraIri }));
  const request = await until('asked', async () => (await s.amara.call(profiles.listFollowRequests)).items[0]);
  expect((await get(post.iri, cy)).status).toBe(404);
  await s.amara.call(profiles.rejectFollowRequest, { params: { id: request.id } });
  expect((await get(post.iri, cy)).status).toBe(404);
});

test('25: a blocked domain is refused and nothing is stored, subdomains too', async () => {
  const admin = await s.instance.account('head', 'admin');
  expect((await s.send(s.mallory, s.create(s.mallory))).status).toBe(202);
  await s.logged('');
  await admin.call(moderation.blockDomain, { params: { domain: s.evil.host }, body: { reason: 'test' } });
  const before = await s.state();
  expect((await s.send(s.mallory, s.create(s.mallory))).status).toBe(403);
  expect(await s.instance.services.federation.remote.fetch(s.mallory.iri)).toBeNull();
  // Whoever signs for a subdomain of it, and whatever they say they are.
  const iri = `http://deep.sub.${s.evil.host}/users/mallory`;
  const create = { ...s.create(s.mallory), id: `${iri}/1`, actor: iri };
  expect((await s.send({ ...s.mallory, iri, keyId: `${iri}#main-key` }, create)).status).toBe(403);
  expect(await s.state()).toBe(before);
  await admin.call(moderation.unblockDomain, { params: { domain: s.evil.host } });
});

describe('28: what a pair says to each other', () => {
  test('is for the two of them alone', async () => {
    const secret = 'Between us: the heron flies at noon';
    const pia = s.good.actor('pia', { implements: [{ id: 'urn:staffroom:ns#pairs' }] });
    const partner = `@pia@${s.good.host}`;
    await s.amara.call(profiles.getProfile, { params: { handle: partner } });
    const pair = await s.amara.call(mentoring.offerPair, {
      body: { partner, myGoals: secret, partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01', note: '' },
    });
    const offer = await until('offered', () => wire('Offer')[0]);
    await s.send(pia, s.activity(pia, 'Accept', { object: offer.id, to: [s.amaraIri], cc: [] }));
    await until(
      'active',
      async () => (await s.amara.call(mentoring.getPair, { params: { id: pair.id } })).state === 'active',
    );
    await s.amara.call(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown: secret, clientId: 'a0000000-0000-4000-8000-000000000001', feedbackKind: 'noticing' },
    });
    const create = await until('sent', () => wire('Create').find((json) => JSON.stringify(json).includes(secret)));
    const note = create.object as { id: string; to: string[]; cc: string[]; context: string };
    expect(note.to).toEqual([pia.iri]);
    expect(note.cc).toEqual([]);
    // To her, and to nobody else, over the network.
    expect(s.evil.received).toHaveLength(0);
    expect((await get(note.id, pia)).status).toBe(200);
    expect((await get(create.id, pia)).status).toBe(200);

    const hers = s.evil.actor('third', {}, 1);
    const absent = (await get(missing())).body;
    const askers = [null, s.bo, s.mallory, hers];
    const offered = offer.object as { id: string };
    for (const url of [note.id, create.id, offer.id, offered.id]) {
      for (const asker of askers) {
        const answer = await get(url, asker);
        expect(answer.status, url).toBe(404);
        expect(answer.body).toBe(absent);
      }
    }
    const places = ['outbox', 'outbox?page=true', 'followers', 'following', 'followers?page=true', 'inbox', ''];
    for (const place of places) expect((await get(`${s.amaraIri}/${place}`, s.bo)).body).not.toContain('heron');
    if (note.context) expect((await get(note.context, s.bo)).body).not.toContain('heron');

    // Not by any way of the API either, for a colleague and for the head.
    const cleo = await s.instance.signUp('cleo');
    const organizer = await s.instance.account('orga', 'organizer');
    for (const client of [cleo, organizer, s.instance.anyone()]) {
      for (const [endpoint, params] of [
        [mentoring.getPair, { id: pair.id }],
        [mentoring.listPairs, {}],
        [mentoring.listLedger, { id: pair.id }],
        [threads.listMessages, { id: pair.id }],
        [practice.getHomeFeed, {}],
        [practice.getInstanceFeed, {}],
        [practice.getProfilePosts, { handle: 'amara' }],
        [profiles.getProfile, { handle: 'amara' }],
        [accounts.getInstance, {}],
      ] as const) {
        const answer = await client.try(endpoint, { params });
        expect(JSON.stringify(answer.value ?? {}), endpoint.path).not.toContain('heron');
      }
    }
  });

  test('also what they present, propose, change, meet for and think, and whom they invite', async () => {
    const secret = 'the heron flies at noon';
    const lars = s.good.actor('lars', { implements: [{ id: 'urn:staffroom:ns#pairs' }] });
    const dana = await s.instance.signUp('dana');
    const danaIri = `${s.instance.baseUrl}/users/dana`;
    const say = (type: string, rest: Record<string, unknown>) =>
      s.send(lars, s.activity(lars, type, { to: [danaIri], cc: [], ...rest }));
    const partner = `@lars@${s.good.host}`;
    await dana.call(profiles.getProfile, { params: { handle: partner } });
    const terms = {
      myGoals: secret,
      partnerGoals: secret,
      cadence: 'weekly',
      endsOn: '2099-01-01',
      note: secret,
    } as const;
    const { id } = await dana.call(mentoring.offerPair, { body: { ...terms, partner } });
    const to = (type: string) => wire(type).filter((json) => JSON.stringify(json.to) === `["${lars.iri}"]`);
    const offer = await until('offered', () => to('Offer')[0]);
    await say('Accept', { object: offer.id });
    const pair = () => dana.call(mentoring.getPair, { params: { id } });
    await until('active', async () => (await pair()).state === 'active');

    // Everything that can be said within a pair, with the secret in it.
    const amended = await dana.call(mentoring.amendPair, { params: { id }, body: { ...terms, cadence: 'monthly' } });
    const session = await dana.call(sessions.proposeSession, {
      params: { id },
      body: { times: [{ start: '2098-01-01T10:00:00Z', minutes: 30 }], room: secret, agenda: secret },
    });
    const cycle = await dana.call(cycles.beginCycle, {
      params: { id },
      body: {
        work: { kind: 'plan', title: secret, markdown: secret },
        focusQuestion: secret,
        protocol: 'tuning',
      },
    });
    const turn = cycle.turns[0];
    const { thread } = (await s.instance.services.db.collection<Stored & { thread: string }>('pairs').findOne({ id }))!;
    const feedback = {
      ...s.create(lars).object,
      attributedTo: lars.iri,
      to: [danaIri],
      content: secret,
      context: thread,
    };
    await say('Create', { object: { ...feedback, 'staffroom:feedbackKind': 'question' } });
    const message = await until('heard', async () => {
      return (await dana.call(threads.listMessages, { params: { id } })).items.find(({ mine }) => !mine);
    });
    await dana.call(cycles.markThought, { params: { id: message.id } });
    const mia = s.good.actor('mia');
    const invited = await dana.call(mentoring.offerPair, { body: { ...terms, partner: `@mia@${s.good.host}` } });
    const invitation = await until('invited', () =>
      wire('Create').find((json) => JSON.stringify(json.to) === `["${mia.iri}"]`),
    );
    await until(
      'all of it is said',
      () => to('Offer').length === 2 && to('Add').length >= 2 && to('staffroom:MadeMeThink').length === 1,
    );
    expect(s.evil.received).toHaveLength(0);

    const said = [...to('Offer'), ...to('Add'), ...to('staffroom:MadeMeThink')];
    const absent = (await get(missing())).body;
    const outsiders = [null, s.bo, s.mallory, s.evil.actor('fourth', {}, 1), mia];
    for (const { id: activity, object } of said) {
      expect((await get(activity, lars)).status, activity).toBe(200);
      const objectIri = typeof object === 'string' ? object : (object as { id: string }).id;
      for (const url of [activity, objectIri].filter((iri) => iri.startsWith(s.instance.baseUrl))) {
        for (const asker of outsiders) {
          const answer = await get(url, asker);
          expect({ status: answer.status, body: answer.body }, url).toEqual({ status: 404, body: absent });
        }
      }
    }
    // An entry is in its activity, and nowhere by itself.
    for (const { object } of to('Add')) expect((await get((object as { id: string }).id, lars)).status).toBe(404);
    // Nor is the thread a place to read it at.
    for (const asker of outsiders) expect((await get(thread, asker)).body).toBe(absent);
    const note = invitation.object as { id: string; context: string };
    for (const url of [invitation.id, note.id, note.context]) {
      for (const asker of [null, s.bo, s.mallory, lars]) expect((await get(url, asker)).status, url).toBe(404);
    }
    expect((await get(note.id, mia)).status).toBe(200);

    // By no way of the API, for a colleague, an organizer, an admin, and whoever has no account.
    const head = await s.instance.account('warden', 'admin');
    const amendment = amended.amendment?.id ?? '';
    expect(amendment).not.toBe('');
    const ids = [id, cycle.id, turn?.id ?? '', session.id, amendment, message.id, invited.id];
    for (const client of [
      await s.instance.signUp('cora'),
      await s.instance.account('orla', 'organizer'),
      head,
      s.instance.anyone(),
    ]) {
      for (const one of ids) {
        for (const endpoint of [
          mentoring.getPair,
          mentoring.listLedger,
          mentoring.listAmendments,
          threads.listMessages,
          cycles.listCycles,
          cycles.getCycle,
          sessions.listPairSessions,
        ]) {
          const answer = await client.try(endpoint, { params: { id: one } });
          expect(answer.status, `${endpoint.path} ${one}`).toBeGreaterThanOrEqual(401);
          expect([401, 404], endpoint.path).toContain(answer.status);
        }
      }
      for (const endpoint of [
        mentoring.listPairs,
        sessions.listMySessions,
        cycles.listFollowUps,
        mentoring.getMyLedger,
      ]) {
        expect(JSON.stringify((await client.try(endpoint)).value ?? {}), endpoint.path).not.toMatch(/heron|lars/);
      }
      for (const step of [
        [mentoring.acceptAmendment, amendment, {}],
        [mentoring.declineAmendment, amendment, { reason: 'x' }],
        [mentoring.withdrawAmendment, amendment, {}],
        [sessions.cancelSession, session.id, { reason: 'x' }],
        [sessions.writeSessionNotes, session.id, { markdown: 'x' }],
        [cycles.setCycleAside, cycle.id, { reason: 'x' }],
        [cycles.closeStep, turn?.id ?? '', { step: 0 }],
        [cycles.contribute, turn?.id ?? '', { step: 0, markdown: 'x', clientId: 'not-a-member-1' }],
        [cycles.markThought, message.id, {}],
        [mentoring.withdrawPair, invited.id, {}],
      ] as const) {
        const answer = await client.try(step[0], { params: { id: step[1] }, body: step[2] });
        expect([401, 404], step[0].path).toContain(answer.status);
      }
    }
    expect((await pair()).state).toBe('active');
    // Searching finds none of it.
    const found = await head.try(search.searchPosts, { query: { q: 'heron' } });
    expect(JSON.stringify(found.value ?? {})).not.toContain('flies');
  });
});
