import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../server/activities/log.ts';
import { keyOf } from '../../../server/core/ids.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import { sendRaw, signed } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { bodyOf, mangled, mutated, mutations } from './mutations.ts';
import { specimens } from './specimens.ts';
import { makeWorld, type World } from './world.ts';

/**
 * Whatever a partner's server sends, however broken: it is answered, it changes nothing that is not its sender's, and a
 * rebuild makes the same of it. `FUZZ_RUNS` and `FUZZ_SEED` for more than what CI has time for.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_301);
/** A run costs some ten milliseconds; a failure is shrunk, too. */
const DEADLINE_MS = 60_000 + RUNS * 100;

const s = scene({ env: { PUBLIC_RATE_LIMIT: '1000000' } });
let world: World;
let run = 0;
beforeAll(async () => {
  world = await makeWorld(s);
});

const attempt = fc.record({
  which: fc.nat(10_000),
  changes: mutations,
  /** One in four bodies is changed as text, one in six requests has mangled headers. */
  text: fc.nat(40),
  headers: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: mutations }),
});

function made({ which, changes, text }: { which: number; changes: Parameters<typeof mutated>[1]; text: number }) {
  run += 1;
  const all = specimens(world.setting, run);
  const json = mutated(all[which % all.length] ?? {}, changes, world.ids);
  return { json, body: bodyOf(json, text, world.ids) };
}

/** What a projection or reaction threw at, or what is still to do. */
async function undone(): Promise<LogEntry[]> {
  const entries = s.instance.services.db.collection<LogEntry>('activities');
  return entries.find({ $or: [{ failures: { $gt: 0 } }, { unprojected: true }] }).toArray();
}

/** Lines of two texts that the other does not have. */
function differences(one: string, other: string): string[] {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const known = [new Set(lines), new Set(others)] as const;
  return [
    ...lines.filter((line) => !known[1].has(line)).map((line) => `- ${line}`),
    ...others.filter((line) => !known[0].has(line)).map((line) => `+ ${line}`),
  ];
}

/** Every page on which something of mallory's could stand. */
async function pagesStand(): Promise<void> {
  const pairs = await s.amara.call(mentoring.listPairs);
  const calls = [
    s.amara.try(practice.getHomeFeed),
    s.amara.try(practice.getInstanceFeed),
    s.amara.try(practice.getTagFeed, { params: { tag: 'lab' } }),
    s.amara.try(practice.getProfilePosts, { params: { handle: `@mallory@${s.evil.host}` } }),
    s.amara.try(practice.listReplies, { params: { id: keyOf(world.setting.ours) } }),
    s.amara.try(profiles.getProfile, { params: { handle: `@mallory@${s.evil.host}` } }),
    s.amara.try(profiles.listFollowRequests),
    s.amara.try(notifications.listNotifications),
    s.amara.try(notifications.getToday),
    s.amara.try(search.searchPosts, { query: { q: 'hello' } }),
    s.amara.try(sessions.listMySessions),
    s.amara.try(cycles.listFollowUps),
    ...pairs.items.flatMap(({ id }) => [
      s.amara.try(mentoring.getPair, { params: { id } }),
      s.amara.try(mentoring.listLedger, { params: { id } }),
      s.amara.try(mentoring.listAmendments, { params: { id } }),
      s.amara.try(cycles.listCycles, { params: { id } }),
      s.amara.try(sessions.listPairSessions, { params: { id } }),
    ]),
  ];
  const answers = await Promise.all(calls);
  expect(answers.filter(({ status }) => status !== 200).map(({ status, error }) => ({ status, error }))).toEqual([]);
  for (const path of ['/@amara', `/posts/${keyOf(world.setting.ours)}`, '/tags/lab', '/users/amara/outbox?page=true']) {
    const page = await fetch(s.instance.baseUrl + path, {
      headers: { accept: path.includes('?') ? '*/*' : 'text/html' },
    });
    expect([path, page.status]).toEqual([path, 200]);
  }
}

describe('the inbox', () => {
  test(`takes ${RUNS} broken things without harm (seed ${SEED})`, { timeout: DEADLINE_MS }, async () => {
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(attempt, async ({ headers, ...rest }) => {
      const { json, body } = made(rest);
      try {
        const sent = signed(s.inbox, body, s.mallory);
        const { status, body: said } = await sendRaw(s.inbox, 'POST', mangled(sent, headers), body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status).toBeGreaterThanOrEqual(200);
        // A key that is said to be where nobody answers may be had later; anything else of that kind is a failure of ours.
        if (status !== 503 || !said.includes('cannot be had at the moment')) expect(status).toBeLessThan(500);
        await s.instance.services.pipeline.idle();
        await world.checkUntouched();
        const { object } = json;
        const id = typeof object === 'object' && object !== null && !Array.isArray(object) ? object.id : object;
        if (status === 202 && typeof id === 'string') {
          const { status: shown } = await s.amara.try(practice.getPost, { params: { id: keyOf(id) } });
          expect([200, 404]).toContain(shown);
        }
      } catch (error) {
        // What was sent in the end, beside what it was made of.
        throw new Error(`${error instanceof Error ? error.message : error}\nsent: ${body.slice(0, 20_000)}`);
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    // Mutations that only ever lead to a refusal would try nothing.
    expect(statuses.get(202) ?? 0).toBeGreaterThan(RUNS / 4);
    expect(statuses.get(400) ?? 0).toBeGreaterThan(0);
    expect(statuses.get(401) ?? 0).toBeGreaterThan(0);
    expect(statuses.get(403) ?? 0).toBeGreaterThan(0);
  });

  test('has worked off all that it took', async () => {
    expect((await undone()).map(({ json, failures }) => ({ json, failures }))).toEqual([]);
  });

  test('has let in nothing in the name of anybody else', async () => {
    expect(await world.strangers()).toEqual([]);
  });

  test('leaves every page standing', pagesStand);

  test('has made what a rebuild makes', async () => {
    const live = await s.instance.viewBytes();
    const { failed } = await s.instance.services.rebuild();
    expect(failed).toEqual([]);
    const again = await s.instance.viewBytes();
    for (const [name, bytes] of Object.entries(live)) expect(differences(bytes, again[name] ?? ''), name).toEqual([]);
    await pagesStand();
  });
});
