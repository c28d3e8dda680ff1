import { afterAll, beforeAll, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import type { ErrorBody } from '../../../shared/contracts/errors.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.stop());

const PASSWORD = 'correct horse battery';

const page = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${instance.baseUrl}${path}`, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' });

async function languageAt(path: string, headers: Record<string, string> = {}) {
  const answer = await page(path, headers);
  const said = answer.headers.get('content-language');
  expect(await answer.text()).toContain(`<html lang="${said}" dir="ltr">`);
  return said;
}

test('a page is in the language chosen here, else in the browser’s, else in English', async () => {
  expect(await languageAt('/sign-in')).toBe('en');
  expect(await languageAt('/sign-in', { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' })).toBe('es');
  expect(await languageAt('/sign-in', { 'accept-language': 'fr-FR, es;q=0.4, en;q=0.2' })).toBe('es');
  expect(await languageAt('/sign-in', { 'accept-language': 'de, ar' })).toBe('en');
  expect(await languageAt('/sign-in', { 'accept-language': 'es', cookie: 'a=b; language=en' })).toBe('en');
  for (const cookie of ['language=xx', 'language=', 'language=__proto__', 'language=en"; x=', 'xlanguage=en'])
    expect(await languageAt('/sign-in', { 'accept-language': 'es', cookie }), cookie).toBe('es');
  const { headers } = await page('/sign-in');
  expect(headers.get('vary')).toContain('Accept-Language');
  expect(headers.get('vary')).toContain('Cookie');
});

test('a link chooses the language, is remembered, and leads nowhere else', async () => {
  const answer = await page('/sign-up?invitation=abc&language=es');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/sign-up?invitation=abc');
  expect(answer.headers.get('set-cookie')).toMatch(/^language=es; Max-Age=\d+; Path=\/; .*SameSite=Lax/);
  expect((await page('/posts/1?language=fr')).headers.get('set-cookie')).toBeNull();
  for (const path of ['//evil.example/x', '/%5Cevil.example', '/\\evil.example', '///evil.example']) {
    const location = (await page(`${path}?language=es`)).headers.get('location') ?? '/';
    expect(new URL(location, instance.baseUrl).origin, path).toBe(instance.baseUrl);
  }
});

test('an account keeps its language and brings it to another device', async () => {
  const signedUp = await fetch(`${instance.baseUrl}/api/v1/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'es-AR' },
    body: JSON.stringify({ username: 'lucia', displayName: 'Lucía', password: PASSWORD }),
  });
  expect(await signedUp.json()).toMatchObject({ me: { language: 'es' } });

  const phone = instance.anyone();
  const me = await phone.call(accounts.signIn, { body: { username: 'lucia', password: PASSWORD } });
  expect(me.language).toBe('es');
  await phone.call(accounts.changeLanguage, { body: { language: 'en' } });
  expect((await phone.call(accounts.getMe, {})).language).toBe('en');

  const answer = await fetch(`${instance.baseUrl}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'es' },
    body: JSON.stringify({ username: 'lucia', password: PASSWORD }),
  });
  expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('language=en;'))).toBe(true);
  expect(await instance.services.accounts.languageOf(`${instance.baseUrl}/users/lucia`)).toBe('en');
  expect(await instance.services.accounts.languageOf('https://elsewhere.example/users/ben')).toBe('en');
});

test('an account made on the command line reads what its first browser does', async () => {
  await instance.services.accounts.create({
    username: 'head',
    displayName: 'Head',
    password: PASSWORD,
    role: 'admin',
  });
  const signIn = (language: string) =>
    instance.anyone().call(accounts.signIn, {
      body: { username: 'head', password: PASSWORD },
      headers: { 'accept-language': language },
    });
  expect((await signIn('es-ES')).language).toBe('es');
  expect((await signIn('en')).language).toBe('es');
});

test('errors are said in the language of the page that asked', async () => {
  const ask = async (headers: Record<string, string>) => {
    const answer = await fetch(`${instance.baseUrl}/api/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ username: '?', displayName: 'Ben', password: 'short' }),
    });
    const { error } = (await answer.json()) as ErrorBody;
    return error;
  };
  expect(await ask({ 'accept-language': 'es-CL' })).toEqual({
    code: 'invalid_input',
    message: 'Revisa estos campos: username, password.',
    fields: {
      username: 'Usa de 2 a 30 letras de la a a la z, cifras o guiones bajos.',
      password: 'Usa al menos 10 caracteres; una frase corta es lo más fácil de recordar.',
    },
  });
  expect((await ask({ cookie: 'language=es' })).message).toBe('Revisa estos campos: username, password.');
  expect((await ask({})).message).toBe('Check these: username, password.');
  const absent = await fetch(`${instance.baseUrl}/api/v1/posts/none`, { headers: { 'accept-language': 'es' } });
  expect(((await absent.json()) as ErrorBody).error.message).toBe('Aquí no hay nada, o no se comparte contigo.');
});
