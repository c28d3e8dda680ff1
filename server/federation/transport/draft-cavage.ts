import { matchesDigest } from './digest.ts';
import { type ReceivedRequest, single } from './received.ts';
import { type SigningKey, signAsync, type Unsigned } from './sign.ts';
import {
  requireBase64,
  requireKeyId,
  requireRecent,
  type SignatureClaim,
  SignatureRefusal,
} from './signature-claim.ts';

/**
 * HTTP signatures after draft-cavage-http-signatures-12, as the fediverse speaks them. The draft leaves open what must be
 * signed; we do not: a signature that leaves out the target, the host, the time or the body proves nothing about this
 * request.
 */

const PARAMETER = /\s*([a-zA-Z]{1,20})=(?:"([^"\\]{0,4096})"|(\d{1,15}))\s*(,|$)/y;
const SIGNED_HEADERS_MAX = 32;

function parseParameters(header: string): Map<string, string> {
  const found = new Map<string, string>();
  PARAMETER.lastIndex = 0;
  let more = true;
  while (more) {
    const match = PARAMETER.exec(header);
    if (match === null) throw new SignatureRefusal('signature-header');
    const [, name = '', quoted, number, comma] = match;
    // Of two values, which one counts is what attackers play on.
    if (found.has(name)) throw new SignatureRefusal('signature-parameter-twice');
    found.set(name, quoted ?? number ?? '');
    more = comma === ',';
  }
  return found;
}

function epoch(value: string | undefined): number {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) * 1000 : Number.NaN;
}

function line(request: ReceivedRequest, name: string, parameters: Map<string, string>): string {
  if (name === '(request-target)') return `${name}: ${request.method.toLowerCase()} ${request.target}`;
  if (name === '(created)' || name === '(expires)') return `${name}: ${parameters.get(name.slice(1, -1)) ?? ''}`;
  const value = single(request, name);
  if (value === null) throw new SignatureRefusal('signed-header-missing-or-twice');
  return `${name}: ${value.trim()}`;
}

/**
 * Reads the `Signature` header of a request.
 * @throws SignatureRefusal when it does not cover what it must, is out of date, or its digest is not the body's.
 */
export function readDraftCavage(request: ReceivedRequest, header: string, now: Date): SignatureClaim {
  const parameters = parseParameters(header);
  const algorithm = parameters.get('algorithm');
  if (algorithm !== 'rsa-sha256' && algorithm !== 'hs2019') throw new SignatureRefusal('signature-algorithm');
  const names = (parameters.get('headers') ?? '').toLowerCase().split(' ');
  if (names.length > SIGNED_HEADERS_MAX || new Set(names).size !== names.length) {
    throw new SignatureRefusal('signed-headers');
  }
  const required = ['(request-target)', 'host', ...(request.method === 'POST' ? ['digest'] : [])];
  if (!required.every((name) => names.includes(name))) throw new SignatureRefusal('signed-headers');
  if (names.includes('date')) requireRecent(Date.parse(single(request, 'date') ?? ''), now);
  else if (!names.includes('(created)')) throw new SignatureRefusal('signed-headers');
  if (names.includes('(created)')) requireRecent(epoch(parameters.get('created')), now);
  if (parameters.has('expires') && !(epoch(parameters.get('expires')) >= now.getTime())) {
    throw new SignatureRefusal('signature-expired');
  }
  if (request.method === 'POST' && !matchesDigest(single(request, 'digest') ?? '', request.body)) {
    throw new SignatureRefusal('digest');
  }
  return {
    keyId: requireKeyId(parameters.get('keyId')),
    algorithm: algorithm === 'hs2019' ? null : algorithm,
    base: Buffer.from(names.map((name) => line(request, name, parameters)).join('\n'), 'latin1'),
    signature: requireBase64(parameters.get('signature')),
  };
}

/** The headers to send with a request: its own plus Host, Date, Digest (for a body) and Signature. */
export async function signDraftCavage(
  { method, url, headers, digests }: Unsigned,
  key: SigningKey,
  now: Date,
): Promise<Record<string, string>> {
  const signed: Record<string, string> = {
    host: url.host,
    date: now.toUTCString(),
    ...(digests === undefined ? {} : { digest: digests.digest }),
  };
  const target = `(request-target): ${method.toLowerCase()} ${url.pathname}${url.search}`;
  const base = [target, ...Object.entries(signed).map(([name, value]) => `${name}: ${value}`)].join('\n');
  const signature = await signAsync(base, key.privateKey);
  const names = ['(request-target)', ...Object.keys(signed)].join(' ');
  return {
    ...headers,
    ...signed,
    signature: `keyId="${key.keyId}",algorithm="rsa-sha256",headers="${names}",signature="${signature}"`,
  };
}
