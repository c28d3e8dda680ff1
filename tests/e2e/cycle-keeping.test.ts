import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cycles from '../../shared/contracts/cycles.ts';
import { getKeptText } from '../../shared/contracts/kept-texts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import { listReplies, publishPost, replyToPost } from '../../shared/contracts/practice.ts';
import { sendMessage } from '../../shared/contracts/threads.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

const LIVE = { timeout: 15_000 };
const WORDS = 'I noticed that the third group waited for the second.';

/** What is being written in a turn outlives the network, the session and the device; and it can point at the work. */
describe('words on their way into a turn', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let gita: ApiClient;
  let hugo: ApiClient;
  let path: string;
  let turn: string;

  beforeAll(async () => {
    [browser, a] = await Promise.all([launchBrowser(), startInstance()]);
    await a.account('head', 'admin');
    gita = await a.signUp('gita', 'Gita Rao');
    hugo = await a.signUp('hugo', 'Hugo Roy');
    const terms = { myGoals: 'Groups', partnerGoals: 'Silence', cadence: 'weekly', endsOn: '2199-12-31' } as const;
    const offer = await gita.call(mentoring.offerPair, { body: { partner: 'hugo', ...terms } });
    await hugo.call(mentoring.acceptPair, { params: { id: offer.id } });
    await until(
      'both know of the pair',
      async () => (await gita.call(mentoring.getPair, { params: { id: offer.id } })).state === 'active',
    );
    const cycle = await gita.call(cycles.beginCycle, {
      params: { id: offer.id },
      body: {
        work: {
          kind: 'video',
          title: 'Groups of three',
          markdown: 'They begin at once.\n\nThe second group is slow, and the **third** waits.',
          link: 'https://video.school.example/w/groups',
        },
        focusQuestion: 'Who waits for whom?',
        protocol: 'noticing-wondering-what-if',
      },
    });
    path = `/mentoring/${offer.id}/cycles/${cycle.id}`;
    turn = cycle.turns[0]?.id ?? '';
  });
  afterAll(async () => {
    await browser?.close();
    await a?.stop();
  });

  async function open(): Promise<Visitor> {
    const here = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740 });
    await signIn(here, 'hugo', path);
    await here.page.getByRole('heading', { name: 'Groups of three' }).waitFor(LIVE);
    return here;
  }

  test('stay when the network is gone, and it is said', async () => {
    const { page, context } = await open();
    const words = page.getByLabel('Your words for “Noticing”');
    await words.fill(WORDS);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('You are offline. Nothing you wrote is lost').waitFor(LIVE);
    expect(await words.inputValue()).toBe(WORDS);
    await expectAccessible(page);
    await context.setOffline(false);
    await until('the server has the words', async () => (await kept(`turn:${turn}:0`)) === WORDS);
    await page.goto('/sign-out');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Sign out/ })
      .click();
    await page.waitForURL((url) => url.pathname !== '/sign-out');
    expect(await page.evaluate(() => Object.values(localStorage).join(' '))).not.toContain('third group');
    await context.close();
  });

  test('are there again on another device, point at marked words, and go once', async () => {
    const { page, context } = await open();
    const words = page.getByLabel('Your words for “Noticing”');
    await expect.poll(() => words.inputValue()).toBe(WORDS);
    await page.getByText('The second group is slow').evaluate((paragraph) => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const selection = getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
    });
    await page.getByRole('button', { name: 'Comment on this' }).click();
    await page.getByRole('button', { name: 'Do not point at it' }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const said = page.getByRole('region', { name: 'What was said' });
    await said.getByText(WORDS).waitFor(LIVE);
    await said
      .getByRole('button', { name: 'Show “The second group is slow, and the third waits.” in the work' })
      .click();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(
      'The second group is slow, and the third waits.',
    );
    await expect.poll(() => words.inputValue()).toBe('');
    await until('the server has forgotten them', async () => (await kept(`turn:${turn}:0`)) === '');

    await words.fill('At that moment nobody talks.');
    await page.getByText('Point at a place in the work').click();
    await page.getByLabel('Moment of the recording').fill('2:99');
    await page.getByText('Write minutes and seconds, like 2:40.').waitFor();
    await page.getByLabel('Moment of the recording').fill('2:40');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const moment = said.getByRole('link', { name: 'At 2:40' });
    await moment.waitFor(LIVE);
    expect(await moment.getAttribute('href')).toBe('https://video.school.example/w/groups?start=160s');
    await page.getByRole('button', { name: 'Start a timer of 4 minutes' }).click();
    await page
      .getByRole('timer')
      .getByText(/^[34]:\d\d left$/)
      .waitFor();
    await expectAccessible(page);
    await context.close();
  });

  test('also in a message and under a post: what only judges is asked about, and what makes one think is told', async () => {
    const [, , pair = ''] = path.split('/');
    await gita.call(sendMessage, {
      params: { id: pair },
      body: { markdown: 'How could you tell?', feedbackKind: 'question', clientId: 'message-1' },
    });
    const post = await hugo.call(publishPost, {
      body: { title: 'Silent debates', markdown: 'They write.', visibility: 'public', licence: 'CC0-1.0' },
    });
    await gita.call(replyToPost, {
      params: { id: post.id },
      body: { markdown: 'I noticed that they write more than they would say.', feedbackKind: 'noticing' },
    });
    const { page, context } = await open();
    await page.goto(`/mentoring/${pair}`);
    await page.getByRole('button', { name: 'Made me think' }).click();
    await page.getByRole('button', { name: 'Made me think', pressed: true }).waitFor(LIVE);
    await page.getByText('Only Gita Rao sees this.').waitFor();
    await page.getByRole('button', { name: 'Kind of feedback' }).click();
    await page.getByRole('radio', { name: 'Noticing' }).check();
    await page.getByLabel('Write to Gita Rao').fill('¡Muy bien!');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('This says that it is good or bad.').last().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send as it is' }).click();
    await page.getByRole('region', { name: 'Messages' }).getByText('¡Muy bien!').waitFor(LIVE);

    await page.goto(`/posts/${post.id}`);
    await page.getByRole('button', { name: 'Made me think' }).click();
    await page.getByRole('button', { name: 'Made me think', pressed: true }).waitFor(LIVE);
    await expectAccessible(page);
    const [reply] = (await gita.call(listReplies, { params: { id: post.id } })).items;
    expect(reply?.madeMeThink).toBe(true);
    await context.close();
  });

  test('go with a picture at the first press, also when what it shows was typed last', async () => {
    const { page, context } = await open();
    await page.goto(`/mentoring/${path.split('/')[2]}`);
    const words = page.getByLabel('Write to Gita Rao');
    const buffer = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
      .png()
      .toBuffer();
    await page
      .getByLabel('Attach a picture or a file')
      .setInputFiles({ name: 'board.png', mimeType: 'image/png', buffer });
    const shows = page.getByLabel('What does the picture show?');
    await shows.waitFor(LIVE);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Write a few words with it.').waitFor();
    await expectAccessible(page);
    await words.fill('Our board');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Say in a few words what the picture shows.').first().waitFor();
    await shows.fill('Six circles of chalk');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByText('Our board').waitFor(LIVE);
    await messages.getByAltText('Six circles of chalk').waitFor(LIVE);
    await context.close();
  });

  test('are at hand when the step went on before they were sent', async () => {
    const { page, context } = await open();
    await page.getByLabel('Your words for “Noticing”').fill('The second group was still cutting.');
    await page.getByRole('button', { name: 'Pass on to: Wondering' }).click();
    await page.getByText('You had not sent this when “Noticing” was over:').waitFor(LIVE);
    const at = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await at()).toContain('Noticing, wondering, what if');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Go on with it here' }).click();
    const words = page.getByLabel('Your words for “Wondering”');
    await expect.poll(() => words.inputValue()).toBe('The second group was still cutting.');
    await expect.poll(() => page.getByText('You had not sent this').count()).toBe(0);
    await context.close();
  });

  test('are for the two alone', async () => {
    const stranger = await visitor(browser, { baseUrl: a.baseUrl });
    await a.signUp('ines', 'Ines Sol');
    await signIn(stranger, 'ines', path);
    await stranger.page.getByRole('heading', { name: 'This cycle is not here' }).waitFor(LIVE);
    await expectAccessible(stranger.page);
    await stranger.context.close();
  });

  async function kept(key: string): Promise<string> {
    return (await hugo.call(getKeptText, { params: { key } })).text;
  }
});

