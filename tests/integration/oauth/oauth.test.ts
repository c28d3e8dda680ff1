import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import type { AppDocument } from '../../../server/features/oauth/oauth.views.ts';
import { allEndpoints, type NamedEndpoint } from '../../../server/http/contracts.ts';
import { scopesFor } from '../../../server/http/scopes.ts';
import type { Stored } from '../../../server/storage/index.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import { createToken, getMe, signIn } from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import { listNotifications, setEmail } from '../../../shared/contracts/notifications.ts';
import * as oauth from '../../../shared/contracts/oauth.ts';
import {
  createDraft,
  deleteDraft,
  getDraft,
  getHomeFeed,
  getPost,
  listDrafts,
  publishPost,
  saveDraft,
} from '../../../shared/contracts/practice.ts';
import { renewCalendarFeed } from '../../../shared/contracts/sessions.ts';
import { SCOPES, type Scope } from '../../../shared/vocabulary.ts';
import type { ApiClient } from '../../support/api.ts';
import { PASSWORD, startInstance, type TestInstance } from '../../support/instance.ts';
import {
  allow,
  ask,
  CALLBACK,
  connect,
  exchange,
  postForm,
  refresh,
  register,
  type Tokens,
} from '../../support/oauth.ts';

// Not in the past: what has expired by the machine's clock is removed.
let now = Date.now();
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  instance = await startInstance({
    options: {
      clock: { now: () => new Date(now) },
      limits: { registrations: { attempts: 200, seconds: 60 }, tokens: { attempts: 2_000, seconds: 60 } },
    },
  });
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
});
afterAll(() => instance.stop());

const base = () => instance.baseUrl;
/** Somebody who brings nothing but a token. */
const me = (token: string) => instance.anyone().try(getMe, { headers: { authorization: `Bearer ${token}` } });

async function refusal(response: Response): Promise<[number, string]> {
  return [response.status, (await response.json()).error];
}

