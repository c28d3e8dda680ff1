import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { keyOf } from '../../../server/core/ids.ts';
import type { Stored } from '../../../server/storage/index.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { connect } from '../../support/oauth.ts';
import { until } from '../../support/until.ts';

/** Questions that an app of somebody here asks, and what those who got one are told of how it stands. */
let now = new Date();
const MINUTE_MS = 60_000;
const s = scene({ options: { clock: { now: () => now } } });
let bearer: Record<string, string>;
let followers: string;

beforeAll(async () => {
  ({ bearer } = await connect(s.amara, 'write'));
  followers = `${s.amaraIri}/followers`;
  await s.send(s.bo, s.activity(s.bo, 'Follow', { object: s.amaraIri, to: [s.amaraIri] }));
  await until('followed', () => s.good.received.some(({ json }) => json.type === 'Accept'));
});

const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS).toISOString();

function question(rest: JsonObject = {}): JsonObject {
  const oneOf = ['Lab', 'Field'].map((name) => ({ type: 'Note', name }));
  const to = { to: [PUBLIC], cc: [followers] };
  return { type: 'Question', content: '<p>Where?</p>', oneOf, endTime: inMinutes(60), ...to, ...rest };
}

function post(json: JsonObject, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${s.amaraIri}/outbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/activity+json', ...bearer, ...headers },
    body: JSON.stringify(json),
  });
}

/** IRI of the question, once it is asked. */
async function ask(rest: JsonObject = {}, headers = {}): Promise<string> {
  const answer = await post(question(rest), headers);
  expect(answer.status).toBe(201);
  const entry = await s.instance.services.log.get(String(answer.headers.get('location')));
  return entry?.object ?? '';
}

/** Public Updates of it that reached the good server. */
const updatesOf = (poll: string) =>
  s.good.received.flatMap(({ json }) => {
    const object = json.object as JsonObject;
    return json.type === 'Update' && object.id === poll ? [object] : [];
  });

async function vote(poll: string, name: string, by = s.bo): Promise<void> {
  const to = [s.amaraIri];
  const note = { id: s.id(by), type: 'Note', attributedTo: by.iri, name, inReplyTo: poll, to };
  expect((await s.send(by, { ...s.activity(by, 'Create', { to }), object: note })).status).toBe(202);
  await s.instance.services.pipeline.idle();
}

/** What is due now is said, and has reached the followers when it is. */
async function tick(): Promise<void> {
  await s.instance.services.pollRounds.tick();
  await s.instance.services.pipeline.idle();
}

