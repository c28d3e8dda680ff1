import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Activity,
  type Actor,
  type Article,
  type Audience,
  BLANK_PROFILE,
  type JsonObject,
  type Note,
  PLAIN_ARTICLE,
  PLAIN_NOTE,
  type Poll,
  PUBLIC,
} from '../../../server/activities/activity.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import { CADENCES, FEEDBACK_KINDS, PAIR_CAUSES } from '../../../shared/vocabulary.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { seeded } from '../../support/storage/random.ts';

/**
 * The same activities in any order of arrival, some twice, one by one or all at once: the same views; and a rebuild makes
 * the same again.
 */
const NOW = new Date('2026-11-21T12:00:00Z');
/** Less than a day before, so that nothing is too late for a pair that has ended. */
const START = NOW.getTime() - 23 * 60 * 60_000;
const naming = createNaming('https://b.example');
const codec = createCodec(naming);
/** What an agreement says beside what it is about. */
const PLAIN = { protocol: '', confidentiality: 'ask-first' } as const;
const names = ['ann', 'ben', 'cem', 'dia', 'eva'];
const people = names.map((name) => naming.actor(name));

function actorOf(username: string): Actor {
  return {
    kind: 'actor',
    type: 'Person',
    ...naming.actor(username),
    username,
    displayName: username,
    ...BLANK_PROFILE,
    key: null,
    publishedAt: new Date(START),
  };
}

/** As somebody else's server counts it. */
function pollWith(multiple: boolean, votes: number): Poll {
  const options = ['Yes', 'No'].map((text) => ({ text, votes }));
  return { multiple, options, voters: votes * 2, closesAt: null };
}

