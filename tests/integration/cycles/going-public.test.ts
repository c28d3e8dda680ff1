import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as media from '../../../shared/contracts/media.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { NOTICED, pairUp, say, talkThrough, WONDERED, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { PDF, picture, upload } from '../../support/upload.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let pair: string;
let cycle: string;
let turn: string;
let noticed: string;
let wondered: string;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo] = await Promise.all([instance.signUp('amara', 'Amara'), instance.signUp('bo', 'Bo *L*')]);
  pair = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
  const file = await upload(amara, PDF, 'plan.pdf');
  const work = { ...WORK.work, files: [file.id] };
  const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: { ...WORK, work } });
  cycle = begun.id;
  turn = begun.turns[0]!.id;
  await talkThrough(amara, bo, cycle, turn);
  const said = (await amara.call(cycles.getCycle, { params: { id: cycle } })).turns[0]!.contributions;
  noticed = said.find(({ html }) => html.includes('I noticed'))!.id;
  wondered = said.find(({ html }) => html.includes('What would change'))!.id;
});
afterAll(() => instance.stop());

const ask = (contributions: string[], named: boolean) => ({ params: { id: turn }, body: { contributions, named } });

describe('before the turn is closed', () => {
  test('no post is made of it; feedback can be asked for by the presenter, and only the partner’s', async () => {
    expect((await amara.try(cycles.shareTurn, { params: { id: turn } })).status).toBe(409);
    expect((await bo.try(cycles.askConsent, ask([noticed], true))).status).toBe(409);
    expect((await amara.try(cycles.askConsent, ask(['nothing'], true))).status).toBe(400);
  });

  test('asking is answered by the partner; asking twice is asking once', async () => {
    const asked = await amara.call(cycles.askConsent, ask([noticed], true));
    expect(asked).toMatchObject({
      askedByMe: true,
      answer: 'waiting',
      named: true,
      pieces: [{ contribution: noticed }],
    });
    expect((await amara.call(cycles.askConsent, ask([noticed], true))).id).toBe(asked.id);
    const params = { id: asked.id };
    expect((await amara.try(cycles.answerConsent, { params, body: { yes: true } })).status).toBe(409);
    expect(await bo.call(cycles.answerConsent, { params, body: { yes: true } })).toMatchObject({ answer: 'yes' });
    const refused = await amara.call(cycles.askConsent, ask([wondered], false));
    const no = { params: { id: refused.id }, body: { yes: false, reason: 'Not that one' } };
    expect(await bo.call(cycles.answerConsent, no)).toMatchObject({ answer: 'no', reason: 'Not that one' });
    expect((await bo.try(cycles.answerConsent, { ...no, body: { yes: true } })).status).toBe(409);
  });
});