describe('an app that registers', () => {
  test('is a public client, whatever it asks for', async () => {
    const answer = await register(base(), {
      client_uri: 'https://app.example/about',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['password', 'implicit'],
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      client_id: expect.stringMatching(/^[0-9a-z]{26}$/),
      client_id_issued_at: Math.floor(now / 1000),
      client_name: 'Lesson planner',
      client_uri: 'https://app.example/about',
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['http://app.example/cb'],
    ['http://127.0.0.1.evil.example/cb'],
    ['https://app.example/cb#fragment'],
    ['https://app.example/cb#'],
    ['https://user:pass@app.example/cb'],
    ['myapp:/cb'],
    ['/callback'],
  ])('cannot have its answers sent to %s', async (uri) => {
    const answer = await register(base(), { redirect_uris: [uri] });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_redirect_uri']);
  });

  test('is told what its metadata lacks', async () => {
    for (const metadata of [{ redirect_uris: [] }, { redirect_uris: undefined }]) {
      expect((await register(base(), metadata)).body.error).toBe('invalid_redirect_uri');
    }
    for (const metadata of [{ client_name: 'a\u202eb' }, { client_uri: 'http://app.example' }, { client_name: 7 }]) {
      expect((await register(base(), metadata)).body.error).toBe('invalid_client_metadata');
    }
  });
});

test('many that register and are never used keep nobody else out, but for minutes', async () => {
  const apps = instance.services.db.collection<AppDocument>('oauth_apps');
  const old = await apps.countDocuments({ unused: true });
  for (let at = old; at < 2_000; at++) {
    await apps.insertOne({
      _id: `0${String(at).padStart(25, '0')}`,
      name: 'Flood',
      website: null,
      redirectUris: [CALLBACK],
      createdAt: new Date(now),
      unused: true,
      expiresAt: new Date(now + 24 * 3600_000),
    });
  }
  const full = await register(base());
  expect([full.status, full.body.error]).toEqual([503, 'temporarily_unavailable']);
  now += 11 * 60_000;
  expect((await register(base())).status).toBe(201);
  expect(await apps.countDocuments({ unused: true })).toBe(2_000);
  await apps.deleteMany({ name: 'Flood' });
});

test('what this server offers can be read by anybody', async () => {
  const server = await fetch(`${base()}/.well-known/oauth-authorization-server`);
  expect(server.headers.get('access-control-allow-origin')).toBe('*');
  expect(await server.json()).toMatchObject({
    issuer: base(),
    authorization_endpoint: `${base()}/oauth/authorize`,
    token_endpoint: `${base()}/oauth/token`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });
  const resource = await (await fetch(`${base()}/.well-known/oauth-protected-resource`)).json();
  expect(resource).toMatchObject({ resource: base(), authorization_servers: [base()] });
  const headers = { accept: 'application/activity+json' };
  const actor = await (await fetch(`${base()}/users/amara`, { headers })).json();
  expect(actor.endpoints).toMatchObject({
    oauthAuthorizationEndpoint: `${base()}/oauth/authorize`,
    oauthTokenEndpoint: `${base()}/oauth/token`,
  });
});

describe('what an app asks for', () => {
  let app: string;
  beforeAll(async () => {
    app = (await register(base(), { client_uri: 'https://www.app.example' })).body.client_id;
  });
  const read = (person: ApiClient, request: oauth.AuthorizationRequest) =>
    person.try(oauth.getAuthorization, {
      query: Object.fromEntries(Object.entries(request)) as Record<string, string>,
    });

  test('is shown in words that can be checked', async () => {
    const { value } = await read(amara, ask(app, 'write read').request);
    expect(value).toEqual({
      state: 'asks',
      app: { name: 'Lesson planner', website: 'www.app.example', returnsTo: { kind: 'host', name: 'app.example' } },
      scopes: ['read', 'write'],
    });
    const { request } = ask(app, '');
    expect((await read(amara, JSON.parse(JSON.stringify({ ...request, scope: undefined })))).value).toMatchObject({
      scopes: ['profile'],
    });
  });

  test('is not answered at an address that it did not register: nobody is sent there', async () => {
    for (const redirect_uri of [
      'https://evil.example/',
      `${CALLBACK}&more`,
      CALLBACK.replace('callback', 'callback/'),
      CALLBACK.replace('https', 'http'),
      CALLBACK.toUpperCase(),
      'http://127.0.0.1/callback',
    ]) {
      const { request } = ask(app, 'read', { redirect_uri });
      const shown = await read(amara, request);
      expect(shown).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
      const answered = await amara.try(oauth.answerAuthorization, { body: { ...request, allowed: ['read'] } });
      expect(answered.status).toBe(400);
      expect(JSON.stringify([shown.value, answered.value])).not.toContain('evil');
    }
    expect((await read(amara, ask('nothing', 'read').request)).error?.code).toBe('not_found');
  });

  test.each([
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { code_challenge: undefined }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: undefined }],
    ['invalid_request', { code_challenge: 'short' }],
    ['invalid_scope', { scope: 'read admin' }],
  ])('goes back as %s for %o, before anybody is asked', async (error, extra) => {
    const { request } = ask(app, 'read', extra);
    for (const redirect of [
      (await amara.call(oauth.answerAuthorization, { body: { ...request, allowed: ['read'] } })).redirect,
      JSON.stringify((await read(amara, JSON.parse(JSON.stringify(request)))).value),
    ]) {
      expect(redirect).toContain(`error=${error}`);
      expect(redirect).toContain(`iss=${encodeURIComponent(base())}`);
      expect(redirect).toContain('state=a+state+of+the+app');
      expect(redirect).not.toContain('code=');
    }
  });

  test('can be declined, as a whole or in part', async () => {
    const { request, verifier } = ask(app, 'read write pairs');
    const { redirect } = await amara.call(oauth.answerAuthorization, { body: { ...request, allowed: [] } });
    const no = new URL(redirect);
    expect(`${no.origin}${no.pathname}`).toBe('https://app.example/callback');
    expect(Object.fromEntries(no.searchParams)).toEqual({
      from: 'staffroom',
      error: 'access_denied',
      state: 'a state of the app',
      iss: base(),
    });
    const partly = await allow(amara, request, ['read', 'profile']);
    const tokens = await (await exchange(base(), app, partly.searchParams.get('code') ?? '', verifier)).json();
    expect(tokens.scope).toBe('read');
  });

  test('is for who is signed in with a browser of ours', async () => {
    const { request } = ask(app, 'read');
    const body = { ...request, allowed: ['read'] };
    expect((await instance.anyone().try(oauth.answerAuthorization, { body })).status).toBe(401);
    const elsewhere = { origin: 'https://evil.example' };
    expect((await amara.try(oauth.answerAuthorization, { body, headers: elsewhere })).status).toBe(403);
    const { bearer } = await connect(amara, 'profile read write pairs');
    const byApp = await instance.anyone().try(oauth.answerAuthorization, { body, headers: bearer });
    expect(byApp).toMatchObject({ status: 403, error: { code: 'forbidden' } });
  });

  test('on the device itself may come back at any port', async () => {
    const redirect_uris = ['http://127.0.0.1/cb', 'com.example.planner:/cb'];
    const native = (await register(base(), { redirect_uris })).body.client_id;
    const back = 'http://127.0.0.1:51234/cb';
    const { request, verifier } = ask(native, 'profile', { redirect_uri: back });
    const answer = await allow(amara, request);
    expect(answer.origin).toBe('http://127.0.0.1:51234');
    const code = answer.searchParams.get('code') ?? '';
    expect((await exchange(base(), native, code, verifier, back)).status).toBe(200);
    const other = { redirect_uri: 'http://127.0.0.1:51234/other' };
    expect((await read(amara, ask(native, 'profile', other).request)).status).toBe(400);
    const scheme = await allow(amara, ask(native, 'profile', { redirect_uri: 'com.example.planner:/cb' }).request);
    expect(scheme.href).toMatch(/^com\.example\.planner:\/cb\?code=/);
  });
});