/** A life of five people in some two hundred activities, each later than what it is about. */
function story(seed: number): Activity[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const chance = (percent: number) => random.below(100) < percent;
  const made: Activity[] = [];
  let minute = 0;
  let count = 0;
  const base = (actor: string, audience: Audience) => {
    minute += 1 + random.below(4);
    count += 1;
    return {
      iri: naming.newActivity(`activity-${seed}-${count}`),
      actor,
      audience,
      publishedAt: new Date(START + minute * 60_000),
    };
  };
  const say = (activity: Activity) => {
    made.push(activity);
    return activity;
  };
  const toAll = (person: (typeof people)[number], ...more: string[]): Audience =>
    chance(70)
      ? { to: [PUBLIC], cc: [person.followers, ...more] }
      : chance(50)
        ? { to: [person.followers], cc: [PUBLIC, ...more] }
        : { to: [person.followers], cc: more };

  const posts: (Article | Note)[] = [];
  for (let n = 0; n < 45; n++) {
    const person = pick(people);
    const parent = posts.length > 0 && chance(70) ? pick(posts) : null;
    const audience = toAll(person, ...(parent ? [parent.author] : []));
    const about = base(person.iri, audience);
    const iri = naming.newObject(`object-${seed}-${n}`);
    const shared = { iri, author: person.iri, url: naming.pageOf(iri), html: `<p>${n}</p>`, markdown: null, audience };
    const dates = { publishedAt: about.publishedAt, editedAt: null };
    const object: Article | Note = parent
      ? {
          kind: 'note',
          ...PLAIN_NOTE,
          ...shared,
          ...dates,
          inReplyTo: parent.iri,
          context: null,
          feedbackKind: chance(60) ? pick(FEEDBACK_KINDS) : null,
          anchor: null,
          invitation: null,
          language: null,
          attachments: [],
          mentions: [parent.author],
          tags: [],
        }
      : {
          kind: 'article',
          ...PLAIN_ARTICLE,
          ...shared,
          ...dates,
          title: `Post ${n}`,
          summary: '',
          focusQuestion: '',
          language: null,
          attachments: [],
          mentions: [],
          tags: ['maths', `t${n}`],
          subject: '',
          gradeLevel: null,
          licence: null,
        };
    const poll = chance(25) ? pollWith(chance(50), 0) : null;
    object.poll = poll;
    posts.push(object);
    say({ ...about, type: 'Create', object });
    if (poll !== null) {
      for (let votes = random.below(5); votes > 0; votes--) {
        const voter = pick(people);
        const toAsker = base(voter.iri, { to: [person.iri], cc: [] });
        const vote = naming.newObject(`vote-${seed}-${n}-${votes}`);
        say({
          ...toAsker,
          type: 'Create',
          object: {
            kind: 'note',
            ...PLAIN_NOTE,
            iri: vote,
            author: voter.iri,
            url: naming.pageOf(vote),
            vote: pick(['Yes', 'No']),
            html: '',
            markdown: null,
            inReplyTo: iri,
            context: null,
            feedbackKind: null,
            anchor: null,
            invitation: null,
            language: null,
            attachments: [],
            mentions: [],
            tags: [],
            audience: toAsker.audience,
            publishedAt: toAsker.publishedAt,
            editedAt: null,
          },
        });
        if (chance(30)) say({ ...base(voter.iri, { to: [], cc: [] }), type: 'Delete', object: vote });
      }
      for (let counts = random.below(3); counts > 0; counts--) {
        const counted = { ...object, poll: pollWith(poll.multiple, random.below(9)) };
        say({ ...base(person.iri, audience), type: 'Update', object: counted });
      }
    }
    for (let edits = random.below(3); edits > 0 && chance(50); edits--) {
      const edit = base(person.iri, audience);
      const edited = chance(30) ? { to: [person.followers], cc: [] } : audience;
      say({
        ...edit,
        type: 'Update',
        object: { ...object, html: `<p>edit ${edits}</p>`, audience: edited, editedAt: edit.publishedAt },
      });
    }
    if (chance(15)) say({ ...base(person.iri, audience), type: 'Delete', object: iri });
  }
  for (const { iri, author } of posts) {
    for (let pins = random.below(3); pins > 0; pins--) {
      const { featured } = people.find((person) => person.iri === author)!;
      const target = chance(70) ? featured : `${author}/collections/other`;
      const by = chance(90) ? author : pick(people).iri;
      say({ ...base(by, { to: [PUBLIC], cc: [] }), type: pick(['Pin', 'Pin', 'Unpin'] as const), object: iri, target });
    }
  }
  // Only now it is known where they pin.
  for (const name of names) {
    const actor = actorOf(name);
    say({ ...base(actor.iri, { to: [PUBLIC], cc: [] }), type: 'Update', object: actor });
  }
  for (let n = 0; n < 40; n++) {
    const person = pick(people);
    const type = pick(['Like', 'Announce'] as const);
    const post = pick(posts);
    for (let again = random.below(3); again >= 0; again--) {
      const about = { ...base(person.iri, { to: [PUBLIC], cc: [] }), object: post.iri };
      const reaction = { character: pick(['🦉', '🌿']) };
      if (type === 'Announce' && chance(30)) {
        const relay = { ...base(person.iri, { to: [PUBLIC], cc: [] }), object: post.iri };
        say({ ...relay, type: 'Relay', done: 'Create' });
      }
      const response = say(type === 'Like' && chance(40) ? { ...about, type, reaction } : { ...about, type });
      if (chance(50))
        say({ ...base(person.iri, response.audience), type: 'Undo', object: response.iri, reason: '', cause: null });
    }
  }
  for (const follower of people) {
    for (const followee of people) {
      if (follower === followee || chance(40)) continue;
      for (let again = random.below(3); again >= 0; again--) {
        const follow = say({
          ...base(follower.iri, { to: [followee.iri], cc: [] }),
          type: 'Follow',
          object: followee.iri,
        });
        const answer = { ...base(followee.iri, { to: [follower.iri], cc: [] }), object: follow.iri };
        if (chance(70)) say({ ...answer, type: 'Accept' });
        else if (chance(50)) say({ ...answer, type: 'Reject', reason: '' });
        if (chance(40)) {
          say({
            ...base(follower.iri, { to: [followee.iri], cc: [] }),
            type: 'Undo',
            object: follow.iri,
            reason: '',
            cause: null,
          });
        }
      }
    }
  }
  const proposal = (subject: string, object: string, iri: string, note: string) => {
    const agreement = { goals: {}, cadence: pick(CADENCES), endsOn: '2027-06-30', ...PLAIN, note };
    const relationship = { kind: 'relationship' as const, iri, subject, object, agreement };
    return { type: 'Offer' as const, object: relationship, counters: null, amends: null };
  };
  for (let n = 0; n < 14; n++) {
    const [offerer, partner] = [pick(people), pick(people)];
    if (offerer === partner) continue;
    const thread = naming.newObject(`thread-${seed}-${n}`);
    const toPartner = { to: [partner.iri], cc: [] };
    const toOfferer = { to: [offerer.iri], cc: [] };
    const offer = say({ ...base(offerer.iri, toPartner), ...proposal(offerer.iri, partner.iri, thread, 'offered') });
    const accepts: Activity[] = [];
    for (let times = random.below(3); times > 0; times--) {
      accepts.push(say({ ...base(partner.iri, toOfferer), type: 'Accept', object: offer.iri }));
    }
    for (let m = 0; m < 6; m++) {
      const [from, to] = chance(50) ? [offerer, toPartner] : [partner, toOfferer];
      const about = base(from.iri, to);
      const iri = naming.newObject(`message-${seed}-${n}-${m}`);
      say({
        ...about,
        type: 'Create',
        object: {
          kind: 'note',
          ...PLAIN_NOTE,
          iri,
          author: from.iri,
          url: naming.pageOf(iri),
          html: `<p>${m}</p>`,
          markdown: null,
          inReplyTo: null,
          context: thread,
          feedbackKind: chance(40) ? pick(FEEDBACK_KINDS) : null,
          anchor: null,
          invitation: null,
          language: null,
          attachments: [],
          mentions: to.to,
          tags: [],
          audience: to,
          publishedAt: about.publishedAt,
          editedAt: null,
        },
      });
      if (chance(20)) say({ ...base(from.iri, to), type: 'Delete', object: iri });
    }
    if (chance(30)) say({ ...base(partner.iri, toOfferer), type: 'Reject', object: offer.iri, reason: 'no' });
    const undone = chance(50) ? accepts.at(-1) : undefined;
    if (undone)
      say({ ...base(partner.iri, toOfferer), type: 'Undo', object: undone.iri, reason: 'partner', cause: null });
    if (chance(50)) {
      const cause = chance(30) ? pick(PAIR_CAUSES) : null;
      say({ ...base(offerer.iri, toPartner), type: 'Undo', object: offer.iri, reason: 'offerer', cause });
    }
    for (let changes = random.below(4); changes > 0; changes--) {
      const [from, other] = chance(50) ? [offerer, partner] : [partner, offerer];
      const change = say({
        ...base(chance(90) ? from.iri : pick(people).iri, { to: [other.iri], cc: [] }),
        ...proposal(from.iri, other.iri, naming.newObject(`change-${seed}-${n}-${changes}`), `change ${changes}`),
        amends: thread,
      });
      for (let answers = random.below(4); answers > 0; answers--) {
        const by = chance(80) ? other : pick(people);
        const answer = { ...base(by.iri, { to: [from.iri], cc: [] }), object: change.iri };
        say(chance(60) ? { ...answer, type: 'Accept' } : { ...answer, type: 'Reject', reason: 'as it is' });
      }
      if (chance(30)) {
        const by = chance(80) ? from : pick(people);
        say({
          ...base(by.iri, { to: [other.iri], cc: [] }),
          type: 'Undo',
          object: change.iri,
          reason: '',
          cause: null,
        });
      }
    }
    for (let counters = random.below(3); counters > 0; counters--) {
      const by = chance(80) ? partner : pick(people);
      if (by === offerer) continue;
      say({
        ...base(by.iri, toOfferer),
        ...proposal(by.iri, offerer.iri, naming.newObject(`counter-${seed}-${n}-${counters}`), 'rather so'),
        counters: offer.iri,
      });
    }
    // Nobody else's word counts.
    say({ ...base(pick(people).iri, toPartner), type: 'Undo', object: offer.iri, reason: 'forged?', cause: null });
  }
  return made;
}