describe('a question', () => {
  test('is asked by an app, and reaches followers as one', async () => {
    const poll = await ask();
    const sent = await until('it to arrive', () =>
      s.good.received.find(({ json }) => json.type === 'Create' && (json.object as JsonObject).id === poll),
    );
    expect(sent.json.object).toMatchObject({
      type: 'Question',
      oneOf: [
        { type: 'Note', name: 'Lab', replies: { totalItems: 0 } },
        { type: 'Note', name: 'Field', replies: { totalItems: 0 } },
      ],
      votersCount: 0,
      replies: `${poll}/replies`,
    });
    const shown = await s.amara.call(practice.getPost, { params: { id: keyOf(poll) } });
    expect(shown).toMatchObject({ kind: 'practice', visibility: 'public', poll: { closed: false, multiple: false } });
    // What it has no title for are its first words, which others see once.
    expect(shown.title).toBe('Where?');
    expect(sent.json.object).toMatchObject({ name: 'Where?', content: '<div><p>Where?</p></div>' });
    // People vote for what the answers say: an edit is of the text alone.
    const oneOf = ['Here', 'There'].map((name) => ({ type: 'Note', name }));
    const object = { id: poll, type: 'Question', content: '<p>Where next?</p>', oneOf };
    expect((await post({ type: 'Update', object })).status).toBe(201);
    const edited = await s.amara.call(practice.getPost, { params: { id: keyOf(poll) } });
    expect(edited.html).toContain('Where next?');
    expect(edited.poll).toEqual(shown.poll);
  });

  test('is for followers, takes several answers, and is asked once under one key', async () => {
    const rest = { to: [followers], cc: [], oneOf: null, anyOf: question().oneOf ?? null };
    const key = { 'idempotency-key': 'question-1' };
    const poll = await ask(rest, key);
    expect(await ask(rest, key)).toBe(poll);
    const shown = await s.amara.call(practice.getPost, { params: { id: keyOf(poll) } });
    expect(shown).toMatchObject({ visibility: 'followers', poll: { multiple: true } });
  });

  test.each([
    ['one answer', { oneOf: [{ type: 'Note', name: 'Lab' }] }, 'at least two'],
    ['the same answer twice', { oneOf: ['Lab', 'Lab'].map((name) => ({ type: 'Note', name })) }, 'at least two'],
    ['nine answers', { oneOf: [...'abcdefghi'].map((name) => ({ type: 'Note', name })) }, 'at most eight'],
    ['no end', { endTime: null }, 'when voting ends'],
    ['an end that was', { endTime: '2020-01-01T00:00:00Z' }, 'later than now'],
    ['an end in two months', { endTime: '2999-01-01T00:00:00Z' }, '30 days'],
    ['no words', { content: ' ' }, 'Write what you tried'],
    ['one person', { to: ['https://other.example/users/x'], cc: [] }, 'Choose one of'],
    ['an answer to something', { inReplyTo: 'https://other.example/objects/1' }, 'inReplyTo'],
  ])('with %s is not asked, and why not is said', async (_what, rest, sentence) => {
    const entries = s.instance.services.db.collection<Stored>('activities');
    const before = await entries.countDocuments({});
    const answer = await post(question(rest as JsonObject));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(sentence);
    expect(await entries.countDocuments({})).toBe(before);
  });
});

describe('how a question stands', () => {
  test('is told at most once in five minutes however many vote, and once at the end, and nobody is named', async () => {
    const poll = await ask({ endTime: inMinutes(20) });
    await tick();
    await vote(poll, 'Lab');
    await vote(poll, 'Field', s.good.actor('dan'));
    await tick();
    expect(updatesOf(poll)).toEqual([]);

    now = new Date(now.getTime() + 6 * MINUTE_MS);
    await vote(poll, 'Lab', s.good.actor('eva'));
    await tick();
    const [told] = await until('it to be told', () => updatesOf(poll).length > 0 && updatesOf(poll));
    expect(told).toMatchObject({
      type: 'Question',
      votersCount: 3,
      oneOf: [{ replies: { totalItems: 2 } }, { replies: { totalItems: 1 } }],
    });
    expect(told).not.toHaveProperty('updated');
    expect(JSON.stringify(told)).not.toContain('/users/dan');
    await tick();
    // A second vote of one person is none: there is nothing new to say.
    await vote(poll, 'Field');
    now = new Date(now.getTime() + 6 * MINUTE_MS);
    await tick();

    now = new Date(now.getTime() + 10 * MINUTE_MS);
    await tick();
    await tick();
    await until('its end to be told', () => updatesOf(poll).length === 2);
    const rounds = s.instance.services.db.collection<Stored>('poll_rounds');
    expect(await rounds.findOne({ _id: poll })).toBeNull();
    expect((await s.amara.call(practice.getPost, { params: { id: keyOf(poll) } })).editedAt).toBeNull();
  });

  test('is told after a restart, and of what is deleted not at all', async () => {
    const [kept, deleted] = [await ask(), await ask()];
    await vote(kept, 'Lab');
    await vote(deleted, 'Lab');
    await s.amara.call(practice.deletePost, { params: { id: keyOf(deleted) } });
    await s.instance.down();
    await s.instance.up();
    now = new Date(now.getTime() + 6 * MINUTE_MS);
    await tick();
    await until('it to be told', () => updatesOf(kept).length === 1);
    expect(updatesOf(deleted)).toEqual([]);
    const before = await s.instance.viewBytes();
    await s.instance.services.rebuild();
    expect(await s.instance.viewBytes()).toEqual(before);
  });
});
