import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { keyOf } from '../../../server/core/ids.ts';
import * as life from '../../../shared/contracts/account-life.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { PeerActor, Received } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Who is asked before something is quoted, what they answer, and what is shown without their word (FEP-044f). */
let aheadMs = 0;
const s = scene({ options: { clock: { now: () => new Date(Date.now() + aheadMs) } } });
const DAY_MS = 24 * 60 * 60_000;
const idle = () => s.instance.services.pipeline.idle();
const accept = { accept: 'application/activity+json' };

const documentOf = async (iri: string) => (await (await fetch(iri, { headers: accept })).json()) as JsonObject;
const statusOf = async (iri: string) => (await fetch(iri, { headers: accept })).status;

async function quoteIn(iri: string) {
  await idle();
  return (await s.amara.call(practice.getPost, { params: { id: keyOf(iri) } })).quote;
}

async function publish(title: string, visibility: 'public' | 'unlisted' | 'followers' = 'public') {
  return s.amara.call(practice.publishPost, { body: { title, markdown: 'Words', visibility } });
}

/** What `who` gets for asking whether `quoting` may quote something. */
async function ask(who: PeerActor, object: string, instrument: JsonObject | string): Promise<Received['json']> {
  const request = await say(who, object, instrument);
  const isAnswer = ({ json }: Received) => idOf(json.object) === request;
  const peer = who === s.mallory ? s.evil : s.good;
  return (await until('an answer', () => peer.received.find(isAnswer))).json;
}

async function say(who: PeerActor, object: string, instrument: JsonObject | string): Promise<string> {
  // Mastodon addresses it to nobody.
  const request = s.activity(who, 'QuoteRequest', { object, instrument, to: [] });
  expect((await s.send(who, request)).status).toBe(202);
  await idle();
  return request.id;
}

function idOf(object: unknown): unknown {
  return typeof object === 'object' && object !== null && 'id' in object ? object.id : object;
}

describe('a post of ours', () => {
  test('says that everybody may quote what everybody may read, and nobody what is for followers', async () => {
    const policy = async (visibility: 'public' | 'unlisted') =>
      (await documentOf((await publish('Policy', visibility)).iri)).interactionPolicy;
    expect(await policy('public')).toEqual({ canQuote: { automaticApproval: [PUBLIC] } });
    expect(await policy('unlisted')).toEqual({ canQuote: { automaticApproval: [PUBLIC] } });
    const { iri } = await publish('For few', 'followers');
    const log = await s.instance.services.log.objectState(iri);
    const interactionPolicy = { canQuote: { automaticApproval: [s.amaraIri] } };
    expect(log?.json.object).toMatchObject({ interactionPolicy });
  });

  test('is quoted with a word that anybody can check, until its author blocks whoever quotes it, or deletes it', async () => {
    const { id, iri } = await publish('Quoted');
    const create = s.create(s.bo, { content: '<p>Look</p>', quote: iri });
    const quoting = create.object.id;
    await s.send(s.bo, create);
    expect(await quoteIn(quoting)).toEqual({ url: expect.stringContaining('/posts/'), post: null });

    const answer = await ask(s.bo, iri, create.object as JsonObject);
    const word = String(answer.result);
    expect(answer).toMatchObject({
      type: 'Accept',
      actor: s.amaraIri,
      to: [s.bo.iri],
      object: { type: 'QuoteRequest', actor: s.bo.iri, object: iri, instrument: quoting },
    });
    expect(await documentOf(word)).toMatchObject({
      id: word,
      type: 'QuoteAuthorization',
      attributedTo: s.amaraIri,
      interactingObject: quoting,
      interactionTarget: iri,
    });
    expect((await quoteIn(quoting))?.post).toMatchObject({ title: 'Quoted' });
    // Asked again, there is the same word.
    expect((await ask(s.bo, iri, quoting)).result).toBe(word);

    const handle = `@bo@${s.good.host}`;
    await s.amara.call(life.blockProfile, { params: { handle } });
    expect(await statusOf(word)).toBe(404);
    const anyone = s.instance.anyone();
    const seen = await anyone.call(practice.getPost, { params: { id: keyOf(quoting) } });
    expect(seen.quote?.post).toBeNull();
    expect(await ask(s.bo, iri, quoting)).toMatchObject({ type: 'Reject', actor: s.amaraIri });
    await s.amara.call(life.unblockProfile, { params: { handle } });
    expect(await statusOf(word)).toBe(200);

    await s.amara.call(practice.deletePost, { params: { id } });
    expect(await statusOf(word)).toBe(404);
  });

  test('is not quoted by whoever asks for what somebody else wrote', async () => {
    const { iri } = await publish('Coveted');
    const eve = s.good.actor('eve');
    const create = s.create(s.bo, { quote: iri });
    await s.send(s.bo, create);
    const before = s.good.received.length;
    await say(eve, iri, create.object as JsonObject);
    await say(eve, iri, `${s.evil.origin}/objects/1`);
    expect(s.good.received).toHaveLength(before);
    // By its id alone it cannot be told whose it is: the word is for what eve wrote, and bo's stays a link.
    expect((await ask(eve, iri, create.object.id)).type).toBe('Accept');
    expect((await quoteIn(create.object.id))?.post).toBeNull();
  });

  test('that is for followers may not be quoted, which those are told who can read it', async () => {
    const { iri } = await publish('For followers', 'followers');
    await s.send(s.mallory, s.activity(s.mallory, 'Follow', { object: s.amaraIri, to: [s.amaraIri] }));
    await until('followed', () => s.evil.received.some(({ json }) => json.type === 'Accept'));
    expect(await ask(s.mallory, iri, s.id(s.mallory))).toMatchObject({ type: 'Reject' });
    const before = s.good.received.length;
    await say(s.bo, iri, s.id(s.bo));
    await say(s.bo, `${s.instance.baseUrl}/objects/nothing`, s.id(s.bo));
    expect(s.good.received).toHaveLength(before);
  });
});