describe('the protocols of an instance', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let a: TestInstance;

  beforeAll(async () => {
    [browser, a] = await Promise.all([launchBrowser(), startInstance()]);
    await a.account('olga', 'admin');
  });
  afterAll(async () => {
    await browser?.close();
    await a?.stop();
  });

  test('an organizer adds one by the keyboard, with sentences at the fields and a preview, and takes it away', async () => {
    const organizer = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740 });
    const { page } = organizer;
    await signIn(organizer, 'olga', '/admin');
    await page.getByRole('link', { name: 'Discussion protocols' }).click();
    await page.getByText('This instance has none of its own yet.').waitFor(LIVE);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add a protocol' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Two questions');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Give the step a name.').first().waitFor(LIVE);
    await expectAccessible(page);

    const first = page.getByRole('group', { name: 'Step 1' });
    await first.getByLabel('Name of the step').fill('Answer them');
    await first.getByLabel('What the step is for').fill('One at a time.\n\nStay with the question.');
    await page.getByRole('group', { name: 'Step 2' }).getByLabel('Name of the step').fill('Last word');
    await page.getByRole('button', { name: 'Add a step' }).click();
    const added = page.getByRole('group', { name: 'Step 2' });
    await added.getByLabel('Name of the step').fill('Ask');
    await added.getByLabel('Kind').selectOption('clarify');
    await added.getByLabel('Who speaks?').selectOption('both');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Steps come in this order: clarify, probe, respond, reflect.').waitFor(LIVE);
    const up = page.getByRole('button', { name: 'Move step 2 up' });
    await up.focus();
    await page.keyboard.press('Enter');
    expect(await first.getByLabel('Name of the step').inputValue()).toBe('Ask');

    const preview = page.getByRole('region', { name: 'As it looks in a turn' });
    await preview.getByRole('button', { name: 'Answer them' }).click();
    await preview.getByText('Stay with the question.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Add a protocol' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Two questions');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Two questions' }).waitFor(LIVE);
    await page.getByText('3 steps').first().waitFor();

    await page.getByRole('button', { name: 'Edit “Two questions”' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Three questions');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Three questions' }).waitFor(LIVE);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This instance has none of its own yet.').waitFor(LIVE);
    expect(organizer.problems.filter((problem) => !/status of 400/.test(problem))).toEqual([]);
  });
});

async function signIn({ page }: Visitor, username: string, next: string) {
  await page.goto(`/sign-in?next=${next}`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === next, LIVE);
}
