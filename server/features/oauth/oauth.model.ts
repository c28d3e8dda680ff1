import { SCOPES, type Scope } from '../../../shared/vocabulary.ts';

/** A code is for the app alone, and it asks at once. */
export const CODE_MS = 60_000;
export const ACCESS_MS = 3600_000;
/** An app that is not used for this long is forgotten. */
export const GRANT_IDLE_MS = 90 * 24 * 3600_000;

const URI_MAX_CHARS = 2_000;
/** Hosts that mean the device itself (RFC 8252 7.3; `localhost` for the many that use it). */
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** RFC 8252 7.1: a name of the app's own, reversed, so that it is nobody else's; `javascript:` and its kin have no dot. */
const PRIVATE_SCHEME = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/;

/** Whether answers may be sent to an address: https, the device itself, or an app on it by a scheme of its own. */
export function isRedirectUri(text: string): boolean {
  const url = text.length <= URI_MAX_CHARS ? URL.parse(text) : null;
  // RFC 6749 3.1.2: absolute, without a fragment.
  if (url === null || text.includes('#') || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' ? LOOPBACK.has(url.hostname) : PRIVATE_SCHEME.test(url.protocol);
}

/** Exactly one of those registered; on the device itself the port may be any (RFC 8252 7.3), since it is chosen anew each time. */
export function matchesRedirect(asked: string, registered: readonly string[]): boolean {
  if (!isRedirectUri(asked)) return false;
  return registered.some((known) => known === asked || onAnyPort(known) === (onAnyPort(asked) ?? ''));
}

/** An address on this device without its port; null for any other. */
function onAnyPort(uri: string): string | null {
  const url = new URL(uri);
  if (url.protocol !== 'http:' || !LOOPBACK.has(url.hostname)) return null;
  url.port = '';
  return url.href;
}

/** Where an answer goes, in words that a person can check. */
export function destinationOf(redirectUri: string): { kind: 'host' | 'device' | 'app'; name: string } {
  const { protocol, hostname, host } = new URL(redirectUri);
  if (protocol === 'https:') return { kind: 'host', name: host };
  return protocol === 'http:' ? { kind: 'device', name: hostname } : { kind: 'app', name: protocol.slice(0, -1) };
}

/** The scopes in a request, each once and in our order; none asked for is `profile`; null when one is not known. */
export function readScopes(text: string | undefined): Scope[] | null {
  const words = (text ?? '').split(' ').filter((word) => word !== '');
  if (words.length === 0) return ['profile'];
  const known = SCOPES.filter((scope) => words.includes(scope));
  return words.every((word) => SCOPES.some((scope) => scope === word)) ? known : null;
}

/** RFC 7636 4.2: of a SHA-256, and no other method: without it a code that leaks is as good as a token. */
export function isChallenge(challenge: string | undefined, method: string | undefined): challenge is string {
  return method === 'S256' && challenge !== undefined && /^[A-Za-z0-9_-]{43}$/.test(challenge);
}

/** A redirect URI with the answer; what stood in its query stays. */
export function answeredAt(redirectUri: string, answer: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** Found by scanners and told apart by people, like the prefix of personal tokens. */
const PREFIXES = { code: '', access: 'staffroom_app_', refresh: 'staffroom_refresh_' } as const;
const ISSUED = /^([0-9a-z]{26})\.[A-Za-z0-9_-]{43}$/;

/** What is handed out names the grant it belongs to, so that one document answers for all of it. */
export function issue(kind: keyof typeof PREFIXES, grant: string, secret: string): string {
  return `${PREFIXES[kind]}${grant}.${secret}`;
}

/** The grant that something handed out belongs to, as it says itself; null when we hand out nothing of this form. */
export function grantIn(kind: keyof typeof PREFIXES, text: string): string | null {
  const prefix = PREFIXES[kind];
  return text.startsWith(prefix) ? (ISSUED.exec(text.slice(prefix.length))?.[1] ?? null) : null;
}
