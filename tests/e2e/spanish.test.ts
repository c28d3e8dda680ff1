import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const PASSWORD = 'tiza y bolígrafos verdes';

/** A teacher whose browser asks for Spanish meets no English on the way from the first page to a published post. */
describe('Lucía, en español', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let lucia: Visitor;

  beforeAll(async () => {
    [browser, instance] = await Promise.all([
      launchBrowser(),
      startInstance({ env: { INSTANCE_NAME: 'Docentes del Valle' } }),
    ]);
    await instance.account('head', 'admin');
    lucia = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740, locale: 'es-MX' });
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  test('se da de alta; lo que falta se le dice en español', async () => {
    const { page } = lucia;
    await page.goto('/sign-up');
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await page.getByRole('heading', { name: 'Crear una cuenta' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Nombre de usuario').fill('lucia');
    await page.getByLabel('Tu nombre').fill('Lucía Ferreira');
    await page.getByLabel('Contraseña', { exact: true }).fill('corta');
    await page.getByRole('main').getByRole('button', { name: 'Crear una cuenta' }).click();
    await page.getByText('Usa al menos 10 caracteres; una frase corta es lo más fácil de recordar.').waitFor();
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Crear una cuenta' }).click();
    // The first steps, which may be taken later.
    await page.waitForURL((url) => url.pathname !== '/sign-up');
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await expectNoEnglish();
  });

  test('dice quién es', async () => {
    const { page } = lucia;
    await page.goto('/settings/profile');
    await page.getByLabel('Sobre ti').fill('Física en el Valle.');
    await page.getByLabel('En qué puedo ayudar').fill('Debates');
    await page.getByLabel('Asignaturas').fill('Física');
    await page.getByLabel('Asignaturas').press('Enter');
    await page.getByRole('checkbox', { name: 'Secundaria, primer ciclo' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('heading', { name: 'Lucía Ferreira' }).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Física$/ })
      .waitFor();
    await expectNoEnglish();
  });

  test('escribe y publica', async () => {
    const { page } = lucia;
    await page.goto('/write');
    await page.getByLabel('Título').fill('Tarjetas de salida');
    await page.getByLabel('Qué probaste y qué pasó').fill('Cada quien corrigió la suya.');
    await page.getByRole('button', { name: 'Publicar…' }).click();
    await page.getByRole('checkbox', { name: /Nadie de mi alumnado/ }).check();
    await page.getByRole('button', { name: 'Publicar', exact: true }).click();
    await page.getByRole('heading', { name: 'Tarjetas de salida' }).waitFor();
    await expectNoEnglish();
    for (const path of [
      '/',
      '/practice',
      '/practice?view=instance',
      '/people',
      '/settings/notifications',
      '/notifications',
      '/mentoring',
      '/settings',
      '/settings/profile',
      '/no-such-page',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await expectNoEnglish();
    }
  });

  test('cambia de idioma en los ajustes, y otro navegador lo sabe', async () => {
    const { page } = lucia;
    await page.goto('/settings');
    await page.getByRole('radio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Language' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    const phone = await visitor(browser, { baseUrl: instance.baseUrl, locale: 'es-MX' });
    await phone.page.goto('/sign-in');
    await phone.page.getByLabel('Nombre de usuario').fill('lucia');
    await phone.page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await phone.page.getByRole('main').getByRole('button', { name: 'Entrar' }).click();
    await phone.page.getByRole('link', { name: 'Mentoring' }).first().waitFor();
    expect(await phone.page.locator('html').getAttribute('lang')).toBe('en');
    await phone.context.close();
  });

  test('ningún error en la consola', () => {
    expect(lucia.problems.filter((problem) => !/40[04]|accounts/.test(problem))).toEqual([]);
  });

  /** Words that no Spanish sentence has, in what is on the page and in what is read out. */
  async function expectNoEnglish() {
    const { page } = lucia;
    const said = await page.evaluate(() => {
      const labels = [...document.querySelectorAll('[aria-label],[placeholder],[title],[alt]')].flatMap((element) =>
        ['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
      );
      return [document.title, document.body.innerText, ...labels].join('\n');
    });
    const english = /\b(?:the|and|you|your|with|this|what|write|sign|settings|search|from|when|not|are|is)\b/gi;
    const names = /English|Open Badges/g;
    expect(said.replace(names, '').match(english) ?? [], page.url()).toEqual([]);
  }
});
