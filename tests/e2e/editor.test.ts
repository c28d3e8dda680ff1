import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UPLOAD_PATH } from '../../shared/contracts/media.ts';
import { publishPost } from '../../shared/contracts/practice.ts';
import { followProfile } from '../../shared/contracts/profiles.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

const LIVE = { timeout: 15_000 };
const BODY = 'What you tried, and what happened';

/** Writing with everything that helps: in a real browser, and read on another instance. */
describe('the editor', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let b: TestInstance;
  let amaraApi: ApiClient;
  let boApi: ApiClient;
  let amara: Visitor;

  beforeAll(async () => {
    [browser, a, b] = await Promise.all([launchBrowser(), startInstance(), startInstance()]);
    amaraApi = await a.signUp('amara', 'Amara Okafor');
    await a.signUp('boris', 'Boris Novak');
    await a.signUp('bonnie', 'Bonnie Tan');
    boApi = await b.signUp('bo', 'Bo Lindqvist');
    await boApi.call(followProfile, { params: { handle: `@amara@${a.domain}` } });
    await amaraApi.call(publishPost, { body: { title: 'Tagged', markdown: 'Something', tags: ['exit_tickets'] } });
    amara = await signedIn(browser, a, amaraApi, 1280);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([a?.stop(), b?.stop()]);
  });

  test('names and hashtags are completed by keyboard, and a screen reader is told', async () => {
    const { page } = amara;
    await page.goto('/write');
    const text = page.getByLabel(BODY);
    await text.fill('With ');
    await text.press('End');
    await text.pressSequentially('@bo');
    const list = page.getByRole('listbox', { name: 'People' });
    await list.waitFor();
    await expect.poll(() => list.getByRole('option').count(), LIVE).toBe(3);
    await page.getByText('3 suggestions.').waitFor({ state: 'attached' });
    await expectAccessible(page);
    const first = await text.getAttribute('aria-activedescendant');
    await text.press('ArrowDown');
    expect(await text.getAttribute('aria-activedescendant')).not.toBe(first);
    const chosen = await list.locator('[aria-selected="true"]').innerText();
    await text.press('Enter');
    await list.waitFor({ state: 'detached' });
    expect(chosen).toContain((await text.inputValue()).trim().replace('With ', ''));

    await text.pressSequentially('about #exi');
    await page.getByRole('listbox', { name: 'Tags' }).waitFor();
    await text.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await text.press('Backspace');
    await text.press('Backspace');
    await text.press('Backspace');
    await text.press('Backspace');
    await text.pressSequentially('#ex');
    await page.getByRole('option', { name: '#exit_tickets' }).click();
    expect(await text.inputValue()).toContain('about #exit_tickets ');
    await text.fill('');
  });

  test('on a phone the list stays within the page', async () => {
    const phone = await signedIn(browser, a, amaraApi, 360);
    const { page } = phone;
    await page.goto('/write');
    await page.getByLabel(BODY).fill('A line of words that goes up to the very end ');
    await page.getByLabel(BODY).press('Control+End');
    await page.getByLabel(BODY).pressSequentially('@bon');
    const option = page.getByRole('option', { name: /Bonnie/ });
    await option.waitFor();
    await expectAccessible(page);
    const box = await option.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    expect(box?.height).toBeGreaterThanOrEqual(24);
    await option.click();
    expect(await page.getByLabel(BODY).inputValue()).toContain(`@bonnie@${a.domain}`);
    await page.getByLabel(BODY).fill('');
    expect(phone.problems).toEqual([]);
    await phone.context.close();
  });

  test('the preview beside the text is what the server publishes', async () => {
    const { page } = amara;
    await page.getByLabel(BODY).fill('They mark their **own** tickets.');
    const preview = page.getByRole('region', { name: 'How it will be published' });
    await preview.locator('strong', { hasText: 'own' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Preview' }).click();
    await preview.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Preview' }).click();
    await preview.waitFor();
  });

  test('what could point to a student is hinted at, replaced or left, and listed before publishing', async () => {
    const { page } = amara;
    const text = page.getByLabel(BODY);
    await text.fill('Marco from 7b called lena@school.example.');
    const hints = page.getByRole('list', { name: 'What could point to a student' });
    await expect.poll(() => hints.getByRole('listitem').count(), LIVE).toBe(2);
    await expectAccessible(page);
    await hints.getByRole('listitem').filter({ hasText: 'Marco' }).getByRole('button', { name: 'Show it' }).click();
    await expect.poll(() => page.evaluate(() => String(document.getSelection())), LIVE).toBe('Marco');
    await hints.getByRole('button', { name: 'Write “a student”' }).click();
    await expect.poll(() => text.inputValue(), LIVE).toBe('a student from 7b called lena@school.example.');
    await page.getByText('Names of my students').click();
    await page.getByLabel('Names of students').fill('Oyelaran');
    await page.getByLabel('Names of students').press('Enter');
    await text.fill('Oyelaran called lena@school.example.');
    await hints.getByRole('listitem').filter({ hasText: 'Oyelaran' }).waitFor();
    await hints.getByRole('listitem').filter({ hasText: 'lena@' }).getByRole('button', { name: 'It is fine' }).click();
    await titleOf(page).fill('Hints');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('One passage could point to a student').waitFor();
    await dialog.getByText('Oyelaran is on your list').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await text.fill('');
    await titleOf(page).fill('');
  });

  test('a picture goes up with its words, and shows on another instance', async () => {
    const { page } = amara;
    await titleOf(page).fill('The green board');
    await page.getByLabel(BODY).fill('Look:');
    await page.getByLabel(BODY).press('End');
    await choose(page, await picture('green'), 'board.png');
    await page.getByText('Can a student be recognised').waitFor();
    await expect.poll(() => page.getByLabel(BODY).inputValue(), LIVE).toMatch(/^Look:\n\n!\[\]\(\/media\/\w+\)/);

    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByText('Say in a few words what the picture shows.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expectAccessible(page);
    await page.getByLabel('What does the picture show?').fill('A green [chalk] board');

    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByText('How it will look on other servers').click();
    const mastodon = page.getByRole('article', { name: 'Mastodon' });
    await mastodon.getByText('The green board').waitFor();
    await mastodon.getByRole('img', { name: 'A green [chalk] board' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Lemmy' }).check();
    await page.getByRole('article', { name: 'Lemmy' }).getByText('Look:').waitFor();
    await publish(page);
    await page.getByRole('heading', { name: 'The green board', level: 1 }).waitFor();
    expect(await isDrawn(page, 'A green [chalk] board')).toBe(true);
    await page.getByText('What the picture shows').click();
    await page.getByRole('listitem').getByText('A green [chalk] board').waitFor();
    await expectAccessible(page);

    const bo = await signedIn(browser, b, boApi, 360);
    await bo.page.goto('/');
    await bo.page.getByRole('link', { name: 'The green board' }).click({ timeout: 20_000 });
    await bo.page.getByRole('heading', { name: 'The green board', level: 1 }).waitFor();
    expect(await isDrawn(bo.page, 'A green [chalk] board')).toBe(true);
    const from = await bo.page.getByRole('img', { name: 'A green [chalk] board' }).getAttribute('src');
    expect(from).toMatch(/^\/media\//);

    // Feedback is public too: the same hints stand under it.
    const feedback = bo.page.getByLabel('Write for everyone to read');
    await feedback.fill('My student Marco would like the colour.');
    const hints = bo.page.getByRole('list', { name: 'What could point to a student' });
    await hints.getByRole('button', { name: 'Write “a student”' }).click();
    await expect.poll(() => feedback.inputValue(), LIVE).toBe('My student a student would like the colour.');
    await hints.waitFor({ state: 'detached' });
    await expectAccessible(bo.page);
    expect(bo.problems).toEqual([]);
    await bo.context.close();
  });

  test('an upload that breaks off goes on by itself, and after a reload', async () => {
    const { page, context } = amara;
    await page.goto('/write');
    await titleOf(page).fill('Interrupted');
    await page.getByLabel(BODY).fill('Noise:');
    await page.getByLabel(BODY).press('End');
    // The first part arrives, and then nothing more does.
    let patches = 0;
    await context.route(`**${UPLOAD_PATH}/**`, async (route) => {
      if (route.request().method() !== 'PATCH' || patches < 1) {
        if (route.request().method() === 'PATCH') patches += 1;
        return route.continue();
      }
      return route.abort('connectionfailed');
    });
    await choose(page, await picture('noise'), 'noise.png');
    await page.getByText('The upload stopped.').waitFor({ timeout: 30_000 });
    expect(await page.getByLabel(BODY).inputValue()).toMatch(/\(upload:\w+\)/);
    await page.getByLabel('What does the picture show?').fill('Noise');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByText('is still on its way up').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByText('Draft saved').waitFor({ timeout: 15_000 });
    await expectAccessible(page);

    await context.unroute(`**${UPLOAD_PATH}/**`);
    const resumed: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') resumed.push(request.headers()['upload-offset'] ?? '');
    });
    await page.reload();
    await expect.poll(() => page.getByLabel(BODY).inputValue(), LIVE).toMatch(/!\[Noise\]\(\/media\/\w+\)/);
    expect(Number(resumed[0])).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Publish…' }).click();
    await publish(page);
    await page.getByRole('heading', { name: 'Interrupted', level: 1 }).waitFor();
    expect(await isDrawn(page, 'Noise')).toBe(true);
  });

  test('what is removed on its way up is forgotten by the server too', async () => {
    const { page, context } = amara;
    await page.goto('/write');
    await page.getByLabel(BODY).fill('Not this one:');
    await page.getByLabel(BODY).press('End');
    // Its parts never arrive.
    await context.route(`**${UPLOAD_PATH}/**`, (route) =>
      route.request().method() === 'PATCH' ? undefined : route.continue(),
    );
    const begun = page.waitForRequest((request) => request.method() === 'PATCH');
    await choose(page, await picture('noise'), 'noise.png');
    await begun;
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'DELETE'),
      page.getByRole('button', { name: 'Remove the picture' }).click(),
    ]);
    expect(answer.status()).toBe(204);
    expect(await page.getByLabel(BODY).inputValue()).not.toContain('upload:');
    await context.unroute(`**${UPLOAD_PATH}/**`);
  });

  test('a file is refused with a reason before it goes up, and another is attached', async () => {
    const { page } = amara;
    await page.goto('/write');
    await titleOf(page).fill('With a worksheet');
    await page.getByLabel(BODY).fill('Attached.');
    // What may go up is known by then.
    await expect.poll(() => page.locator('input[type=file]').getAttribute('accept'), LIVE).toContain('pdf');
    await choose(page, Buffer.from('MZ'), 'setup.exe', 'application/x-msdownload');
    await page.getByText('setup.exe cannot be attached.').waitFor();
    await choose(
      page,
      Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n'),
      'sheet.pdf',
      'application/pdf',
    );
    await page.getByRole('list', { name: 'Files' }).getByText('sheet.pdf').waitFor();
    await page.getByRole('button', { name: 'Remove sheet.pdf' }).waitFor();
    await expectAccessible(page);
    await until('the file is there', async () => (await page.getByRole('progressbar').count()) === 0);
    await page.getByRole('button', { name: 'Publish…' }).click();
    await publish(page);
    const file = page.getByRole('list', { name: 'Files' }).getByRole('link', { name: 'sheet.pdf' });
    await file.waitFor();
    await page.getByText(/PDF, \d+ byte/).waitFor();
    await expectAccessible(page);
  });

  test('a poll is written by keyboard on a phone, asked, voted in elsewhere, and its answers stay', async () => {
    const phone = await signedIn(browser, a, amaraApi, 360);
    const { page } = phone;
    await page.goto('/write');
    await titleOf(page).fill('Where next?');
    await page.getByLabel(BODY).fill('Both work.');
    const answer = (place: number) => page.getByRole('textbox', { name: `Answer ${place}` });
    const isFocused = (place: number) =>
      expect.poll(() => answer(place).evaluate((field) => field === document.activeElement), LIVE).toBe(true);
    await page.getByRole('button', { name: 'Add a poll' }).press('Enter');
    await isFocused(1);
    await page.keyboard.type('In the lab');
    await page.keyboard.press('Enter');
    await isFocused(2);
    await page.keyboard.press('Enter');
    await isFocused(3);
    await page.keyboard.type('In the lab');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByText('Another answer says the same.').waitFor();
    await isFocused(3);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expectAccessible(page);
    await answer(3).fill('Outside');
    await page.getByRole('button', { name: 'Remove answer 2' }).press('Enter');
    await isFocused(2);
    expect(await answer(2).inputValue()).toBe('Outside');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('radio', { name: 'Several' }).check();
    await page.getByLabel('How long can people vote?').selectOption('3 days');
    await page.getByText('Draft saved').waitFor(LIVE);
    await page.reload();
    expect(await answer(2).inputValue()).toBe('Outside');

    await page.getByRole('button', { name: 'Remove the poll' }).press('Enter');
    const add = page.getByRole('button', { name: 'Add a poll' });
    await expect.poll(() => add.evaluate((button) => button === document.activeElement), LIVE).toBe(true);
    await add.press('Enter');
    await page.keyboard.type('In the lab');
    await answer(2).fill('Outside');
    await page.getByLabel('How long can people vote?').selectOption('3 days');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Voting is open for 3 days').waitFor();
    await dialog.getByText('How it will look on other servers').click();
    await dialog.getByRole('article', { name: 'Mastodon' }).getByText('Outside').waitFor();
    await expectAccessible(page);
    await publish(page);
    await page.getByRole('heading', { name: 'Where next?', level: 1 }).waitFor();
    await page.getByText('0 people voted').waitFor();

    const bo = await signedIn(browser, b, boApi, 1280);
    await bo.page.goto('/');
    await bo.page.getByRole('link', { name: 'Where next?' }).click({ timeout: 20_000 });
    await bo.page.getByRole('radio', { name: 'Outside' }).check();
    await bo.page.getByRole('button', { name: 'Vote', exact: true }).click();
    await bo.page.getByText('(you chose this)').waitFor({ state: 'attached' });
    await page.getByText('1 person voted').waitFor(LIVE);
    await page.getByText('100 % (1)').waitFor();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('region', { name: 'Poll' }).getByText('The answers stay as they are').waitFor();
    expect([...phone.problems, ...bo.problems]).toEqual([]);
    await Promise.all([phone.context.close(), bo.context.close()]);
  });

  test('what another app shares begins a post', async () => {
    const { page } = amara;
    await page.goto('/write?title=A%20talk&text=Worth%20a%20look&url=https%3A%2F%2Fexample.org%2Ftalk');
    await expect.poll(() => page.getByLabel(BODY).inputValue(), LIVE).toBe('Worth a look\n\nhttps://example.org/talk');
    expect(await titleOf(page).inputValue()).toBe('A talk');
    expect(new URL(page.url()).search).toBe('');
  });
});

