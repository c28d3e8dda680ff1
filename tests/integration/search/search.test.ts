import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mark } from '../../../server/features/search/index.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let chidi: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance({ host: '127.0.0.1' })]);
  [amara, bo, chidi] = await Promise.all([a.signUp('amara', 'Amara Okafor'), a.signUp('bo'), b.signUp('chidi')]);
});
afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()]);
});

type Fields = { title: string } & Record<string, unknown>;

async function publish(client: ApiClient, fields: Fields) {
  return client.call(practice.publishPost, { body: { markdown: 'Something happened.', ...fields } });
}

/** Titles of what is found, best first. */
async function found(client: ApiClient, q: string, filters: Record<string, string> = {}): Promise<string[]> {
  const page = await client.call(search.searchPosts, { query: { q, ...filters } });
  return page.items.map((post) => post.title.text);
}

describe('words', () => {
  beforeAll(async () => {
    await publish(amara, {
      title: 'Dividing pizza',
      markdown: 'We drew **fractions** as slices, and compared them.',
      language: 'en',
      subject: 'Mathematics',
      gradeLevel: 'primary',
      tags: ['Exit_Tickets', 'pizza'],
    });
    await publish(amara, {
      title: 'Repartir el pan',
      markdown: 'Trabajamos la fracción con pan y cuchillo. Evaluación al final.',
      language: 'es-MX',
      focusQuestion: '¿Cómo sigo?',
      licence: 'CC0-1.0',
    });
    await publish(amara, { title: 'Interdisciplinary week', markdown: 'A bridge, a poem.', tags: ['exit_tickets'] });
  });

  test.each([
    ['fraction', ['Dividing pizza']],
    ['FRACTIONS slice', ['Dividing pizza']],
    ['fracciones', ['Repartir el pan']],
    ['fraccion', ['Repartir el pan']],
    ['evaluaciones', ['Repartir el pan']],
    ['evaluacion', ['Repartir el pan']],
    ['comparing', ['Dividing pizza']],
    ['interdisc', ['Interdisciplinary week']],
    ['poem brid', ['Interdisciplinary week']],
    ['Mathem', ['Dividing pizza']],
    ['exit_tickets', ['Interdisciplinary week', 'Dividing pizza']],
    ['fractions poem', []],
    ['fractions the', ['Dividing pizza']],
    ['the', []],
    ['"NEAR( -x *', []],
  ])('%s finds %j', async (q, titles) => {
    expect((await found(amara, q)).sort()).toEqual([...titles].sort());
  });

  test('what stands in the title comes first, and the words are marked in both', async () => {
    await publish(bo, { title: 'Fractions in a song', markdown: 'La la la.' });
    const { items } = await amara.call(search.searchPosts, { query: { q: 'fraction' } });
    expect(items[0]?.title).toEqual({ text: 'Fractions in a song', marks: [[0, 9]] });
    const pizza = items.find((post) => post.title.text === 'Dividing pizza');
    const [mark] = pizza?.snippet.marks ?? [];
    expect(pizza?.snippet.text.slice(...(mark ?? [0, 0]))).toBe('fractions');
  });

  test('there are two posts to narrow a search among', async () => {
    await publish(bo, { title: 'Quetzal one', subject: 'Mathematics', gradeLevel: 'primary', language: 'en' });
    await publish(bo, { title: 'Quetzal two', language: 'es-MX', focusQuestion: 'Why?', licence: 'CC0-1.0' });
  });

  test.each([
    [{}, 2],
    [{ subject: 'mathematics' }, 1],
    [{ gradeLevel: 'primary' }, 1],
    [{ language: 'es' }, 1],
    [{ licence: 'CC0-1.0' }, 1],
    [{ kind: 'asks' }, 1],
    [{ kind: 'asks', language: 'en' }, 0],
  ])('%j narrows the search', async (filters, count) => {
    expect(await found(amara, 'quetzal', filters)).toHaveLength(count);
  });

  test('pages follow each other and end', async () => {
    for (let n = 0; n < 7; n++) await publish(bo, { title: `Volcano ${n}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: search.FoundPost[]; next: string | null } = await bo.call(search.searchPosts, {
        query: { q: 'volcanoes', limit: 3, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map((post) => post.title.text));
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    const odd = await bo.try(search.searchPosts, { query: { q: 'volcanoes', cursor: 'x' } });
    expect(odd.status).toBe(200);
  });

  test('an edit elsewhere that narrows a post takes it, and its tags, from those it is no longer for', async () => {
    const actor = 'https://c.example/users/eve';
    const said = (id: string, type: string, object: object) =>
      a.services.pipeline.accept({ id: `https://c.example/${id}`, type, actor, object } as never, 'remote');
    await said('1', 'Update', {
      id: actor,
      type: 'Person',
      preferredUsername: 'eve',
      inbox: `${actor}/inbox`,
      followers: `${actor}/followers`,
    });
    const post = {
      id: 'https://c.example/post',
      type: 'Note',
      attributedTo: actor,
      content: '<p>A fjord</p>',
      tag: [{ type: 'Hashtag', name: '#fjord' }],
    };
    await said('2', 'Create', { ...post, to: 'https://www.w3.org/ns/activitystreams#Public' });
    await a.services.pipeline.idle();
    expect(await found(amara, 'fjord')).toHaveLength(1);
    const narrowed = { ...post, to: `${actor}/followers`, inReplyTo: 'https://c.example/other' };
    await said('3', 'Update', { ...narrowed, updated: new Date().toISOString() });
    await a.services.pipeline.idle();
    expect(await found(amara, 'fjord')).toEqual([]);
    expect((await amara.call(search.completeTags, { query: { q: 'fjord' } })).items).toEqual([]);
    const { searchable_public: indexed } = await a.viewBytes();
    expect(indexed).not.toContain('fjord');
  });

  test('an edit renews what is found, and a deleted post is not', async () => {
    const post = await publish(bo, { title: 'Glacier', tags: ['ice'] });
    const params = { id: post.id };
    expect(await found(bo, 'glacier')).toEqual(['Glacier']);
    expect((await bo.call(search.completeTags, { query: { q: 'ice' } })).items).toEqual([{ name: 'ice', posts: 1 }]);
    await bo.call(practice.editPost, { params, body: { title: 'Moraine', markdown: 'x', tags: [] } });
    expect(await found(bo, 'glacier')).toEqual([]);
    expect(await found(bo, 'moraine')).toEqual(['Moraine']);
    expect((await bo.call(search.completeTags, { query: { q: 'ice' } })).items).toEqual([]);
    await bo.call(practice.deletePost, { params });
    expect(await found(bo, 'moraine')).toEqual([]);
  });

  test('tags are completed, most used first, whatever their case', async () => {
    const { items } = await a.anyone().call(search.completeTags, { query: { q: '#EXI' } });
    expect(items).toEqual([{ name: 'exit_tickets', posts: 2 }]);
    expect((await bo.call(search.completeTags, { query: { q: 'exit_ti' } })).items).toHaveLength(1);
    expect((await bo.call(search.completeTags, { query: { q: 'tickets' } })).items).toEqual([]);
  });
});

describe('who finds what', () => {
  test('each visibility is found by whom it is for', async () => {
    const title = (visibility: string) => `Zeppelin ${visibility}`;
    for (const visibility of ['public', 'unlisted', 'followers']) {
      await publish(amara, { title: title(visibility), visibility, tags: ['zeppelin'] });
    }
    const follower = await a.signUp('follower');
    await follower.call(profiles.followProfile, { params: { handle: 'amara' } });
    expect((await found(amara, 'zeppelin')).sort()).toEqual(['followers', 'public', 'unlisted'].map(title));
    expect((await found(follower, 'zeppelin')).sort()).toEqual(['followers', 'public'].map(title));
    expect(await found(bo, 'zeppelin')).toEqual([title('public')]);
    expect(await found(a.anyone(), 'zeppelin')).toEqual([title('public')]);
    expect((await bo.call(search.completeTags, { query: { q: 'zepp' } })).items).toEqual([
      { name: 'zeppelin', posts: 1 },
    ]);
    await follower.call(profiles.unfollowProfile, { params: { handle: 'amara' } });
    expect(await found(follower, 'zeppelin')).toEqual([title('public')]);

    await publish(amara, { title: title('for @bo'), visibility: 'followers', markdown: 'With @bo.' });
    expect((await found(bo, 'zeppelin')).sort()).toEqual([title('for @bo'), title('public')]);
    expect(await found(follower, 'zeppelin')).toEqual([title('public')]);
  });

  test('what is hidden does not show in whether there is more, nor keep out what may be seen', async () => {
    const guess = mark.author(`${a.baseUrl}/users/amara`);
    for (let n = 0; n < 70; n++) {
      await publish(amara, { title: `Wombat secret ${n}`, visibility: 'followers' });
    }
    await publish(bo, { title: `My wombats ${guess}` });
    await publish(bo, { title: 'Wombatology' });
    const page = await bo.call(search.searchPosts, { query: { q: `wombat`, limit: 2 } });
    expect(page.items.map((post) => post.title.text)).toEqual([`My wombats ${guess}`, 'Wombatology']);
    expect(page.next).toBeNull();
    expect(await found(bo, `wombat ${guess}`)).toEqual([`My wombats ${guess}`]);
  });

  test('words that look like what narrows a search narrow nothing', async () => {
    await publish(chidi, { title: 'Ibex 0h 0vfollowers' });
    const { url } = (await chidi.call(search.searchPosts, { query: { q: 'ibex' } })).items.map((post) => ({
      url: `${b.baseUrl}/posts/${post.id}`,
    }))[0]!;
    await bo.call(search.lookUp, { query: { q: url } });
    expect(await found(bo, 'ibex 0h')).toEqual(['Ibex 0h 0vfollowers']);
    expect(await found(a.anyone(), 'ibex')).toEqual([]);
    await publish(amara, { title: 'Ibex hidden', visibility: 'followers' });
    expect(await found(amara, '0vfollowers')).toEqual(['Ibex 0h 0vfollowers']);
    expect(await found(bo, mark.author(`${a.baseUrl}/users/amara`))).not.toContain('Zeppelin public');
  });

  test('what two write to each other, an offer, a draft and a reply are in no index', async () => {
    const offer = {
      partner: 'bo',
      myGoals: 'Xylophone goals',
      partnerGoals: 'x',
      cadence: 'weekly',
      endsOn: '2099-01-01',
    };
    const pair = await amara.call(mentoring.offerPair, { body: offer });
    await bo.call(mentoring.acceptPair, { params: { id: pair.id } });
    await bo.call(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown: 'The xylophone is ours', clientId: 'client-id-1' },
    });
    await amara.call(practice.createDraft, { body: { title: 'Xylophone draft' } });
    const post = await publish(amara, { title: 'Marimba' });
    await bo.call(practice.replyToPost, { params: { id: post.id }, body: { markdown: 'A xylophone, rather' } });
    for (const client of [amara, bo, a.anyone()]) expect(await found(client, 'xylophone')).toEqual([]);
    const indexed = await a.viewBytes();
    for (const shelf of ['public', 'restricted', 'people'])
      expect(indexed[`searchable_${shelf}`]).not.toContain('xyloph');
  });

  test('people are found by name, school, subject and what they can help with, unless they do not want it', async () => {
    const fields = {
      displayName: 'Dana Whitfield',
      school: 'Lakeside',
      helpWith: 'Silent debates',
      bio: 'I *juggle*.',
    };
    const dana = await a.signUp('dana', 'Dana Whitfield');
    await dana.call(profiles.updateMyProfile, { body: { ...fields, subjects: ['History'], gradeLevels: ['primary'] } });
    const people = async (q: string, filters = {}) =>
      (await bo.call(search.searchPeople, { query: { q, ...filters } })).items.map(({ person }) => person.displayName);
    for (const q of ['dana', 'whit', 'lakeside', 'debate', 'juggling', 'history', 'dana histor']) {
      expect(await people(q), q).toEqual(['Dana Whitfield']);
    }
    expect(await people('dana', { subject: 'History', gradeLevel: 'primary' })).toEqual(['Dana Whitfield']);
    expect(await people('dana', { subject: 'Physics' })).toEqual([]);

    await dana.call(profiles.updateMyProfile, { body: { ...fields, discoverable: false } });
    expect(await people('dana')).toEqual([]);
    const exact = await bo.call(search.lookUp, { query: { q: `@dana@${a.domain}` } });
    expect(exact).toMatchObject({ type: 'person', person: { person: { displayName: 'Dana Whitfield' } } });
  });

  test('posts of who does not want them found are found by themselves only', async () => {
    const edda = await a.signUp('edda');
    await publish(edda, { title: 'Quokka' });
    expect(await found(bo, 'quokka')).toEqual(['Quokka']);
    await edda.call(profiles.updateMyProfile, { body: { displayName: 'Edda', indexable: false } });
    expect(await found(bo, 'quokka')).toEqual([]);
    expect(await found(edda, 'quokka')).toEqual(['Quokka']);
  });
});

