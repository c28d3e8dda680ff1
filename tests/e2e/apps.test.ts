import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishPost } from '../../shared/contracts/practice.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { ask, register } from '../support/oauth.ts';

/**
 * A page of another site, which is all that this app is: it gets itself a token, reads and publishes, with nothing but what
 * browsers let such a page do. What comes of it stands in its title.
 */
const APP = (instance: string) => `<!doctype html><title>waiting</title><script type="module">
const form = new URLSearchParams(location.search);
if (form.has('error')) document.title = 'refused: ' + form.get('error');
else if (form.has('code')) {
  const [client_id, code_verifier] = form.get('state').split(' ');
  const body = new URLSearchParams({ grant_type: 'authorization_code', code: form.get('code'), client_id, code_verifier,
    redirect_uri: location.origin + location.pathname });
  const { access_token, scope } = await (await fetch('${instance}/oauth/token', { method: 'POST', body })).json();
  const headers = { authorization: 'Bearer ' + access_token, 'content-type': 'application/activity+json' };
  const me = await (await fetch('${instance}/api/v1/me', { headers })).json();
  const note = { type: 'Note', content: '<p>From an app</p>', to: ['https://www.w3.org/ns/activitystreams#Public'] };
  const posted = await fetch('${instance}/users/' + me.username + '/outbox', { method: 'POST', headers, body: JSON.stringify(note) });
  // With the cookie instead of the token the answer stays closed to this page.
  const byCookie = await fetch('${instance}/api/v1/me', { credentials: 'include' }).then(() => 'open', () => 'closed');
  document.title = [me.handle, scope, posted.status, posted.headers.get('location') !== null, byCookie].join(' | ');
}
</script>`;

describe('an app that wants to act in somebody’s name', { timeout: 60_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let site: Server;
  let callback: string;
  let clientId: string;
  const people: Visitor[] = [];

  beforeAll(async () => {
    [browser, instance] = await Promise.all([launchBrowser(), startInstance()]);
    await instance.account('ada', 'admin');
    const amara = await instance.signUp('amara', 'Amara Okafor');
    await amara.call(publishPost, { body: { title: 'Hello', markdown: 'Hello' } });
    site = createServer((_req, res) => res.setHeader('content-type', 'text/html').end(APP(instance.baseUrl)));
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    callback = `http://127.0.0.1:${(site.address() as AddressInfo).port}/callback`;
    const metadata = {
      client_name: 'Lesson planner',
      client_uri: 'https://planner.example/about',
      redirect_uris: ['http://127.0.0.1/callback'],
    };
    clientId = (await register(instance.baseUrl, metadata)).body.client_id;
  });
  afterAll(async () => {
    for (const { problems } of people)
      expect(problems.filter((problem) => !/status of (400|404)|CORS|ERR_FAILED/.test(problem))).toEqual([]);
    await browser?.close();
    await instance?.stop();
    site?.closeAllConnections();
    site?.close();
  });

  async function onPhone(locale = 'en-GB'): Promise<Page> {
    const who = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740, locale });
    people.push(who);
    return who.page;
  }

  function address(scope: string, redirect = callback): string {
    const { request, verifier } = ask(clientId, scope, { redirect_uri: redirect });
    const entries = Object.entries({ ...request, state: `${clientId} ${verifier}` });
    return `/oauth/authorize?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
  }

  test('says who it is and what it wants; is let, in part; acts; and is disconnected', async () => {
    const page = await onPhone();
    await page.goto(address('profile read write pairs'));
    await page.getByLabel('Username').fill('amara');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lesson planner wants to act in your name' }).waitFor();
    await page.getByText('an app on this device').waitFor();
    await page.getByText('planner.example').waitFor();
    // What is between partners is never ticked beforehand.
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.waitForFunction(() => document.title.includes('|'));
    expect(await page.title()).toBe(`@amara@${instance.domain} | profile read write | 201 | true | closed`);

    await page.goto('/settings');
    const apps = page.getByRole('list', { name: 'Apps that act in your name' });
    await apps.getByText('who you are · reads · acts as you').waitFor();
    await apps.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('No app acts in your name.').waitFor();
  });

  test('is told no, in Spanish too; an address that it did not register is never gone to', async () => {
    const page = await onPhone('es-ES');
    await page.goto('/sign-in');
    await page.getByLabel('Nombre de usuario').fill('amara');
    await page.getByLabel('Contraseña', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('button', { name: 'Entrar' }).waitFor({ state: 'detached' });
    await page.goto('/?language=es');
    await page.goto(address('read'));
    await page.getByRole('button', { name: 'No permitir' }).click();
    await page.waitForFunction(() => document.title.startsWith('refused'));
    expect(await page.title()).toBe('refused: access_denied');
    // What the app itself got wrong goes back to it, and nobody is asked; but nobody is led away either.
    await page.goto(address('everything'));
    const back = page.getByRole('button', { name: `Volver a ${new URL(callback).host}` });
    await back.waitFor();
    expect(page.url()).toContain(instance.baseUrl);
    await back.click();
    await page.waitForFunction(() => document.title.startsWith('refused'));
    expect(await page.title()).toBe('refused: invalid_scope');

    const elsewhere = callback.replace('/callback', '/elsewhere');
    await page.goto(address('read', elsewhere));
    await page.getByRole('heading', { name: 'Esta aplicación no se puede conectar' }).waitFor();
    expect(page.url()).toContain(instance.baseUrl);
    await expectAccessible(page);
  });
});