/**
 * Every view's documents, without the positions of messages, which are the order of arrival, and without people, of whom
 * one is each instance's own, as is what that one sent.
 */
async function views(instance: TestInstance): Promise<string[]> {
  const { actors: _, searchable_people: _people, ...bytes } = await instance.viewBytes();
  return Object.entries(bytes).flatMap(([name, documents]) =>
    documents
      .split('\n')
      .filter((document) => !document.includes('"mailbox":"outbox '))
      .map((document) => `${name} ${document.replace(/"cursor":"\w+",/, '')}`),
  );
}

describe.each([1, 20_261_121, 777])('the order of arrival (seed %i)', (seed) => {
  let instances: TestInstance[];
  const activities = story(seed).map((activity) => codec.encode(activity));

  beforeAll(async () => {
    instances = await Promise.all([1, 2, 3].map(() => startInstance({ options: { clock: { now: () => NOW } } })));
    for (const instance of instances) {
      // Nothing is asked over the network.
      const admin = await instance.account('head', 'admin');
      await admin.call(moderation.blockDomain, { params: { domain: 'b.example' }, body: {} });
      for (const name of names) {
        const actor = { ...actorOf(name), featured: null };
        const introduction = {
          iri: naming.newActivity(`actor-${name}`),
          actor: actor.iri,
          publishedAt: new Date(START),
        };
        const update: Activity = { ...introduction, type: 'Update', audience: { to: [PUBLIC], cc: [] }, object: actor };
        await instance.services.pipeline.accept(codec.encode(update), 'remote');
        await instance.services.pipeline.idle();
      }
    }
  });
  afterAll(() => Promise.all(instances.map((instance) => instance.stop())));

  async function oneByOne({ services }: TestInstance, list: readonly JsonObject[]): Promise<void> {
    for (const json of list) {
      await services.pipeline.accept(json, 'remote');
      await services.pipeline.idle();
    }
  }

  test('changes nothing, and a rebuild makes the same', async () => {
    const [told, shuffled, atOnce] = instances;
    const random = seeded(seed + 1);
    const mixed = () =>
      activities
        .concat(activities.filter(() => random.chance(0.2)))
        // A pair's messages come after its offer: until it is accepted, which only its receiver can do, there are none.
        .map((json) => ({ json, at: json.type === 'Offer' ? random.next() - 1 : random.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ json }) => json);
    const [inOneOrder, inNone] = [mixed(), mixed()];
    await Promise.all([
      oneByOne(told!, activities),
      oneByOne(shuffled!, inOneOrder),
      ...inNone.map((json) => atOnce!.services.pipeline.accept(json, 'remote')),
    ]);
    await atOnce!.services.pipeline.idle();

    const expected = await views(told!);
    for (const state of ['ended', 'countered']) {
      expect(expected.some((view) => view.startsWith('pairs') && view.includes(`"${state}"`))).toBe(true);
    }
    expect(expected.some((view) => view.startsWith('pairs') && /"amendedBy":"https/.test(view))).toBe(true);
    expect(expected.some((view) => view.startsWith('posts') && view.includes('"pinned":true'))).toBe(true);
    for (const other of [shuffled!, atOnce!]) {
      const found = await views(other);
      expect(found.filter((view) => !expected.includes(view))).toEqual([]);
      expect(expected.filter((view) => !found.includes(view))).toEqual([]);
    }

    for (const instance of instances) {
      const live = await instance.viewBytes();
      await instance.services.rebuild();
      expect(await instance.viewBytes()).toEqual(live);
    }
  }, 60_000);
});
