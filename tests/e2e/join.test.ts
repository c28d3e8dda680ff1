import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { Peer } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Somebody on a server that knows no pairs gets a private note, and opens the link in it on a phone. */
describe('an invitation to a pair', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let mastodon: Peer;
  let orla: ApiClient;
  const people: Visitor[] = [];

  beforeAll(async () => {
    [browser, instance, mastodon] = await Promise.all([
      launchBrowser(),
      startInstance({ env: { INSTANCE_NAME: 'Hill School', REGISTRATION: 'invite' } }),
      Peer.start(),
    ]);
    orla = await instance.account('orla', 'admin');
    await orla.call(profiles.updateMyProfile, { body: { displayName: 'Orla Byrne' } });
  });
  afterAll(async () => {
    for (const { problems } of people)
      expect(problems.filter((problem) => !/status of (400|404)/.test(problem))).toEqual([]);
    await browser?.close();
    await Promise.all([instance?.stop(), mastodon?.stop()]);
  });

  async function invite(name: string): Promise<{ path: string; pair: string }> {
    mastodon.actor(name);
    const partner = `@${name}@${mastodon.host}`;
    const body = { partner, myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' } as const;
    const { id } = await orla.call(mentoring.offerPair, { body });
    const sent = await until('the note', () =>
      mastodon.received.map(({ json }) => JSON.stringify(json)).find((json) => json.includes(`/users/${name}"`)),
    );
    return { path: /\/join\/[A-Za-z0-9_-]{44}/.exec(sent)?.[0] ?? '', pair: id };
  }

  async function onPhone(colorScheme: 'light' | 'dark' = 'light', locale?: string): Promise<Visitor> {
    const settings = { baseUrl: instance.baseUrl, width: 360, height: 740, colorScheme };
    const who = await visitor(browser, locale === undefined ? settings : { ...settings, locale });
    people.push(who);
    return who;
  }

  test('says what it is, and lets them join and tell whoever invited them', async () => {
    const { path, pair } = await invite('bo');
    const { page } = await onPhone();
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: 'Orla Byrne invites you to a mentoring pair' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Make an account here' }).click();
    await page.getByLabel('Your name').fill('Bo Larsen');
    await page.getByLabel('Username').fill('bo_here');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.getByRole('button', { name: 'Tell Orla Byrne' }).click();
    await page.getByText('Orla Byrne has been told').waitFor();
    await expectAccessible(page);

    // Orla reads it in the conversation, and is one press away from the offer.
    const reader = await onPhone();
    await reader.page.goto('/sign-in');
    await reader.page.getByLabel('Username').fill('orla');
    await reader.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await reader.page.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByRole('button', { name: 'Sign in' }).waitFor({ state: 'detached' });
    await reader.page.goto(`/mentoring/${pair}`);
    await reader.page.getByRole('link', { name: 'offer them the pair there' }).waitFor();
  });

  test('or lets them say where else they are; what is wrong is said beside the field', async () => {
    const elsewhere = await Peer.start();
    elsewhere.actor('cy', { implements: [{ id: 'urn:staffroom:ns#pairs' }] }, 1);
    const { path } = await invite('cy');
    const { page } = await onPhone('dark');
    await page.goto(path);
    const handle = page.getByLabel('Your handle');
    await handle.fill(`@cy@${mastodon.host}`);
    await page.getByRole('button', { name: 'Tell Orla Byrne' }).click();
    await page.getByText('Mentoring pairs are not known there.').waitFor();
    expect(await handle.inputValue()).toBe(`@cy@${mastodon.host}`);
    await expectAccessible(page);
    await handle.fill(`@cy@${elsewhere.host}`);
    await page.getByRole('button', { name: 'Tell Orla Byrne' }).click();
    await page.getByText('Orla Byrne has been told').waitFor();
    await expectAccessible(page);
    await elsewhere.stop();
  });

  test('in Spanish; a link that is none, and one that was taken back, say so', async () => {
    const { path, pair } = await invite('di');
    const { page } = await onPhone('light', 'es');
    await page.goto(path);
    await page.getByRole('heading', { name: 'Orla Byrne te invita a una pareja de mentoría' }).waitFor();
    await orla.call(mentoring.withdrawPair, { params: { id: pair } });
    await page.reload();
    await page.getByRole('heading', { name: 'Esta invitación ya no está abierta' }).waitFor();
    await expectAccessible(page);
    await page.goto(`/join/${'x'.repeat(44)}`);
    await page.getByRole('heading', { name: 'No hay ninguna invitación en este enlace' }).waitFor();
  });
});
