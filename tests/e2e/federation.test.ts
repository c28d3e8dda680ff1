import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUBLIC } from '../../server/activities/activity.ts';
import { keyOf } from '../../server/core/ids.ts';
import * as practice from '../../shared/contracts/practice.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { Peer, post } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

const LIVE = { timeout: 15_000 };

/** What other servers send, to a teacher; and when one is not well, to an admin: on a phone, and by keyboard. */
describe('other instances, in a browser', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let peer: Peer;
  let ada: Visitor;
  let amara: ApiClient;

  beforeAll(async () => {
    [browser, instance, peer] = await Promise.all([launchBrowser(), startInstance(), Peer.start()]);
    await instance.account('ada', 'admin');
    await instance.account('olga', 'organizer');
    amara = await instance.signUp('amara');
    ada = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
    await peer?.stop();
  });

  async function signIn({ page }: Visitor, username: string, next: string) {
    await page.goto(`/sign-in?next=${next}`);
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`**${next}`, LIVE);
  }
  const item = () =>
    ada.page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').filter({ hasText: peer.host });

  test('nothing yet: the page says what will be here', async () => {
    await signIn(ada, 'ada', '/admin');
    await ada.page.getByRole('link', { name: 'Other instances' }).click();
    await ada.page.getByRole('heading', { name: 'No instance yet' }).waitFor(LIVE);
    await ada.page.getByText('Everything that came was worked off.').waitFor();
    await ada.page.getByText('Nothing was refused.').waitFor();
    await expectAccessible(ada.page);
  });

  test('one that fails says why and until when; paused, resumed and tried again by keyboard', async () => {
    const { page } = ada;
    const bo = peer.actor('bo');
    peer.answer = () => ({ status: 503 });
    await post(
      `${instance.baseUrl}/inbox`,
      { id: `${bo.iri}/1`, type: 'Follow', actor: bo.iri, object: `${instance.baseUrl}/users/amara` },
      bo,
    );
    await until('the Accept was tried', () => peer.received.length === 1);
    await page.reload();
    await item().getByText('Failing', { exact: true }).waitFor(LIVE);
    await item().getByText('1 waits').waitFor();
    await item()
      .getByText(/It could not take it: 503\. Failing since .* Next try: /)
      .waitFor();
    await expectAccessible(page);

    const toggle = item().getByRole('button', { name: /^(Pause|Resume)$/ });
    await toggle.focus();
    await page.keyboard.press('Enter');
    await item().getByText('Paused', { exact: true }).waitFor(LIVE);
    expect(await toggle.innerText()).toBe('Resume');
    expect(await toggle.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await item().getByRole('button', { name: 'Try now' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await item().getByText('Failing', { exact: true }).waitFor(LIVE);

    peer.answer = () => ({ status: 202 });
    await item().getByRole('button', { name: 'Try now' }).press('Enter');
    await until('it was taken', () => peer.received.length >= 2);
    await page.reload();
    await item().getByText('Idle', { exact: true }).waitFor(LIVE);
  });

  test('what is given up is asked about first, and then is gone', async () => {
    const { page } = ada;
    peer.answer = () => ({ status: 500 });
    await amara.call(practice.publishPost, { body: { title: 'A secret plan', markdown: 'x' } });
    await until('it was tried', () => peer.received.some(({ json }) => json.type === 'Create'));
    await page.reload();
    await item().getByText('1 waits').waitFor(LIVE);
    const give = item().getByRole('button', { name: 'Give up' });
    await give.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Give up what is for ${peer.host}?` });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await give.evaluate((element) => element === document.activeElement)).toBe(true);
    await give.press('Enter');
    await dialog.getByRole('button', { name: 'Give it up' }).click();
    await item().getByText('1 given up').waitFor(LIVE);
    expect(await item().getByText('1 waits').count()).toBe(0);
    // The focus was in a button that is gone.
    await page.waitForFunction((host) => document.activeElement?.textContent === host, peer.host);
    expect(await page.getByRole('main').innerText()).not.toMatch(/secret|amara|users/i);
  });

  test('finding one by name and state', async () => {
    const { page } = ada;
    await page.getByLabel('Find an instance').fill('nowhere');
    await page.getByText('No instance is like this.').waitFor(LIVE);
    await page.getByLabel('Find an instance').fill(peer.host.slice(0, 9).toUpperCase());
    await item().waitFor(LIVE);
    await page.getByLabel('State').selectOption('Paused');
    await page.getByText('No instance is like this.').waitFor(LIVE);
    await page.getByLabel('State').selectOption('Any');
    await item().waitFor(LIVE);
  });

  test('what could not be worked off is tried again or taken off the list; what was refused is counted', async () => {
    const dead = (n: number, type: string) => ({
      _id: `https://far.example/activities/${n}`,
      order: `0${n}`,
      origin: 'remote',
      type,
      actor: 'https://far.example/users/x',
      object: null,
      json: { id: `https://far.example/activities/${n}`, type: 'View', actor: 'https://far.example/users/x' },
      receivedAt: new Date(),
      failures: 8,
      error: 'The view “practice” failed: TypeError.',
      dead: true,
    });
    await instance.services.db.collection('activities').insertMany([dead(1, 'Create'), dead(2, 'Like')] as never);
    const headers = { 'content-type': 'application/activity+json' };
    await fetch(`${instance.baseUrl}/inbox`, { method: 'POST', body: '{}', headers });
    const { page } = ada;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.reload();
    const letters = page.getByRole('list', { name: 'Could not be worked off' });
    await letters.getByText('from far.example').first().waitFor(LIVE);
    await letters.getByText('It could not be shown (practice: TypeError).').first().waitFor();
    await page.getByText('It was not signed').waitFor();
    await expectAccessible(page);
    const like = letters.getByRole('listitem').filter({ hasText: 'Like' });
    await like.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('It worked').waitFor(LIVE);
    await like.waitFor({ state: 'detached' });
    await letters.getByRole('button', { name: 'Take off the list' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take off the list' }).click();
    await page.getByText('Everything that came was worked off.').waitFor(LIVE);
    expect(ada.problems).toEqual([]);
  });

  test('a folded text is opened and a poll is voted in by keyboard; lists say what is behind a post', async () => {
    peer.answer = () => ({ status: 202 });
    const bo = peer.actor('bo');
    const send = async (name: string, object: object) => {
      const to = [PUBLIC, `${instance.baseUrl}/users/amara`];
      const id = `${bo.iri}/${name}`;
      const whole = { id, attributedTo: bo.iri, to, published: new Date().toISOString(), ...object };
      const create = { id: `${id}/create`, type: 'Create', actor: bo.iri, to, object: whole };
      expect((await post(`${instance.baseUrl}/inbox`, create, bo)).status).toBe(202);
      return `/posts/${keyOf(id)}`;
    };
    const folded = await send('folded', { type: 'Note', summary: 'Broken glass', sensitive: true, content: 'Blood' });
    const options = ['Yes', 'No'].map((name) => ({
      type: 'Note',
      name,
      replies: { type: 'Collection', totalItems: 1 },
    }));
    const poll = await send('poll', { type: 'Question', content: 'Homework?', oneOf: options });
    await instance.services.pipeline.idle();

    const teacher = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    const { page } = teacher;
    await signIn(teacher, 'amara', folded);
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await page.getByText('Blood').waitFor();
    await page.getByRole('button', { name: 'Hide' }).press('Enter');
    expect(await page.getByText('Blood').count()).toBe(0);

    await page.goto(poll);
    await page.getByRole('radio', { name: 'No', exact: true }).press('Space');
    await page.getByRole('button', { name: 'Vote' }).press('Enter');
    const mine = page.getByRole('listitem').filter({ hasText: '(you chose this)' });
    await mine.getByText('No').waitFor(LIVE);
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('(you chose this)'));
    await expectAccessible(page);
    await until('the vote arrived', () =>
      peer.received.some(({ json }) => JSON.stringify(json).includes('"name":"No"')),
    );

    await page.goto(`/@bo@${peer.host}`);
    await page.getByRole('article', { name: 'Broken glass' }).getByText('Content warning').waitFor(LIVE);
    await page.getByRole('article', { name: 'Homework?' }).getByText('Poll', { exact: true }).waitFor();
    await expectAccessible(page);
    await teacher.context.close();
  });

  test('an organizer has no access', async () => {
    const olga = await visitor(browser, { baseUrl: instance.baseUrl });
    await signIn(olga, 'olga', '/admin');
    await olga.page.getByRole('link', { name: 'Discussion protocols' }).waitFor(LIVE);
    expect(await olga.page.getByRole('link', { name: 'Other instances' }).count()).toBe(0);
    await olga.page.goto('/admin/federation');
    await olga.page.getByRole('heading', { name: 'This page is for those who run the instance' }).waitFor(LIVE);
    expect(await olga.page.getByRole('heading', { name: 'Deliveries' }).count()).toBe(0);
    await olga.context.close();
  });
});