describe('across two instances', () => {
  test('a post is looked up by its address, then found by its words; visitors search what is from here', async () => {
    const post = await publish(chidi, { title: 'Narwhal', markdown: 'A tusk.' });
    expect(await found(bo, 'narwhal')).toEqual([]);
    const looked = await bo.call(search.lookUp, { query: { q: post.url } });
    expect(looked).toMatchObject({ type: 'post', post: { title: { text: 'Narwhal' } } });
    expect(await bo.call(search.lookUp, { query: { q: post.iri } })).toEqual(looked);
    expect(await found(bo, 'narwhals')).toEqual(['Narwhal']);
    expect(await found(a.anyone(), 'narwhal')).toEqual([]);
  });

  test('a person is looked up by handle and by address', async () => {
    const byHandle = await bo.call(search.lookUp, { query: { q: `@chidi@${b.domain}` } });
    expect(byHandle).toMatchObject({ type: 'person', person: { person: { handle: `@chidi@${b.domain}` } } });
    expect(await bo.call(search.lookUp, { query: { q: `${b.baseUrl}/@chidi` } })).toEqual(byHandle);
    expect(await bo.call(search.lookUp, { query: { q: `${a.baseUrl}/@bo` } })).toMatchObject({
      person: { person: { displayName: 'bo' } },
    });
  });

  test('what is not for the one who asks is not found, whichever way', async () => {
    const hidden = await publish(chidi, { title: 'Walrus', visibility: 'followers' });
    const mine = await publish(amara, { title: 'Sea lion', visibility: 'followers' });
    for (const q of [hidden.url, hidden.iri, mine.url, mine.iri, `${b.baseUrl}/posts/nothing`]) {
      expect(await bo.try(search.lookUp, { query: { q } })).toMatchObject({ status: 404 });
    }
    expect(await bo.try(search.lookUp, { query: { q: 'just words' } })).toMatchObject({ status: 400 });
    expect(await bo.try(search.lookUp, { query: { q: 'http://127.0.0.1:1/posts/x' } })).toMatchObject({ status: 404 });

    await bo.call(profiles.followProfile, { params: { handle: `chidi@${b.domain}` } });
    await until('the follow to be accepted', async () => {
      const profile = await bo.call(profiles.getProfile, { params: { handle: `chidi@${b.domain}` } });
      return profile.relation?.following === 'yes';
    });
    await publish(chidi, { title: 'Walrus again', visibility: 'followers' });
    expect(await until('the post to arrive', async () => (await found(bo, 'walrus'))[0])).toBe('Walrus again');
    expect(await found(amara, 'walrus')).toEqual([]);
  });

  test('a rebuild makes the same index', async () => {
    const before = await a.viewBytes();
    await a.services.rebuild();
    const after = await a.viewBytes();
    for (const shelf of ['public', 'restricted', 'people']) {
      expect(after[`searchable_${shelf}`]).toBe(before[`searchable_${shelf}`]);
      expect(before[`searchable_${shelf}`]).not.toBe('');
    }
    expect(after.hashtags).toBe(before.hashtags);
  });
});