describe('once it is closed', () => {
  let draft: string;
  let post: string;

  beforeAll(async () => {
    const action = { kind: 'action', what: 'Ask for the reason first', by: '2099-01-15' };
    const closed = await amara.call(cycles.followUp, { params: { id: turn }, body: action });
    const shown = { title: 'All of it', markdown: 'x' };
    const post = (await amara.call(practice.publishPost, { body: shown })).id;
    await amara.call(cycles.completeFollowUp, {
      params: { id: closed.turns[0]!.followUp!.id },
      body: { post, markdown: 'They argued about it.', reflection: 'More *reasons*, fewer words.' },
    });
  });

  const drafted = () => amara.call(practice.getDraft, { params: { id: draft } });
  const publish = async (change: Record<string, unknown> = {}) => {
    const { id: _id, updatedAt: _at, fromTurn: _turn, ...fields } = await drafted();
    return amara.try(practice.publishPost, { body: { ...fields, ...change, draft } });
  };

  test('the presenter makes a draft of it, which says what is theirs and what was agreed to', async () => {
    expect((await bo.try(cycles.shareTurn, { params: { id: turn } })).status).toBe(409);
    draft = (await amara.call(cycles.shareTurn, { params: { id: turn } })).draft;
    expect((await amara.call(cycles.shareTurn, { params: { id: turn } })).draft).toBe(draft);
    const { markdown, ...rest } = await drafted();
    expect(rest).toMatchObject({
      title: 'Exit tickets',
      focusQuestion: WORK.focusQuestion,
      subject: 'Chemistry',
      fromTurn: turn,
    });
    for (const own of [
      'Three questions at the door.',
      'Ask for the reason first',
      'They argued about it.',
      'More reasons',
    ]) {
      expect(markdown).toContain(own);
    }
    expect(markdown).toContain(`> ${NOTICED}`);
    expect(markdown).toContain('What Bo \\*L\\* said');
    expect(markdown).toMatch(/\[All of it\]\(http[^)]+\/posts\/[^)]+\)/);
    expect(markdown).toContain('One private file is not carried over.');
    expect(markdown).not.toContain(WONDERED);
    expect(markdown).not.toContain('/mentoring/');
    const spanish = await amara.try(cycles.shareTurn, { params: { id: turn }, headers: { 'accept-language': 'es' } });
    const { markdown: enEspañol } = await amara.call(practice.getDraft, { params: { id: spanish.value.draft } });
    expect(enEspañol).toContain('## Qué probé');
  });

  test.each([
    ['markdown', { markdown: `As was said: ${WONDERED}` }],
    ['markdown', { markdown: 'What *would* change if the\nthird **question** came first, before' }],
    ['markdown', { markdown: 'What wo<b></b>uld change if the third question came first, before they' }],
    ['title', { title: 'What would change if the third question came first' }],
    ['focusQuestion', { focusQuestion: 'what would change if the third question came first?' }],
    ['poll', { poll: { options: ['Nothing', 'What would change if the third question came first'], openMinutes: 60 } }],
  ])('what the partner did not agree to is not published in the %s', async (field, change) => {
    const refused = await publish(change);
    expect(refused.status).toBe(400);
    expect(refused.error?.fields?.[field]).toContain('your partner’s');
    expect((await drafted()).fromTurn).toBe(turn);
  });

  test('nor a way back to the pair', async () => {
    for (const way of [`${instance.baseUrl}/mentoring/${pair}`, `[here](/mentoring/${pair})`, `The thread ${pair}`]) {
      expect((await publish({ markdown: way })).error?.fields?.markdown).toContain('leads back');
    }
  });

  test('a draft that the editor saves keeps what it is made of', async () => {
    const { id: _id, updatedAt: _at, fromTurn: _turn, ...fields } = await drafted();
    await amara.call(practice.saveDraft, { params: { id: draft }, body: { ...fields, title: 'My exit tickets' } });
    expect(await drafted()).toMatchObject({ title: 'My exit tickets', fromTurn: turn });
  });

  test('published, it has no trace of the turn, here or on the wire', async () => {
    const published = await publish();
    expect(published.status).toBe(201);
    post = published.value.id;
    expect(published.value.html).toContain('Ask for the reason first');
    await instance.services.pipeline.idle();
    const wire = await fetch(published.value.iri, { headers: { accept: 'application/activity+json' } });
    const entries = await instance.services.db
      .collection<{ _id: string; id: string }>('cycle_entries')
      .find({})
      .toArray();
    const names = [pair, cycle, turn, ...entries.flatMap(({ _id, id }) => [_id, id])];
    const stored = await instance.services.db.collection<{ _id: string }>('posts').find({}).toArray();
    for (const text of [JSON.stringify(published.value), await wire.text(), JSON.stringify(stored)]) {
      expect(names.filter((name) => text.includes(name))).toEqual([]);
      expect(text).not.toContain('fromTurn');
      expect(text).not.toContain('/mentoring/');
    }
  });

  test('an edit is held to the same', async () => {
    const edit = (markdown: string) =>
      amara.try(practice.editPost, { params: { id: post }, body: { title: 'Exit tickets', markdown } });
    expect((await edit(`And: ${WONDERED}`)).error?.fields?.markdown).toContain('your partner’s');
    expect((await edit(`And: ${NOTICED}`)).status).toBe(200);
  });

  test('a post of one’s own that came from elsewhere is nobody’s business', async () => {
    const other = await amara.try(practice.publishPost, {
      body: { title: 'Other', markdown: `Read /mentoring/ and more` },
    });
    expect(other.status).toBe(201);
  });

  test('a yes that is taken back counts no more', async () => {
    const { consents } = (await bo.call(cycles.getCycle, { params: { id: cycle } })).turns[0]!;
    const yes = consents.find(({ answer }) => answer === 'yes')!;
    await bo.call(cycles.answerConsent, { params: { id: yes.id }, body: { yes: false } });
    const again = await amara.call(cycles.shareTurn, { params: { id: turn } });
    const { markdown } = await amara.call(practice.getDraft, { params: { id: again.draft } });
    expect(markdown).not.toContain(NOTICED);
  });
});

