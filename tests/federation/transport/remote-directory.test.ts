import { expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

const s = scene();
const find = (handle: string) => s.amara.try(profiles.getProfile, { params: { handle } });

test('what a person is told when somebody cannot be found', async () => {
  const cases: [string, RegExp][] = [
    [`@nobody@${s.good.host}`, /nobody called nobody/],
    ['@x@localhost:1', /cannot be reached/],
    [`@nobody@${s.instance.domain}`, /nobody|no one|There is/i],
  ];
  for (const [handle, sentence] of cases) {
    const answer = await find(handle);
    expect(answer.status, handle).toBeGreaterThanOrEqual(400);
    expect(answer.error?.message).toMatch(sentence);
  }
  s.evil.pages.set(`/.well-known/webfinger?resource=${encodeURIComponent(`acct:thing@${s.evil.host}`)}`, {
    links: [{ rel: 'self', type: 'application/activity+json', href: `${s.evil.origin}/thing` }],
  });
  s.evil.pages.set('/thing', { id: `${s.evil.origin}/thing`, type: 'Note', attributedTo: s.mallory.iri, content: 'x' });
  expect((await find(`@thing@${s.evil.host}`)).error?.message).toContain('not a person');
});

test('a handle is looked up with a signature of the instance, and again is at hand', async () => {
  expect((await find(`@bo@${s.good.host}`)).status).toBe(200);
  const [asked] = s.good.asked.filter(({ path }) => path === '/users/bo');
  expect(asked?.headers.signature).toContain(`keyId="${s.instance.baseUrl}/actor#main-key"`);
  const before = s.good.asked.length;
  expect((await find(`@bo@${s.good.host}`)).status).toBe(200);
  expect(s.good.asked.length).toBe(before);
});

test('following somebody brings the newest public posts of their outbox', async () => {
  const note = (n: number, rest = {}) => ({
    id: `${s.good.origin}/objects/old-${n}`,
    type: 'Note',
    attributedTo: s.bo.iri,
    content: `<p>Old ${n}</p>`,
    published: new Date(Date.now() - n * 60_000).toISOString(),
    to: [PUBLIC],
    ...rest,
  });
  const create = (object: { id: string }) => ({ id: `${object.id}#create`, type: 'Create', actor: s.bo.iri, object });
  const items = [...Array.from({ length: 25 }, (_, n) => create(note(n))), create(note(30))];
  items.splice(
    1,
    0,
    create(note(40, { to: [`${s.bo.iri}/followers`] })),
    create(note(41, { attributedTo: s.mallory.iri })),
    create({ ...note(42), id: `${s.evil.origin}/objects/1` }),
  );
  s.good.pages.set('/users/bo/outbox', {
    id: `${s.bo.iri}/outbox`,
    type: 'OrderedCollection',
    totalItems: items.length,
    first: `${s.bo.iri}/outbox?page=true`,
  });
  s.good.pages.set('/users/bo/outbox?page=true', {
    id: `${s.bo.iri}/outbox?page=true`,
    type: 'OrderedCollectionPage',
    orderedItems: items,
  });
  const handle = `@bo@${s.good.host}`;
  await s.amara.call(profiles.followProfile, { params: { handle } });
  const follow = await until('asked', () => s.good.received.find(({ json }) => json.type === 'Follow'));
  await s.send(s.bo, s.activity(s.bo, 'Accept', { object: follow.json.id }));
  // Twenty items of the page, three of which are not his public posts. They arrive one by one, in any order.
  const posts = async () => {
    const page = await s.amara.call(practice.getProfilePosts, { params: { handle }, query: { limit: 50 } });
    return page.items;
  };
  await until('his posts are there', async () => (await posts()).length >= 17);
  await s.logged('');
  const all = await posts();
  expect(all[0]?.post.summary).toContain('Old 0');
  expect(all).toHaveLength(17);
});
