import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const LIVE = { timeout: 15_000 };
const DAY_MS = 24 * 3600_000;
const PASSWORD = 'correct horse battery';

/** A pair from the offer to its end without a fault, by hand: on two instances, in two time zones, on a phone and a wide screen. */
describe('Amara in Berlin and Bo in New York', { ...STORY, timeout: 120_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let b: TestInstance;
  let amara: Visitor;
  let bo: Visitor;
  /** How far the two instances are ahead of the machine: days pass in an instant. */
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };

  beforeAll(async () => {
    [browser, a, b] = await Promise.all([
      launchBrowser(),
      startInstance({ options: { clock } }),
      startInstance({ host: '127.0.0.1', options: { clock } }),
    ]);
    await Promise.all([a.account('head', 'admin'), b.account('head', 'admin')]);
    await Promise.all([a.signUp('amara', 'Amara Okafor'), b.signUp('bo', 'Bo Lindqvist')]);
    amara = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740, timeZone: 'Europe/Berlin' });
    bo = await visitor(browser, { baseUrl: b.baseUrl, timeZone: 'America/New_York' });
    await Promise.all([signIn(amara, 'amara', '/mentoring'), signIn(bo, 'bo', `/@amara@${a.domain}`)]);
  });
  afterEach(async ({ task }) => {
    const folder = process.env.E2E_SCREENSHOTS;
    if (folder === undefined || task.result?.state !== 'fail') return;
    await amara.page.screenshot({ path: `${folder}/amara.png` });
    await bo.page.screenshot({ path: `${folder}/bo.png` });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([a?.stop(), b?.stop()]);
  });

  test('Bo offers a pair with a protocol; Amara answers with other terms, and he accepts them', async () => {
    const { page } = bo;
    const hers = amara.page;
    await page.getByRole('link', { name: 'Offer a pair' }).click(LIVE);
    await page.getByLabel('What I want to get better at').fill('Checking for understanding');
    await page.getByLabel('What Amara Okafor wants to get better at').fill('Discussions without a centre');
    await page.getByLabel('How you usually talk about work').selectOption('Tuning');
    await page.getByRole('radio', { name: 'Every week' }).check();
    await expectAccessible(page);
    await page.reload();
    expect(await page.getByLabel('What I want to get better at').inputValue()).toBe('Checking for understanding');
    await page.getByLabel('How you usually talk about work').selectOption('Tuning');
    await page.getByRole('radio', { name: 'Every week' }).check();
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await page.getByRole('heading', { name: 'You offered Amara Okafor a pair' }).waitFor(LIVE);

    await hers.getByRole('link', { name: 'Bo Lindqvist offers you a pair' }).click(LIVE);
    await hers.getByText('Tuning').waitFor();
    await hers.getByRole('button', { name: 'Answer with other terms' }).click();
    await hers.getByRole('radio', { name: 'Every two weeks' }).check();
    await hers.getByRole('radio', { name: 'Between us' }).check();
    await hers.getByLabel('A few words to them').fill('A little slower?');
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Send these terms' }).click();
    await hers.getByRole('heading', { name: 'You offered Bo Lindqvist a pair' }).waitFor(LIVE);
    await hers.getByText('You answered the offer of Bo Lindqvist with other terms:').waitFor();
    await expectAccessible(hers);

    await page.getByText('Amara Okafor answered this offer with other terms.').waitFor(LIVE);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'See the newer offer' }).click(LIVE);
    await page.getByText('Amara Okafor answers your offer with other terms:').waitFor();
    await page.locator('del', { hasText: 'Every week' }).waitFor();
    await page.locator('ins', { hasText: 'Every two weeks' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('heading', { name: 'You and Amara Okafor' }).waitFor(LIVE);
    await hers.getByRole('heading', { name: 'You and Bo Lindqvist' }).waitFor(LIVE);
    await hers.getByLabel('Write to Bo Lindqvist').waitFor();
    await expectAccessible(hers);
    await expectAccessible(page);
  });

  test('a change of the agreement is proposed, seen by what differs, agreed, and kept in its history', async () => {
    const { page } = bo;
    const hers = amara.page;
    await part(page, 'Agreement');
    await page.getByRole('button', { name: 'Propose a change' }).press('Enter');
    await page.locator('h3:focus', { hasText: 'Propose a change' }).waitFor();
    await page.getByText('Nothing is different yet from what you agreed.').waitFor();
    await page.getByLabel('What I want to get better at').fill('Asking, then waiting');
    await page.locator('ins', { hasText: 'Asking, then waiting' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.getByText('You proposed a change. Amara Okafor has not answered yet.').waitFor(LIVE);
    await expectAccessible(page);

    await hers.getByRole('link', { name: 'Bo Lindqvist proposes a change of the agreement' }).click(LIVE);
    await hers.locator('del', { hasText: 'Checking for understanding' }).waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Agree to it' }).click();
    await hers.getByText('Bo Lindqvist proposes a change', { exact: true }).waitFor({ state: 'detached', ...LIVE });
    await page
      .getByText('You proposed a change. Amara Okafor has not answered yet.')
      .waitFor({ state: 'detached', ...LIVE });
    await page.getByText('How the agreement came about').click();
    await page.getByText(/^You proposed a change, .*Agreed\.$/).waitFor(LIVE);
    await page.getByText(/^Amara Okafor offered it/).waitFor();
    await expectAccessible(page);
  });

  test('Amara proposes times by her clock, which skips one; Bo reads them by his, agrees and has it in his calendar', async () => {
    const { page } = bo;
    const hers = amara.page;
    await part(hers, 'Sessions');
    await hers.getByText('No session is agreed yet.').waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Propose times' }).press('Enter');
    // The button is gone; the focus is not.
    await hers.locator('h2:focus', { hasText: 'Propose times' }).waitFor();
    await hers.getByText('Central European Time (Europe/Berlin)').waitFor();
    const agenda = hers.getByLabel('What to talk about');
    await expect.poll(() => agenda.inputValue(), LIVE).toContain('Clarifying questions (');
    const { day, clock: hour } = { day: hers.getByLabel('Day'), clock: hers.getByLabel('Time', { exact: true }) };

    await day.fill(clocksForward());
    await hour.fill('02:30');
    await hers.getByText('The clocks are put forward over this time').waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Take 03:30' }).click();
    expect(await hour.inputValue()).toBe('03:30');
    await day.fill(clocksBack());
    await hour.fill('02:30');
    await hers.getByRole('radio', { name: 'The second (GMT+1)' }).check();
    await expectAccessible(hers);

    const meeting = inBerlin(3, '16:00');
    await day.fill(meeting.day);
    await hour.fill('16:00');
    await hers.getByRole('button', { name: 'Another time' }).click();
    await day.nth(1).fill(inBerlin(4, '17:00').day);
    await hour.nth(1).fill('17:00');
    await hers.getByLabel('How long').selectOption('45');
    await hers.getByLabel('Where').fill('https://meet.example/amara');
    await hers.getByRole('button', { name: 'Send them' }).click();
    await hers.getByText('Bo Lindqvist has not chosen yet.').waitFor(LIVE);
    await hers.getByText(/16:00–16:45 (CET|CEST)/).waitFor();
    await expectAccessible(hers);

    await page.getByRole('link', { name: 'Amara Okafor proposes times to meet' }).click(LIVE);
    const his = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'America/New_York' });
    await page.getByRole('radio', { name: his.format(meeting.at) }).check();
    await page.getByText('Eastern Time (America/New_York)').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Agree to this time' }).click();
    const link = page.getByRole('link', { name: 'Add to calendar' });
    await link.waitFor(LIVE);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/\.ics$/);
    const file = await readFile(await download.path(), 'utf8');
    expect(file).toContain('BEGIN:VEVENT');
    expect(file).toContain(`DTSTART:${meeting.at.toISOString().replace(/[-:]|\.\d+/g, '')}`);
    const room = page.getByRole('link', { name: 'Open the room' });
    expect(await room.getAttribute('rel')).toContain('noopener');
    expect(await room.getAttribute('target')).toBe('_blank');
    await expectAccessible(page);

    await hers.getByRole('link', { name: /^You meet on .*16:00–16:45/ }).waitFor(LIVE);
    await hers.getByRole('button', { name: 'Write notes' }).click();
    await hers.getByLabel('My notes').fill('Ask about **exit tickets**.');
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Share my notes' }).click();
    await page.locator('strong', { hasText: 'exit tickets' }).waitFor(LIVE);
    await expectAccessible(page);
  });

  test('the sessions have an address for a calendar program, which can be taken back', async () => {
    const { page } = bo;
    await page.getByRole('link', { name: 'Show all my sessions in my calendar' }).click();
    await page.getByRole('button', { name: 'Make an address' }).click(LIVE);
    const address = await page.locator('#calendar code').innerText();
    const feed = await fetch(address);
    expect(feed.headers.get('content-type')).toContain('text/calendar');
    expect(await feed.text()).toContain('BEGIN:VEVENT');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('There is no address yet.').waitFor(LIVE);
    expect((await fetch(address)).status).toBe(404);
    await page.goBack();
    await page.getByRole('heading', { name: 'You and Amara Okafor' }).waitFor();
  });

  test('after the session the ledger tells the time they set aside, for the pair and in all', async () => {
    ahead = 4 * DAY_MS;
    const hers = amara.page;
    await hers.reload();
    await hers.getByText('Earlier ones').click(LIVE);
    await hers.getByText('Ask about').waitFor();
    await expectAccessible(hers);
    await part(hers, 'Ledger');
    await hers.getByText('45 minutes').waitFor(LIVE);
    await expectAccessible(hers);
    await hers.goto('/mentoring/ledger');
    await hers.getByText('45 minutes').waitFor(LIVE);
    await hers.getByRole('radio', { name: 'In all' }).check();
    await hers.getByText('As a table').click();
    await expectAccessible(hers);
  });

  test('it does not fit, and she leaves without a reason; both read that it is nobody’s fault', async () => {
    const hers = amara.page;
    await hers.getByRole('main').getByRole('link', { name: 'Mentoring' }).click();
    await hers.getByRole('link', { name: 'You and Bo Lindqvist' }).first().click();
    await part(hers, 'Agreement');
    await hers.getByRole('button', { name: 'This pair does not fit' }).click(LIVE);
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Leave without a reason' }).click();
    await hers.getByText('It is nobody’s fault. What you and Bo Lindqvist wrote stays here').waitFor(LIVE);
    await expectAccessible(hers);
    const { page } = bo;
    await part(page, 'Agreement');
    await page.getByText('It is nobody’s fault. What you and Amara Okafor wrote stays here').waitFor(LIVE);
    await expectAccessible(page);
    expect(unexpected(amara.problems)).toEqual([]);
    expect(unexpected(bo.problems)).toEqual([]);
  });
});

async function signIn({ page }: Visitor, name: string, next: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${next}`, LIVE);
}

async function part(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click(LIVE);
}

/** A time some days from now, as the clocks in Berlin show it. */
function inBerlin(days: number, time: string): { day: string; at: Date } {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now() + days * DAY_MS);
  const shows = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short', timeZone: 'Europe/Berlin' });
  const [at] = [1, 2]
    .map((offset) => new Date(`${day}T${time}:00+0${offset}:00`))
    .filter((at) => shows.format(at) === time);
  if (at === undefined) throw new Error(`${day} ${time} is not once in Berlin`);
  return { day, at };
}

/** The clocks of the European Union are put forward on the last Sunday of March, and back on that of October. */
function lastSunday(month: number): string {
  const last = new Date(Date.UTC(new Date().getUTCFullYear() + 1, month + 1, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}
const clocksForward = () => lastSunday(2);
const clocksBack = () => lastSunday(9);

/** The browser itself reports each answer that is an error, wanted or not: before signing in, nobody is. */
function unexpected(problems: readonly string[]): string[] {
  return problems.filter((problem) => !/status of (401|404)/.test(problem));
}
