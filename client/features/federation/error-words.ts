import { tFederation } from '../../i18n/federation.ts';

const { errors, answered, reasons, letterErrors } = tFederation;

/** The words that deliveries leave behind: of the server, of Node, and of its HTTP client. */
const KNOWN: Readonly<Record<string, string>> = {
  timeout: errors.timeout,
  UND_ERR_CONNECT_TIMEOUT: errors.timeout,
  UND_ERR_HEADERS_TIMEOUT: errors.timeout,
  ETIMEDOUT: errors.timeout,
  unreachable: errors.unreachable,
  EHOSTUNREACH: errors.unreachable,
  ENETUNREACH: errors.unreachable,
  ECONNREFUSED: errors.refusedConnection,
  ENOTFOUND: errors.name,
  EAI_AGAIN: errors.name,
  ECONNRESET: errors.broken,
  EPIPE: errors.broken,
  UND_ERR_SOCKET: errors.broken,
  blocked: errors.blocked,
  'recipient-unknown': errors.recipient,
  inbox: errors.address,
  address: errors.address,
  'activity-missing': errors.missing,
  'in-order': errors.order,
  'not-in-time': errors.late,
};

const PATIENCE: ReadonlySet<string> = new Set(['408', '425', '429']);

/** Why a delivery did not succeed, as a sentence. */
export function errorWords(error: string): string {
  if (/^[1-5]\d\d$/.test(error)) {
    if (PATIENCE.has(error)) return answered.busy(error);
    return error.startsWith('4') ? answered.refused(error) : answered.failed(error);
  }
  if (/CERT|SELF_SIGNED|ERR_TLS|ISSUER|SIGNATURE/.test(error)) return errors.certificate;
  return KNOWN[error] ?? errors.other(error);
}

/** Why something that came could not be worked off; the server says which part of it failed, and how. */
export function letterWords(error: string): string {
  const [, what, step = '', cause = ''] = /^The (view|effect) “(.+)” failed: (.+)\.$/.exec(error) ?? [];
  if (what === 'view' || what === 'effect') return letterErrors[what](step, cause);
  return error === 'The database could not be written.' ? letterErrors.database : error;
}

const REASON: Readonly<Record<string, keyof typeof reasons>> = {
  unsigned: 'unsigned',
  'key-unavailable': 'key',
  'local-key': 'key',
  'key-id': 'key',
  blocked: 'blocked',
  suspended: 'blocked',
  'too-large': 'size',
  'too-slow': 'size',
  aborted: 'size',
  'media-type': 'form',
  json: 'form',
  'not-an-activity': 'form',
  'beyond-limits': 'form',
  'actor-is-not-signer': 'claim',
  'local-id': 'claim',
  'foreign-id': 'claim',
  'too-much-waiting': 'busy',
  'too-many-at-once': 'busy',
  overloaded: 'busy',
};

/** Why the inbox refused something. There are many ways for a signature not to hold. */
export function reasonWords(reason: string): string {
  const known = REASON[reason] ?? (/^(signature|signed|digest|date|host)/.test(reason) ? 'signature' : 'other');
  return reasons[known];
}
