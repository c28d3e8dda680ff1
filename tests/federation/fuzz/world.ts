import type { Stored } from '../../../server/storage/index.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as partners from '../../../shared/contracts/partners.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import { pairUp, WORK } from '../../support/cycles.ts';
import type { PeerActor } from '../../support/federation/peer.ts';
import type { Scene } from '../../support/federation/security-case.ts';
import { sorted } from '../../support/instance.ts';
import { until } from '../../support/until.ts';
import type { Setting } from './specimens.ts';

/** What people do, answers and time change; nothing that anybody wrote. */
const COUNTED = ['replies', 'likes', 'boosts', 'reactions', 'count', 'used', 'lastReplyAt'];
/** Passing state of the server itself, and what only counts. */
const PASSING = [
  'remote_keys',
  'rate_limits',
  'sessions',
  'deliveries',
  'delivery_lanes',
  'delivery_hosts',
  'notifications',
  'hashtags',
  'runs',
];

export interface World {
  setting: Setting;
  /** Names of things that are there: of people here and elsewhere, public and private. */
  ids: string[];
  /** Throws when something that mallory has no right to is not as it was; from then on it is as it is now. */
  checkUntouched(): Promise<void>;
  /** Everything that came since and does not say that it is mallory's. */
  strangers(): Promise<string[]>;
}

const withoutCounts = (document: object) =>
  JSON.stringify(sorted(document), (key, value) => (COUNTED.includes(key) ? undefined : value));

/**
 * People, posts, a pair with messages and a cycle that are none of mallory's business; and a pair of Amara's with mallory, so
 * that what is said within pairs is taken in at all.
 */
export async function makeWorld(s: Scene): Promise<World> {
  const { instance, amara, amaraIri, good, evil } = s;
  const pairs = { implements: [{ id: 'urn:staffroom:ns#pairs' }] };
  const mallory = evil.actor('mallory', pairs, 1);
  const pia = good.actor('pia', pairs);
  const offered = async (partner: PeerActor, handle: string) => {
    const terms = { myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01', note: '' };
    const { id } = await amara.call(mentoring.offerPair, { body: { ...terms, partner: handle } });
    const sent = () => [...good.received, ...evil.received].map(({ json }) => json);
    const offer = await until('offered', () =>
      sent().findLast(({ type, to }) => type === 'Offer' && JSON.stringify(to) === `["${partner.iri}"]`),
    );
    await s.send(partner, s.activity(partner, 'Accept', { object: offer.id, to: [amaraIri] }));
    await instance.services.pipeline.idle();
    return { id, thread: (offer.object as { id: string }).id };
  };
  await amara.call(partners.updateMentoringChoices, { body: { capacity: 5 } });
  const post = await amara.call(practice.publishPost, { body: { title: 'Mine', markdown: 'Mine.', tags: ['lab'] } });
  const quiet = await amara.call(practice.publishPost, {
    body: { title: 'Quiet', markdown: 'For followers.', visibility: 'followers' },
  });
  const note = s.create(s.bo, { content: '<p>Hello</p>', tag: [{ type: 'Hashtag', name: '#lab' }] });
  await s.send(s.bo, note);
  await s.send(s.bo, s.create(s.bo, { inReplyTo: post.iri, content: '<p>An answer</p>' }));
  good.pages.set(new URL(note.object.id).pathname, note.object);
  const withPia = await offered(pia, `@pia@${good.host}`);
  await amara.call(threads.sendMessage, {
    params: { id: withPia.id },
    body: { markdown: 'Between Pia and me', clientId: 'between-us-000001' },
  });
  const dana = await instance.signUp('dana');
  const local = await pairUp({ client: dana, handle: 'dana' }, { client: amara, handle: 'amara' });
  await dana.call(cycles.beginCycle, { params: { id: local }, body: WORK });
  const withMallory = await offered(mallory, `@mallory@${evil.host}`);
  const cycle = await amara.call(cycles.beginCycle, { params: { id: withMallory.id }, body: WORK });
  await amara.call(profiles.followProfile, { params: { handle: `@mallory@${evil.host}` } });
  const follow = await until('asked', () => evil.received.find(({ json }) => json.type === 'Follow')?.json.id);
  const turns = await instance.services.db.collection<Stored>('turns').find({ pair: withMallory.thread }).toArray();
  const messages = await instance.services.db.collection<Stored>('messages').find({}).toArray();
  await instance.services.pipeline.idle();
  const known = instance.services.db;

  /** By collection: what is not mallory's, by its id. */
  const before = new Map<string, Map<string, string>>();
  const everything = new Map<string, Set<string>>();
  for (const name of await known.collections()) {
    const documents = await known.collection<Stored>(name).find({}).toArray();
    everything.set(name, new Set(documents.map(({ _id }) => _id)));
    if (PASSING.includes(name)) continue;
    const others = documents.filter((document) => !JSON.stringify(document).includes(evil.host));
    before.set(name, new Map(others.map((document) => [document._id, withoutCounts(document)])));
  }
  return {
    setting: {
      them: mallory.iri,
      us: amaraIri,
      ours: post.iri,
      thread: withMallory.thread,
      turn: turns[0]?._id ?? cycle.id,
      follow,
    },
    ids: [
      ...[amaraIri, `${instance.baseUrl}/users/dana`, `${instance.baseUrl}/actor`, s.bo.iri, pia.iri, mallory.iri],
      ...[post.iri, quiet.iri, note.id, note.object.id, withPia.thread, withMallory.thread, follow],
      ...messages.map(({ _id }) => _id),
      ...[`${mallory.iri}/followers`, `${s.bo.iri}/followers`, `${amaraIri}/followers`, `${mallory.iri}/inbox`],
      ...[`${instance.baseUrl}.evil.example/x`, `${instance.baseUrl}@evil.example/x`, `${s.evil.origin}/objects/none`],
      ...['http://127.0.0.1:9/x', 'http://localhost:9/x', 'https://www.w3.org/ns/activitystreams#Public'],
      ...['urn:staffroom:fetched:x', `${evil.origin}/objects/01k9-1-turn`, `${evil.origin}/objects/01k9-1-answer`],
    ],
    async checkUntouched() {
      const changed: string[] = [];
      for (const [name, documents] of before) {
        const now = await known
          .collection<Stored>(name)
          .find({ _id: { $in: [...documents.keys()] } })
          .toArray();
        const byId = new Map(now.map((document) => [document._id, withoutCounts(document)]));
        for (const [id, was] of documents) {
          const is = byId.get(id) ?? 'nothing';
          if (is === was) continue;
          changed.push(`${name} ${id}\n  was ${was}\n  is  ${is}`);
          documents.set(id, is);
        }
      }
      if (changed.length > 0) throw new Error(`not mallory's, and changed:\n${changed.join('\n')}`);
    },
    async strangers() {
      const found: string[] = [];
      for (const name of await known.collections()) {
        // Mail lists entries of the log, which are looked at themselves.
        if (PASSING.includes(name) || name === 'mail') continue;
        for (const document of await known.collection<Stored>(name).find({}).toArray()) {
          const text = JSON.stringify(document);
          if (!everything.get(name)?.has(document._id) && !text.includes(evil.host)) found.push(`${name} ${text}`);
        }
      }
      return found;
    },
  };
}
