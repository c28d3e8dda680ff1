import { createHash, randomBytes } from 'node:crypto';
import * as oauth from '../../shared/contracts/oauth.ts';
import { SCOPES, type Scope } from '../../shared/vocabulary.ts';
import type { ApiClient } from './api.ts';

/** Somebody's app that acts in people's names: what its maker would write, over HTTP. */

export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

export const CALLBACK = 'https://app.example/callback?from=staffroom';

export function postForm(url: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
}

export async function register(baseUrl: string, metadata: Record<string, unknown> = {}) {
  const response = await fetch(`${baseUrl}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Lesson planner', redirect_uris: [CALLBACK], ...metadata }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A request for authorization and the verifier that belongs to it. */
export function ask(clientId: string, scope: string, extra: Partial<oauth.AuthorizationRequest> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const request: oauth.AuthorizationRequest = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: CALLBACK,
    scope,
    state: 'a state of the app',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  };
  return { request, verifier };
}

/** Where somebody who allows all of it is sent. */
export async function allow(person: ApiClient, request: oauth.AuthorizationRequest, scopes: readonly Scope[] = SCOPES) {
  return new URL((await person.call(oauth.answerAuthorization, { body: { ...request, allowed: scopes } })).redirect);
}

export function exchange(baseUrl: string, clientId: string, code: string, verifier: string, redirect = CALLBACK) {
  return postForm(`${baseUrl}/oauth/token`, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    code_verifier: verifier,
    redirect_uri: redirect,
  });
}

export function refresh(baseUrl: string, clientId: string, token: string, extra: Record<string, string> = {}) {
  const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token: token, ...extra };
  return postForm(`${baseUrl}/oauth/token`, form);
}

/** From registration to a token, as `person` allows it. */
export async function connect(person: ApiClient, scope: string, metadata: Record<string, unknown> = {}) {
  const { baseUrl } = person;
  const { body } = await register(baseUrl, metadata);
  const clientId: string = body.client_id;
  const { request, verifier } = ask(clientId, scope);
  const code = (await allow(person, request)).searchParams.get('code') ?? '';
  const tokens: Tokens = await (await exchange(baseUrl, clientId, code, verifier)).json();
  return { clientId, code, verifier, tokens, bearer: { authorization: `Bearer ${tokens.access_token}` } };
}
