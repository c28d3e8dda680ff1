import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import type { ApiClient } from '../support/api.ts';
import { sayHelpedIn } from '../support/helped-in.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Amara looks for a partner on A; the quiet expert teaches on B, and a loud colleague sits next to Amara. */
describe('a partner on another instance', () => {
  let a: TestInstance;
  let b: TestInstance;
  let amara: ApiClient;
  let cleo: ApiClient;
  let loud: ApiClient;
  let quiet: ApiClient;
  const quietOnA = () => ({ handle: `@quiet@${b.domain}` });

  beforeAll(async () => {
    [a, b] = await Promise.all([startInstance(), startInstance({ host: '127.0.0.1' })]);
    [amara, cleo, loud, quiet] = await Promise.all([
      a.signUp('amara', 'Amara'),
      a.signUp('cleo', 'Cleo'),
      a.signUp('loud', 'Loud'),
      b.signUp('quiet', 'Quiet'),
    ]);
    await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', subjects: ['Physics'] } });
    await amara.call(partners.updateMentoringChoices, {
      body: { strengths: ['exit tickets'], growth: ['wait time'] },
    });
    await loud.call(profiles.updateMyProfile, { body: { displayName: 'Loud', subjects: ['Physics'] } });
    await loud.call(partners.updateMentoringChoices, {
      body: { strengths: ['wait time'], growth: ['exit tickets'] },
    });
    for (let n = 0; n < 20; n++) {
      const body = { title: `Wait time ${n}`, markdown: 'Wait time!', subject: 'Physics' };
      await loud.call(practice.publishPost, { body });
    }
    await cleo.call(profiles.followProfile, { params: { handle: 'loud' } });
    // Cleo of A follows the quiet one: so A learns of them, and of what they say of themselves later.
    await cleo.call(profiles.followProfile, { params: quietOnA() });
    await until('the follow to be accepted', async () => {
      return (await cleo.call(profiles.getProfile, { params: quietOnA() })).relation?.following === 'yes';
    });
  });
  afterAll(() => Promise.all([a?.stop(), b?.stop()]));

  async function found() {
    const { items } = await amara.call(partners.listPartners);
    return items.map(({ person, reasons }) => ({ name: person.displayName, kinds: reasons.map(({ kind }) => kind) }));
  }

  test('is not suggested while nothing speaks for them', async () => {
    expect((await found()).map(({ name }) => name)).toEqual(['Loud']);
  });

  test('is learnt of by federation, and goes before who is loud at home', async () => {
    await quiet.call(profiles.updateMyProfile, { body: { displayName: 'Quiet', subjects: ['Physics'] } });
    await quiet.call(partners.updateMentoringChoices, {
      body: { strengths: ['Wait time'], growth: ['exit ticket'], capacity: 3 },
    });
    await sayHelpedIn(b, 'quiet', ['Physics']);
    await until('A to know what Quiet can help with', async () => (await found())[0]?.name === 'Quiet');
    expect(await found()).toEqual([
      { name: 'Quiet', kinds: ['helps-me', 'i-help', 'helped-in', 'same-subject'] },
      { name: 'Loud', kinds: ['helps-me', 'i-help', 'practises', 'same-subject'] },
    ]);
    const shown = await amara.call(profiles.getProfile, { params: quietOnA() });
    expect(shown).toMatchObject({ strengths: ['Wait time'], growth: ['exit ticket'], openToPairs: true });
  });

  test('may be proposed by an organizer, and is then seen by the one from here', async () => {
    const olga = await a.account('olga', 'organizer');
    await olga.call(partners.introduce, { body: { one: 'amara', other: quietOnA().handle, note: 'Both physics.' } });
    const { items } = await amara.call(partners.listMyIntroductions);
    expect(items).toMatchObject([{ partner: { displayName: 'Quiet', local: false }, note: 'Both physics.' }]);
    // Their own instance is told nothing: an introduction is plain data of the organizer's.
    expect((await quiet.call(partners.listMyIntroductions)).items).toEqual([]);
  });

  test('is no longer suggested, nor proposed, once there is an offer', async () => {
    const terms = { myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' };
    await amara.call(mentoring.offerPair, { body: { partner: quietOnA().handle, ...terms } });
    expect((await found()).map(({ name }) => name)).toEqual(['Loud']);
    expect((await amara.call(partners.listMyIntroductions)).items).toEqual([]);
  });

  test('who closes their door is no longer suggested elsewhere', async () => {
    const nia = await a.signUp('nia', 'Nia');
    await nia.call(profiles.updateMyProfile, { body: { displayName: 'Nia', subjects: ['Physics'] } });
    const sees = async () => (await nia.call(partners.listPartners)).items.some(({ person }) => !person.local);
    expect(await sees()).toBe(true);
    await quiet.call(partners.updateMentoringChoices, { body: { strengths: ['Wait time'], open: false } });
    await until('A to learn that Quiet is not open', async () => !(await sees()));
  });
});