describe('a post of another server that wants to be asked', () => {
  let quoted: JsonObject & { id: string };
  let made = 0;

  beforeAll(async () => {
    const policy = { interactionPolicy: { canQuote: { automaticApproval: [PUBLIC] } } };
    const create = s.create(s.bo, { content: '<p>Ask me first</p>', ...policy });
    quoted = create.object as typeof quoted;
    await s.send(s.bo, create);
  });

  /** A post of mallory's that quotes it, with what it says is bo's word. */
  async function quoteWith(wordOf: (quoting: string) => { iri: string; document?: JsonObject } | null) {
    const create = s.create(s.mallory, { content: '<p>See</p>', quote: quoted.id });
    const quoting = create.object.id;
    const word = wordOf(quoting);
    if (word?.document) s.good.pages.set(new URL(word.iri).pathname, word.document);
    const object = { ...create.object, ...(word ? { quoteAuthorization: word.iri } : {}) };
    await s.send(s.mallory, { ...create, object });
    return quoting;
  }

  function wordOfBo(interactingObject: string, rest: JsonObject = {}): { iri: string; document: JsonObject } {
    made += 1;
    const iri = `${s.good.origin}/stamps/${made}`;
    const said = { attributedTo: s.bo.iri, interactingObject, interactionTarget: quoted.id };
    return { iri, document: { id: iri, type: 'QuoteAuthorization', ...said, ...rest } };
  }

  test('is a link where nobody has its author’s word, and a card where they have', async () => {
    expect(await quoteIn(await quoteWith(() => null))).toEqual({ url: quoted.id, post: null });
    const quoting = await quoteWith(wordOfBo);
    expect((await quoteIn(quoting))?.post).toMatchObject({ summary: 'Ask me first' });
  });

  test('is a link where the word is another’s, of another post, or is not to be had', async () => {
    const eve = s.good.actor('eve');
    const evil = (quoting: string) => {
      const { document } = wordOfBo(quoting, { id: `${s.evil.origin}/stamp` });
      s.evil.pages.set('/stamp', document);
      return { iri: `${s.evil.origin}/stamp` };
    };
    for (const word of [
      (quoting: string) => wordOfBo(quoting, { attributedTo: eve.iri }),
      (quoting: string) => wordOfBo(`${quoting}0`),
      (quoting: string) => wordOfBo(quoting, { interactionTarget: `${quoted.id}0` }),
      () => ({ iri: `${s.good.origin}/stamps/none` }),
      evil,
    ]) {
      expect((await quoteIn(await quoteWith(word)))?.post).toBeNull();
    }
    expect(s.evil.asked.some(({ path }) => path === '/stamp')).toBe(false);
  });

  test('is a link again when its author takes the word back, and nobody else can', async () => {
    const quoting = await quoteWith(wordOfBo);
    const word = `${s.good.origin}/stamps/${made}`;
    const eve = s.good.actor('eve');
    await s.send(eve, s.activity(eve, 'Delete', { object: word }));
    expect((await quoteIn(quoting))?.post).not.toBeNull();
    await s.send(s.bo, s.activity(s.bo, 'Delete', { object: { id: word, type: 'QuoteAuthorization' } }));
    expect((await quoteIn(quoting))?.post).toBeNull();
  });

  test('is a link when the word was taken back before it was read', async () => {
    const quoting = await quoteWith(() => null);
    const { document, iri } = wordOfBo(quoting);
    await s.send(s.bo, s.activity(s.bo, 'Delete', { object: iri }));
    await s.send(s.bo, s.activity(s.bo, 'Create', { object: document }));
    expect((await quoteIn(quoting))?.post).toBeNull();
    // Another word is another matter.
    await s.send(s.bo, s.activity(s.bo, 'Create', { object: wordOfBo(quoting).document }));
    expect((await quoteIn(quoting))?.post).not.toBeNull();
  });

  test('is a card whatever somebody else says under the name of the word, before it or after', async () => {
    const eve = s.good.actor('eve');
    const other = s.create(eve);
    await s.send(eve, other);
    const eveSays = (id: string, interactingObject: string) =>
      s.send(eve, {
        ...s.activity(eve, 'Create'),
        object: {
          id,
          type: 'QuoteAuthorization',
          attributedTo: eve.iri,
          interactingObject,
          interactionTarget: other.object.id,
        },
      });
    for (const isFirst of [true, false]) {
      const { iri } = wordOfBo('');
      made -= 1;
      if (isFirst) await eveSays(iri, s.id(s.mallory));
      const quoting = await quoteWith(wordOfBo);
      expect((await quoteIn(quoting))?.post, `first: ${isFirst}`).not.toBeNull();
      if (!isFirst) await eveSays(iri, s.id(s.mallory));
      await s.send(eve, s.activity(eve, 'Delete', { object: iri }));
      expect((await quoteIn(quoting))?.post, `first: ${isFirst}`).not.toBeNull();
    }
  });

  test('is a card by the newest of what its author says under one name, whichever comes last', async () => {
    const [one, other] = [await quoteWith(() => null), await quoteWith(() => null)];
    const { iri } = wordOfBo('');
    const says = async (interactingObject: string, published: string) => {
      const { document: object } = wordOfBo(interactingObject, { id: iri });
      expect((await s.send(s.bo, s.activity(s.bo, 'Create', { published, object }))).status).toBe(202);
    };
    await says(other, '2026-03-02T10:00:00Z');
    await says(one, '2026-03-01T10:00:00Z');
    expect((await quoteIn(one))?.post).toBeNull();
    expect((await quoteIn(other))?.post).not.toBeNull();
  });

  test('is quoted by its author as they like', async () => {
    const create = s.create(s.bo, { quote: quoted.id });
    await s.send(s.bo, create);
    expect((await quoteIn(create.object.id))?.post).not.toBeNull();
  });

  test('is a link again when the word is not there any more, once somebody opens the post; and a card when it is back', async () => {
    const quoting = await quoteWith(wordOfBo);
    const path = `/stamps/${made}`;
    const document = s.good.pages.get(path)!;
    const timesAsked = () => s.good.asked.filter((one) => one.path === path).length;
    const open = (client = s.amara) => client.call(practice.listReplies, { params: { id: keyOf(quoting) } });
    /** Opens it a day later. */
    const openWith = async (page: object | null) => {
      if (page === null) s.good.pages.delete(path);
      else s.good.pages.set(path, page);
      aheadMs += DAY_MS;
      // A visitor causes nothing, and neither does whoever comes a second time.
      await open(s.instance.anyone());
      const before = timesAsked();
      for (let times = 0; times < 2; times++) await open();
      await until('its server is asked', () => timesAsked() > before);
      expect(timesAsked()).toBe(before + 1);
    };
    const isCard = async () => (await quoteIn(quoting))?.post !== null;

    expect(await isCard()).toBe(true);
    // Not to be had is not the same as not there.
    await openWith({ status: 503 });
    await s.instance.down();
    await s.instance.up();
    expect(await isCard()).toBe(true);
    await openWith(null);
    await until('a link', async () => !(await isCard()));
    await openWith(document);
    await until('a card', isCard);
    await openWith({ ...document, interactingObject: `${quoting}0` });
    await until('a link', async () => !(await isCard()));
  });
});

test('a rebuild shows the same', async () => {
  const before = await s.instance.viewBytes();
  await s.instance.services.rebuild();
  expect(await s.instance.viewBytes()).toEqual(before);
});