test('what the partner deletes after a draft quotes it is not published, in the text or under an image', async () => {
  const [eli, fern] = await Promise.all([instance.signUp('eli'), instance.signUp('fern')]);
  const id = await pairUp({ client: eli, handle: 'eli' }, { client: fern, handle: 'fern' });
  const begun = await eli.call(cycles.beginCycle, { params: { id }, body: WORK });
  const params = { id: begun.turns[0]!.id };
  await talkThrough(eli, fern, begun.id, params.id);
  const { turns } = await eli.call(cycles.getCycle, { params: { id: begun.id } });
  const piece = (words: string) => turns[0]!.contributions.find(({ html }) => html.includes(words))!.id;
  const [first, second] = [piece('I noticed'), piece('What would change')];
  const body = { contributions: [first, second], named: false };
  const asked = await eli.call(cycles.askConsent, { params, body });
  await fern.call(cycles.answerConsent, { params: { id: asked.id }, body: { yes: true } });
  await eli.call(cycles.followUp, { params, body: { kind: 'decline', reason: 'I try it first' } });
  const { draft } = await eli.call(cycles.shareTurn, { params });
  const {
    id: _id,
    updatedAt: _at,
    fromTurn: _turn,
    ...fields
  } = await eli.call(practice.getDraft, {
    params: { id: draft },
  });
  expect(fields.markdown).toContain(`> ${NOTICED}`);
  await fern.call(cycles.deleteContribution, { params: { id: first } });
  const publish = (change: Record<string, unknown>) =>
    eli.try(practice.publishPost, { body: { ...fields, ...change, draft } });
  expect((await publish({})).error?.fields?.markdown).toContain('your partner’s');
  const image = await upload(eli, await picture(), 'wall.jpg');
  await eli.call(media.describeMedia, { params: { id: image.id }, body: { alt: NOTICED } });
  expect((await publish({ markdown: 'x', attachments: [image.id] })).error?.fields?.attachments).toContain(
    'your partner’s',
  );
  expect((await publish({ markdown: `> ${WONDERED}` })).status).toBe(201);
});

test('what stays between the two cannot be asked for', async () => {
  const [cleo, dina] = await Promise.all([instance.signUp('cleo'), instance.signUp('dina')]);
  const id = await pairUp(
    { client: cleo, handle: 'cleo' },
    { client: dina, handle: 'dina' },
    { confidentiality: 'between-us' },
  );
  const begun = await cleo.call(cycles.beginCycle, { params: { id }, body: WORK });
  const theirs = begun.turns[0]!.id;
  await dina.call(cycles.contribute, say(theirs, 0, 'Why?'));
  await talkThrough(cleo, dina, begun.id, theirs);
  const { turns } = await cleo.call(cycles.getCycle, { params: { id: begun.id } });
  const refused = await cleo.try(cycles.askConsent, {
    params: { id: theirs },
    body: { contributions: [turns[0]!.contributions[0]!.id], named: false },
  });
  expect(refused).toMatchObject({ status: 409, error: { message: expect.stringContaining('stays between you') } });
});
