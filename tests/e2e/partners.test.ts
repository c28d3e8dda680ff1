import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as partners from '../../shared/contracts/partners.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { sayHelpedIn } from '../support/helped-in.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const LIVE = { timeout: 15_000 };

/** From "what can I help with?" to the offer, on a phone; and an organizer who had the same thought. */
describe('a teacher who looks for a partner', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let nora: Visitor;
  let quinn: ApiClient;

  beforeAll(async () => {
    [browser, a] = await Promise.all([launchBrowser(), startInstance()]);
    await a.account('ada', 'admin');
    const noraHere = await a.signUp('nora', 'Nora Lindahl');
    quinn = await a.signUp('quinn', 'Quinn Abara');
    const ben = await a.signUp('ben', 'Ben Sato');
    await noraHere.call(profiles.updateMyProfile, {
      body: { displayName: 'Nora Lindahl', subjects: ['Chemistry'], helpWith: 'Lab routines and calm starts' },
    });
    await quinn.call(profiles.updateMyProfile, {
      body: { displayName: 'Quinn Abara', subjects: ['Chemistry'], gradeLevels: ['upper-secondary'] },
    });
    await quinn.call(partners.updateMentoringChoices, {
      body: { strengths: ['wait time'], growth: ['lab routines'], cadence: 'fortnightly' },
    });
    await sayHelpedIn(a, 'quinn', ['Chemistry']);
    await ben.call(profiles.updateMyProfile, {
      body: { displayName: 'Ben Sato', subjects: ['Chemistry', 'Music'], helpWith: 'Choirs' },
    });
    nora = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740 });
    await signIn(nora, 'nora');
  });
  afterAll(async () => {
    await browser?.close();
    await a?.stop();
  });

  async function signIn({ page }: Visitor, username: string) {
    await page.goto('/sign-in?next=/mentoring/find');
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/mentoring/find', LIVE);
  }

  test('says what she brings, in words her profile has already, and loses none of it by leaving', async () => {
    const { page } = nora;
    await page.getByRole('heading', { name: 'Find a partner', level: 1 }).waitFor(LIVE);
    await page.getByRole('button', { name: 'Add “Lab routines”' }).click();
    await page.getByLabel('What I want to grow in').fill('wait time, ');
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: 'Remove Lab routines' }).waitFor(LIVE);
    await page.getByRole('button', { name: 'Remove wait time' }).waitFor();
    await page.getByText('Every two weeks').click();
    await page.getByRole('radio', { name: '1', exact: true }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Open to offers · Every two weeks · 0 pairs, room for 1').waitFor(LIVE);
  });

  test('a tag that is too long gets a sentence, and stays', async () => {
    const { page } = nora;
    await page.getByRole('button', { name: 'Change' }).click();
    const long = 'everything that happens in the first five minutes of a lesson';
    await page.getByLabel('What I can help with').fill(long);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A few words are enough: at most 60 characters.').waitFor(LIVE);
    await page.getByRole('button', { name: `Remove ${long}` }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change' }).waitFor(LIVE);
  });

  test('sees who could fit, and why', async () => {
    const { page } = nora;
    const why = page.getByRole('list', { name: 'Why Quinn Abara' });
    await why.getByText('Can help you with wait time').waitFor(LIVE);
    expect(await why.getByRole('listitem').allTextContents()).toEqual([
      'Can help you with wait time',
      'Wants to grow where you can help: Lab routines',
      'Colleagues took up their help in Chemistry',
      'Teaches Chemistry, as you do',
    ]);
    await page.getByRole('list', { name: 'Why Ben Sato' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Subject').selectOption('Music');
    await why.waitFor({ state: 'detached' });
    await page.getByLabel('Subject').selectOption('Every subject');
    await why.waitFor();
    await page.getByRole('button', { name: 'Not for me: Ben Sato' }).click();
    await page.getByText('Ben Sato is not suggested to you again').waitFor(LIVE);
    await page.getByRole('list', { name: 'Why Ben Sato' }).waitFor({ state: 'detached' });
  });

  test('an organizer had the same thought', async () => {
    const olga = await a.account('olga', 'organizer');
    const organizer = await visitor(browser, { baseUrl: a.baseUrl });
    await signIn(organizer, 'olga');
    const { page } = organizer;
    await page.goto('/admin');
    await page.getByRole('heading', { name: 'Introduce two people' }).waitFor(LIVE);
    await page.getByLabel('One', { exact: true }).fill('nora');
    await page.getByLabel('The other', { exact: true }).fill('nobody_here');
    await page.getByLabel('A sentence for them').fill('You both think about quiet labs.');
    await page.getByRole('button', { name: 'Propose them to each other' }).click();
    await page.getByText('Nobody here is called “nobody_here”').waitFor(LIVE);
    await page.getByLabel('The other', { exact: true }).fill('quinn');
    await page.getByRole('button', { name: 'Propose them to each other' }).click();
    await page.getByText('Nora Lindahl and Quinn Abara are proposed to each other').waitFor(LIVE);
    await page.getByRole('button', { name: 'Take back: Nora Lindahl and Quinn Abara' }).waitFor(LIVE);
    await expectAccessible(page);
    expect(organizer.problems.filter((problem) => !problem.includes('404'))).toEqual([]);
    expect((await olga.call(partners.listIntroductions)).items).toHaveLength(1);

    await nora.page.reload();
    await nora.page.getByText('olga thinks that you and Quinn Abara could help each other.').waitFor(LIVE);
    await nora.page.getByText('You both think about quiet labs.').waitFor();
    await expectAccessible(nora.page);
  });

  test('goes on to the offer, and sees the inventory on the profile', async () => {
    const { page, problems } = nora;
    await page.getByRole('link', { name: 'Offer a pair: Quinn Abara' }).first().click();
    await page.waitForURL(/\/mentoring\/offer\//, LIVE);
    await page.goto('/@quinn');
    await page.getByText('open to mentoring').waitFor(LIVE);
    await page.getByRole('list', { name: 'Where I can help' }).getByText('wait time').waitFor();
    await expectAccessible(page);
    await quinn.call(partners.updateMentoringChoices, { body: { open: false } });
    await page.reload();
    await page.getByText('Not looking for a mentoring pair at the moment.').waitFor(LIVE);
    await page.getByRole('link', { name: 'Offer a pair' }).waitFor({ state: 'detached' });
    expect(problems.filter((problem) => !problem.includes('400'))).toEqual([]);
  });
});
