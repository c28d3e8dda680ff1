import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { Peer, type PeerActor, post } from '../../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { blogs } from './blogs.ts';
import type { Fixture, Names } from './fixture.ts';
import { mastodon } from './mastodon.ts';
import { media } from './media.ts';
import { misskey } from './misskey.ts';
import { threadiverse } from './threadiverse.ts';

/** What other software sends, through a real inbox, as the API shows it. Each kind of software has a server of its own. */
const SOFTWARE = { mastodon, threadiverse, media, blogs, misskey };
const NAMES_ONLY: Names = { origin: 'https://names.example', person: '', group: '', us: '', ours: '' };

let instance: TestInstance;
let amara: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  amara = await instance.signUp('amara');
});
afterAll(() => instance.stop());

describe.each(Object.entries(SOFTWARE))('%s', (_name, fixturesOf) => {
  let peer: Peer;
  let actors: Map<string, PeerActor>;
  let fixtures: Fixture[];
  beforeAll(async () => {
    peer = await Peer.start();
    const pat = peer.actor('pat');
    const club = peer.actor('club', { type: 'Group' });
    actors = new Map([pat, club].map((actor) => [actor.iri, actor]));
    const body = { title: 'Exit tickets', markdown: 'Three questions' };
    const { iri: ours } = await amara.call(practice.publishPost, { body });
    const us = `${instance.baseUrl}/users/amara`;
    fixtures = fixturesOf({ origin: peer.origin, person: pat.iri, group: club.iri, us, ours });
  });
  afterAll(() => peer.stop());

  test.each(fixturesOf(NAMES_ONLY).map(({ name }, index) => [name, index] as const))('%s', async (_what, index) => {
    const fixture = fixtures[index]!;
    for (const document of fixture.documents ?? []) peer.pages.set(new URL(String(document.id)).pathname, document);
    for (const json of fixture.sent) {
      const answer = await post(`${instance.baseUrl}/inbox`, json, actors.get(String(json.actor))!);
      expect(answer.status).toBe(202);
      await instance.services.pipeline.idle();
    }
    const shown = await amara.try(practice.getPost, { params: { id: keyOf(fixture.post) } });
    if (fixture.shows === null) expect(shown.status).toBe(404);
    else expect(shown.value).toEqual(matching(fixture.shows));
  });
});

test('all of it is in the log, and a rebuild shows the same', async () => {
  const before = await instance.viewBytes();
  const { failed } = await instance.services.rebuild();
  expect(failed).toEqual([]);
  expect(await instance.viewBytes()).toEqual(before);
});

/** Objects by what is named of them, lists as a whole, texts also by a pattern. */
function matching(shows: unknown): unknown {
  if (shows instanceof RegExp) return expect.stringMatching(shows);
  if (Array.isArray(shows)) return shows.map(matching);
  if (typeof shows !== 'object' || shows === null) return shows;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(shows).map(([key, value]) => [key, matching(value)])),
  );
}