async function signedIn(browser: Browser, instance: TestInstance, api: ApiClient, width: number): Promise<Visitor> {
  const someone = await visitor(browser, { baseUrl: instance.baseUrl, width });
  const [name = '', value = ''] = (api.cookie ?? '').split('=');
  await someone.context.addCookies([{ name, value, url: instance.baseUrl }]);
  return someone;
}

function titleOf(page: Page) {
  return page.getByRole('textbox', { name: 'Title' });
}

async function choose(page: Page, buffer: Buffer, name: string, mimeType = 'image/png') {
  await page.getByLabel('Picture or file').and(page.locator('input')).setInputFiles([{ name, mimeType, buffer }]);
}

async function publish(page: Page) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/No student can be recognised/).check();
  await dialog.getByRole('button', { name: 'Publish' }).click();
}

/** One colour compresses to nothing; noise stays large, so that it takes several requests. */
function picture(kind: 'green' | 'noise'): Promise<Buffer> {
  if (kind === 'green') {
    return sharp({ create: { width: 1200, height: 800, channels: 3, background: '#4a7a4a' } })
      .png()
      .toBuffer();
  }
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 1000, height: 800, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
}

async function isDrawn(page: Page, alt: string): Promise<boolean> {
  const image = page.getByRole('img', { name: alt }).first();
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((img) => (img as HTMLImageElement).naturalWidth), LIVE).toBeGreaterThan(0);
  return true;
}