describe('a code', () => {
  test('is exchanged once, by its app, with the verifier, within a minute', async () => {
    const app = (await register(base())).body.client_id;
    const other = (await register(base())).body.client_id;
    const fresh = async () => {
      const { request, verifier } = ask(app, 'profile read');
      const answer = await allow(amara, request);
      expect(answer.searchParams.get('state')).toBe('a state of the app');
      expect(answer.searchParams.get('iss')).toBe(base());
      expect(answer.searchParams.get('from')).toBe('staffroom');
      return { verifier, code: answer.searchParams.get('code') ?? '' };
    };
    const good = await fresh();
    const response = await exchange(base(), app, good.code, good.verifier);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const tokens: Tokens = await response.json();
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'profile read' });
    expect((await me(tokens.access_token)).value.username).toBe('amara');

    const wrong = await fresh();
    expect(await refusal(await exchange(base(), app, wrong.code, 'x'.repeat(43)))).toEqual([400, 'invalid_grant']);
    // One guess is all there is.
    expect(await refusal(await exchange(base(), app, wrong.code, wrong.verifier))).toEqual([400, 'invalid_grant']);

    const stolen = await fresh();
    expect(await refusal(await exchange(base(), other, stolen.code, stolen.verifier))).toEqual([400, 'invalid_grant']);
    const elsewhere = await exchange(base(), app, (await fresh()).code, stolen.verifier, 'https://app.example/other');
    expect(elsewhere.status).toBe(400);
    const unproven = await fresh();
    const form = { grant_type: 'authorization_code', client_id: app, code: unproven.code, redirect_uri: CALLBACK };
    expect((await postForm(`${base()}/oauth/token`, form)).status).toBe(400);

    const late = await fresh();
    now += 60_000;
    expect(await refusal(await exchange(base(), app, late.code, late.verifier))).toEqual([400, 'invalid_grant']);

    // A second time: somebody has read it on its way, so what came of it ends as well.
    expect(await refusal(await exchange(base(), app, good.code, good.verifier))).toEqual([400, 'invalid_grant']);
    expect((await me(tokens.access_token)).status).toBe(401);
    expect((await refresh(base(), app, tokens.refresh_token)).status).toBe(400);
  });

  test('cannot be had by other grants, nor be sent twice in one form', async () => {
    const app = (await register(base())).body.client_id;
    const grants = ['password', 'client_credentials', 'implicit', ''];
    for (const grant_type of grants) {
      const form = { grant_type, client_id: app, username: 'amara', password: 'correct horse battery' };
      expect((await postForm(`${base()}/oauth/token`, form)).status).toBe(400);
    }
    const body = new URLSearchParams([
      ['grant_type', 'authorization_code'],
      ['client_id', app],
      ['code', 'a'],
      ['code', 'b'],
    ]);
    expect(await refusal(await fetch(`${base()}/oauth/token`, { method: 'POST', body }))).toEqual([
      400,
      'invalid_request',
    ]);
    const headers = { 'content-type': 'application/json' };
    const asJson = await fetch(`${base()}/oauth/token`, { method: 'POST', body: '{}', headers });
    expect((await asJson.json()).error).toBe('invalid_request');
  });
});

