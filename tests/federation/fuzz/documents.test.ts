import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import { scene } from '../../support/federation/security-case.ts';
import { mutated, mutations } from './mutations.ts';
import { makeWorld, type World } from './world.ts';

/**
 * The same for what this server asks for: actors, posts, collections, WebFinger and whatever else a hostile instance serves.
 * Nothing it says about others is believed, nothing it says is fatal, and everybody who asked gets an answer.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_302);
const DEADLINE_MS = 60_000 + RUNS * 200;

const s = scene();
let world: World;
beforeAll(async () => {
  world = await makeWorld(s);
});

const JSON_TYPES = ['application/activity+json', 'application/ld+json', 'application/jrd+json', 'text/html', ''];

/** A person with all that hangs on them, each under its own address. */
function served(name: string): Record<string, JsonObject> {
  const { document } = s.evil.actor(name, {}, 1);
  const at = (path: string) => `${s.evil.origin}/users/${name}${path}`;
  const note = {
    id: at('/note'),
    type: 'Note',
    attributedTo: at(''),
    content: '<p>Hello</p>',
    to: ['https://www.w3.org/ns/activitystreams#Public'],
    inReplyTo: world.setting.ours,
    context: at('/context'),
    replies: { id: at('/replies'), type: 'Collection', first: at('/replies') },
    published: '2026-03-01T10:00:00Z',
  };
  const page = (path: string, type: string, items: JsonObject[]) => ({
    id: at(path),
    type,
    orderedItems: items,
    items,
  });
  const create = { id: at('/create'), type: 'Create', actor: at(''), object: note };
  const collections = {
    featured: at('/featured'),
    featuredTags: at('/tags'),
    outbox: at('/outbox'),
    followers: at('/followers'),
  };
  return {
    [`/users/${name}`]: { ...(document as JsonObject), ...collections },
    [`/users/${name}/note`]: note,
    [`/users/${name}/create`]: create,
    [`/users/${name}/outbox`]: { id: at('/outbox'), type: 'OrderedCollection', totalItems: 1, first: at('/page') },
    [`/users/${name}/page`]: page('/page', 'OrderedCollectionPage', [create]),
    [`/users/${name}/featured`]: page('/featured', 'OrderedCollection', [note]),
    [`/users/${name}/replies`]: page('/replies', 'Collection', [note]),
    [`/users/${name}/context`]: page('/context', 'OrderedCollection', [note]),
    [`/users/${name}/tags`]: page('/tags', 'Collection', [{ type: 'Hashtag', name: '#lab', href: at('/tagged') }]),
    [`/.well-known/webfinger?resource=${encodeURIComponent(`acct:${name}@${s.evil.host}`)}`]: {
      subject: `acct:${name}@${s.evil.host}`,
      links: [{ rel: 'self', type: 'application/activity+json', href: at('') }],
    },
    '/.well-known/nodeinfo': {
      links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `${s.evil.origin}/nodeinfo/2.0` }],
    },
    '/nodeinfo/2.0': { version: '2.0', software: { name: 'evil', version: '1' }, metadata: {} },
  };
}

const hostile = fc.record({
  changes: fc.array(fc.record({ page: fc.nat(10_000), changes: mutations }), { maxLength: 4 }),
  type: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(JSON_TYPES.length - 1) }),
});

let run = 0;
test(`documents of a hostile instance do no harm (${RUNS} runs, seed ${SEED})`, { timeout: DEADLINE_MS }, async () => {
  const { remote } = s.instance.services.federation;
  let found = 0;
  const property = fc.asyncProperty(hostile, async ({ changes, type }) => {
    run += 1;
    const name = `eve${run}`;
    const pages = served(name);
    const paths = Object.keys(pages);
    for (const { page, changes: some } of changes) {
      const path = paths[page % paths.length] ?? '';
      pages[path] = mutated(pages[path] ?? {}, some, world.ids);
    }
    for (const [path, page] of Object.entries(pages)) {
      const usual = path.startsWith('/users') ? 'application/activity+json' : 'application/jrd+json';
      const headers = { 'content-type': type === 0 ? usual : (JSON_TYPES[type] ?? '') };
      s.evil.pages.set(path, { status: 200, headers, body: JSON.stringify(page) });
    }
    const base = `${s.evil.origin}/users/${name}`;
    try {
      const answers = await Promise.all([
        s.amara.try(profiles.getProfile, { params: { handle: `@${name}@${s.evil.host}` } }),
        s.amara.try(search.lookUp, { query: { q: `${base}/note` } }),
      ]);
      for (const { status } of answers) expect(status).not.toBe(500);
      const actor = await remote.fetch(base);
      for (const path of ['/note', '/create', '/replies']) await remote.fetch(base + path);
      if (actor?.kind === 'actor') {
        found += 1;
        await remote.backfill(actor);
      }
      await s.instance.services.pipeline.idle();
      await world.checkUntouched();
    } catch (error) {
      throw new Error(
        `${error instanceof Error ? error.stack : error}\nserved: ${JSON.stringify(pages).slice(0, 20_000)}`,
      );
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS });
  expect(found).toBeGreaterThan(RUNS / 4);
});

test('and a rebuild makes the same of them', async () => {
  const entries = s.instance.services.db.collection<{ _id: string; failures?: number }>('activities');
  expect(await entries.find({ failures: { $gt: 0 } }).toArray()).toEqual([]);
  expect(await world.strangers()).toEqual([]);
  const live = await s.instance.viewBytes();
  expect((await s.instance.services.rebuild()).failed).toEqual([]);
  expect(await s.instance.viewBytes()).toEqual(live);
});