describe('tokens', () => {
  test('are replaced by each refresh; a used one that comes again ends them all', async () => {
    const { clientId, tokens: first } = await connect(amara, 'profile write');
    const second: Tokens = await (await refresh(base(), clientId, first.refresh_token)).json();
    expect(second.scope).toBe('profile write');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await me(second.access_token)).status).toBe(200);
    const narrower: Tokens = await (await refresh(base(), clientId, second.refresh_token, { scope: 'profile' })).json();
    expect(narrower.scope).toBe('profile');
    expect(await refusal(await refresh(base(), clientId, narrower.refresh_token, { scope: 'read' }))).toEqual([
      400,
      'invalid_scope',
    ]);

    const { clientId: app, tokens } = await connect(amara, 'profile');
    const next: Tokens = await (await refresh(base(), app, tokens.refresh_token)).json();
    expect(await refusal(await refresh(base(), app, tokens.refresh_token))).toEqual([400, 'invalid_grant']);
    expect((await me(next.access_token)).status).toBe(401);
    expect((await refresh(base(), app, next.refresh_token)).status).toBe(400);
  });

  test('are worth nothing when two refresh with the same one at once', async () => {
    const { clientId, tokens } = await connect(amara, 'profile');
    const answers = await Promise.all([1, 2, 3].map(() => refresh(base(), clientId, tokens.refresh_token)));
    const issued = await Promise.all(answers.filter(({ ok }) => ok).map((answer): Promise<Tokens> => answer.json()));
    expect(issued.length).toBeLessThan(2);
    for (const { access_token, refresh_token } of issued) {
      expect((await me(access_token)).status).toBe(401);
      expect((await refresh(base(), clientId, refresh_token)).status).toBe(400);
    }
  });

  test('end after an hour, and the app after 90 days in which it did not ask', async () => {
    const { clientId, tokens } = await connect(amara, 'profile');
    now += 3600_000;
    const late = await me(tokens.access_token);
    expect(late.status).toBe(401);
    expect(late.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    now += 89 * 24 * 3600_000;
    const next: Tokens = await (await refresh(base(), clientId, tokens.refresh_token)).json();
    expect((await me(next.access_token)).status).toBe(200);
    now += 90 * 24 * 3600_000;
    expect((await refresh(base(), clientId, next.refresh_token)).status).toBe(400);
    // Meanwhile the browsers' sessions are over too.
    for (const [person, username] of [
      [amara, 'amara'],
      [bo, 'bo'],
    ] as const) {
      await person.call(signIn, { body: { username, password: 'correct horse battery' } });
    }
  });

  test('are refused to another app, and stored as nothing that could be used', async () => {
    const { tokens } = await connect(amara, 'profile');
    const other = (await register(base())).body.client_id;
    expect((await refresh(base(), other, tokens.refresh_token)).status).toBe(400);
    const stored = JSON.stringify(await instance.services.db.collection('oauth_grants').find({}).toArray());
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      expect(stored).not.toContain(token.split('.')[1]);
    }
  });

  test('can be given back (RFC 7009)', async () => {
    const { clientId, tokens } = await connect(amara, 'profile');
    const giveBack = (form: Record<string, string>) => postForm(`${base()}/oauth/revoke`, form);
    expect((await giveBack({ token: tokens.access_token, client_id: 'another' })).status).toBe(200);
    expect((await me(tokens.access_token)).status).toBe(200);
    expect((await giveBack({ token: tokens.access_token, client_id: clientId })).status).toBe(200);
    expect((await me(tokens.access_token)).status).toBe(401);
    const next: Tokens = await (await refresh(base(), clientId, tokens.refresh_token)).json();
    await giveBack({ token: next.refresh_token, client_id: clientId });
    expect((await me(next.access_token)).status).toBe(401);
    expect((await giveBack({ token: 'never was one' })).status).toBe(200);
    expect((await giveBack({})).status).toBe(400);
  });
});

describe('apps in the settings', () => {
  test('are listed for their person, once for all devices, and ended with all their tokens', async () => {
    const { clientId, tokens } = await connect(bo, 'read', { client_uri: 'https://www.app.example/x' });
    const { request, verifier } = ask(clientId, 'profile');
    const code = (await allow(bo, request)).searchParams.get('code') ?? '';
    const phone: Tokens = await (await exchange(base(), clientId, code, verifier)).json();
    await allow(bo, ask(clientId, 'write').request);
    const { items } = await bo.call(oauth.listApps);
    expect(items).toEqual([
      {
        id: clientId,
        name: 'Lesson planner',
        website: 'www.app.example',
        scopes: ['profile', 'read'],
        since: new Date(now).toISOString(),
        lastUsedAt: new Date(now).toISOString(),
      },
    ]);
    expect((await amara.try(oauth.disconnectApp, { params: { id: clientId } })).status).toBe(404);
    await bo.call(oauth.disconnectApp, { params: { id: clientId } });
    for (const token of [tokens.access_token, phone.access_token]) expect((await me(token)).status).toBe(401);
    expect((await refresh(base(), clientId, phone.refresh_token)).status).toBe(400);
    expect((await bo.call(oauth.listApps)).items).toEqual([]);
  });

  test('end when their person changes the password, before and after the exchange of the code', async () => {
    const [dana, eli] = await Promise.all([instance.signUp('dana'), instance.signUp('eli')]);
    const { clientId, tokens } = await connect(dana, 'profile');
    const { tokens: ofEli } = await connect(eli, 'profile');
    const { request, verifier } = ask(clientId, 'read');
    const code = (await allow(dana, request)).searchParams.get('code') ?? '';
    expect((await me(tokens.access_token)).status).toBe(200);
    await dana.call(accounts.changePassword, { body: { current: PASSWORD, next: 'a quite different sentence' } });
    expect((await me(tokens.access_token)).status).toBe(401);
    expect((await refresh(base(), clientId, tokens.refresh_token)).status).toBe(400);
    expect((await exchange(base(), clientId, code, verifier)).status).toBe(400);
    expect((await dana.call(oauth.listApps)).items).toEqual([]);
    expect((await me(ofEli.access_token)).status).toBe(200);
  });

  test('stop when their person may not act any more', async () => {
    const { tokens } = await connect(bo, 'profile');
    const stored = instance.services.db.collection<{ _id: string; username: string; status: string }>('accounts');
    await stored.updateOne({ username: 'bo' }, { $set: { status: 'pending' } });
    expect((await me(tokens.access_token)).status).toBe(401);
    await stored.updateOne({ username: 'bo' }, { $set: { status: 'active' } });
    expect((await me(tokens.access_token)).status).toBe(200);
  });
});

describe('what an app was let do, at every endpoint', () => {
  const every = allEndpoints().map((named) => ({ ...named, needed: scopesFor(named.endpoint) }));
  const guarded = every.filter(({ endpoint }) => endpoint.access !== 'anyone');
  const params = new Proxy<Record<string, string>>({}, { get: () => 'nothing' });
  const token: Record<string, Record<string, string>> = {};
  const bearer = (scopes: readonly Scope[]) => token[scopes.join(' ')];

  /** Whether an endpoint lets an app with these scopes in, whatever it says then about what was sent. */
  async function lets({ endpoint }: NamedEndpoint, scopes: readonly Scope[]): Promise<boolean> {
    const body = endpoint.method === 'GET' ? undefined : {};
    const answer = await instance.anyone().try(endpoint, { params, body, headers: bearer(scopes) ?? {} });
    expect(answer.status, endpoint.path).toBeLessThan(500);
    return !/^(You did not let this app|No app can do this)/.test(answer.error?.message ?? '');
  }

  beforeAll(async () => {
    const { clientId } = await connect(amara, 'profile');
    for (let bits = 1; bits < 2 ** SCOPES.length; bits++) {
      const scopes = SCOPES.filter((_, place) => bits & (1 << place));
      const { request, verifier } = ask(clientId, scopes.join(' '));
      const code = (await allow(amara, request)).searchParams.get('code') ?? '';
      const tokens: Tokens = await (await exchange(base(), clientId, code, verifier)).json();
      token[scopes.join(' ')] = { authorization: `Bearer ${tokens.access_token}` };
    }
  });

  test('no app reaches what is about the account itself, about running the instance, or new and not thought of', async () => {
    const closed = guarded.filter(({ needed }) => needed === null);
    const names = closed.map(({ name }) => name);
    for (const of of [accounts, moderation]) {
      for (const { name, endpoint } of guarded) if (name in of && endpoint !== getMe) expect(names).toContain(name);
    }
    for (const { name, endpoint } of guarded) if (endpoint.access !== 'account') expect(names).toContain(name);
    for (const endpoint of [
      oauth.answerAuthorization,
      oauth.listApps,
      oauth.disconnectApp,
      setEmail,
      renewCalendarFeed,
    ]) {
      expect(scopesFor(endpoint)).toBeNull();
    }
    for (const named of closed) expect(await lets(named, SCOPES), named.name).toBe(false);
  });

  test('each of the others lets in who has the scopes it needs, and nobody who lacks one', async () => {
    const open = guarded.filter(({ needed }) => needed !== null);
    expect(open.length).toBeGreaterThan(60);
    for (const named of open) {
      const needed = named.needed ?? [];
      expect(needed.length, named.name).toBeGreaterThan(0);
      expect(
        await lets(
          named,
          SCOPES.filter((scope) => needed.includes(scope)),
        ),
        named.name,
      ).toBe(true);
      for (const lacking of needed) {
        const scopes = SCOPES.filter((scope) => scope !== lacking);
        expect(await lets(named, scopes), `${named.name} without ${lacking}`).toBe(false);
      }
    }
  });

  test('nothing of a pair is reached without its own scope', async () => {
    for (const { feature, endpoint, needed, name } of guarded) {
      const ofPairs = ['mentoring', 'cycles', 'threads', 'sessions', 'partners', 'protocols'].includes(feature);
      if (ofPairs || /pair/i.test(endpoint.path)) expect(needed === null || needed.includes('pairs'), name).toBe(true);
    }
    const { id: offer } = await bo.call(mentoring.offerPair, {
      body: { partner: 'amara', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
    });
    await instance.services.pipeline.idle();
    const told = (scopes: readonly Scope[]) =>
      instance.anyone().call(listNotifications, { headers: bearer(scopes) ?? {} });
    expect((await told(['read', 'pairs'])).items).toMatchObject([{ kind: 'pair', about: { id: offer } }]);
    expect((await told(['read'])).items).toEqual([]);
    // What was made of a turn holds what both said in it.
    const fields = { title: '', markdown: 'What we said', focusQuestion: '', subject: '', tags: [], attachments: [] };
    const { id } = await amara.call(createDraft, { body: { ...fields, visibility: 'public' } });
    await instance.services.db
      .collection<Stored & { fromTurn?: string }>('drafts')
      .updateOne({ _id: id }, { $set: { fromTurn: keyOf('a turn') } });
    // Among those that the tests before have begun.
    const isListed = async (scopes: readonly Scope[]) =>
      (await instance.anyone().call(listDrafts, { headers: bearer(scopes) ?? {} })).items.some((one) => one.id === id);
    expect(await Promise.all([isListed(['read']), isListed(['read', 'pairs'])])).toEqual([false, true]);
    const one = async (endpoint: typeof getDraft | typeof saveDraft | typeof deleteDraft, scopes: readonly Scope[]) => {
      const body = endpoint === saveDraft ? { ...fields, visibility: 'public' } : undefined;
      return (await instance.anyone().try(endpoint, { params: { id }, body, headers: bearer(scopes) ?? {} })).status;
    };
    expect([await one(getDraft, ['read']), await one(getDraft, ['read', 'pairs'])]).toEqual([404, 200]);
    expect([await one(saveDraft, ['write']), await one(deleteDraft, ['write'])]).toEqual([404, 404]);
    expect([await one(saveDraft, ['write', 'pairs']), await one(deleteDraft, ['write', 'pairs'])]).toEqual([200, 204]);
    // A file of theirs is not behind a contract.
    const file = `${base()}/api/v1/pairs/${offer}/files/${'0'.repeat(32)}`;
    const ask = async (scopes: readonly Scope[]) => (await fetch(file, { headers: bearer(scopes) ?? {} })).status;
    expect(await Promise.all([ask(['read']), ask(['read', 'pairs'])])).toEqual([401, 404]);
  });

  test('where anybody may look, an app without the scope is anybody', async () => {
    const { id } = await amara.call(publishPost, { body: { title: 'x', markdown: 'x', visibility: 'followers' } });
    const look = (scopes: readonly Scope[]) =>
      instance.anyone().try(getPost, { params: { id }, headers: bearer(scopes) ?? {} });
    expect((await look(['profile', 'write'])).status).toBe(404);
    expect((await look(['read'])).value.title).toBe('x');
  });

  test('is said to the app in a header, and to its user in words', async () => {
    const answer = await instance.anyone().try(getHomeFeed, { headers: bearer(['profile']) ?? {} });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope", scope="read"');
    expect(answer).toMatchObject({
      status: 403,
      error: { code: 'forbidden', message: expect.stringContaining('“read”') },
    });
  });
});

describe('pages of other sites', () => {
  const origin = 'https://app.example';

  test('may use tokens, which come with no cookie', async () => {
    const { bearer } = await connect(amara, 'profile read write');
    const preflight = await fetch(`${base()}/api/v1/posts`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    const body = { title: 'From an app', markdown: 'Hello' };
    const posted = await instance.anyone().try(publishPost, { body, headers: { ...bearer, origin } });
    expect(posted.status).toBe(201);
    expect(posted.headers.get('access-control-allow-origin')).toBe('*');
    expect(posted.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('may not use the cookie, nor read what it opens', async () => {
    const body = { title: 'From elsewhere', markdown: 'Hello' };
    expect((await amara.try(publishPost, { body, headers: { origin } })).status).toBe(403);
    const read = await amara.try(getHomeFeed, { headers: { origin } });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${base()}/api/v1/posts`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    // A token does not lend its openness to the cookie beside it.
    const { bearer } = await connect(bo, 'profile');
    const both = await amara.try(getMe, { headers: { ...bearer, origin } });
    expect(both.value.username).toBe('bo');
  });

  test('a personal token still does all that its owner may', async () => {
    const { secret } = await amara.call(createToken, { body: { name: 'script' } });
    const headers = { authorization: `Bearer ${secret}` };
    expect((await instance.anyone().try(oauth.listApps, { headers })).status).toBe(200);
  });
});
