import { httpbis } from 'http-message-signatures';
import { type InnerList, type Item, isInnerList, parseDictionary, serializeInnerList } from 'structured-headers';
import { matchesContentDigest } from './digest.ts';
import { type ReceivedRequest, single } from './received.ts';
import { type SigningKey, signAsync, type Unsigned } from './sign.ts';
import { requireKeyId, requireRecent, type SignatureClaim, SignatureRefusal } from './signature-claim.ts';

/**
 * HTTP Message Signatures (RFC 9421), the subset that servers send each other: one signature over plain components.
 * Parameterised components (`;sf`, `;req`, …) and several labels are refused: nobody here needs them, and each is one
 * more way to sign something other than what is read.
 */

const DERIVED = new Set(['@method', '@target-uri', '@authority', '@scheme', '@request-target', '@path', '@query']);
const ALGORITHMS = new Map<unknown, SignatureClaim['algorithm']>([
  [undefined, null],
  ['rsa-v1_5-sha256', 'rsa-sha256'],
  ['ed25519', 'ed25519'],
]);
const COMPONENTS_MAX = 32;

function onlyEntry(header: string): [string, Item | InnerList] {
  // A dictionary quietly keeps the last of two equal labels, so they are counted before it is read.
  const entries = [...parseDictionary(header)];
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1 || labels(header) !== 1)
    throw new SignatureRefusal('signature-labels');
  return entry;
}

/** How many members a dictionary header has, told apart by the commas outside strings and byte sequences. */
function labels(header: string): number {
  return header.replace(/"(?:[^"\\]|\\.)*"|:[A-Za-z0-9+/=]*:/g, '').split(',').length;
}

function componentNames(input: InnerList): string[] {
  const names = input[0].map(([name, parameters]) => {
    if (typeof name !== 'string' || parameters.size > 0) throw new SignatureRefusal('signed-components');
    return name;
  });
  if (names.length > COMPONENTS_MAX || new Set(names).size !== names.length) {
    throw new SignatureRefusal('signed-components');
  }
  return names;
}

function requireCoverage(names: readonly string[], method: string): void {
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name));
  const whole = has('@target-uri') || (has('@authority') && (has('@request-target') || has('@path', '@query')));
  if (!has('@method') || !whole || (method === 'POST' && !has('content-digest'))) {
    throw new SignatureRefusal('signed-components');
  }
}

function seconds(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value * 1000 : Number.NaN;
}

/** RFC 9421 2.5. */
function baseOf(message: { method: string; url: string; headers: Record<string, string> }, covered: InnerList): string {
  const fields = covered[0].map(([name]) => `"${name}"`);
  const components = httpbis.createSignatureBase({ fields }, message);
  components.push(['"@signature-params"', [serializeInnerList(covered)]]);
  return httpbis.formatSignatureBase(components);
}

/**
 * Reads `Signature-Input` and `Signature`.
 * @param origin ours: what the sender must have meant by `@target-uri`, whatever proxies stand between
 * @throws SignatureRefusal as for draft-cavage; anything unreadable counts as refused too
 */
export function readRfc9421(request: ReceivedRequest, input: string, origin: string, now: Date): SignatureClaim {
  const [label, covered] = onlyEntry(input);
  const [signatureLabel, signed] = onlyEntry(single(request, 'signature') ?? '');
  if (label !== signatureLabel || !isInnerList(covered) || !(signed[0] instanceof ArrayBuffer)) {
    throw new SignatureRefusal('signature-labels');
  }
  const names = componentNames(covered);
  requireCoverage(names, request.method);
  const parameters = covered[1];
  requireRecent(seconds(parameters.get('created')), now);
  if (parameters.has('expires') && !(seconds(parameters.get('expires')) >= now.getTime())) {
    throw new SignatureRefusal('signature-expired');
  }
  const algorithm = ALGORITHMS.get(parameters.get('alg'));
  if (algorithm === undefined) throw new SignatureRefusal('signature-algorithm');
  if (request.method === 'POST' && !matchesContentDigest(single(request, 'content-digest') ?? '', request.body)) {
    throw new SignatureRefusal('digest');
  }
  const headers: Record<string, string> = {};
  for (const name of names) {
    if (DERIVED.has(name)) continue;
    const value = name.startsWith('@') ? null : single(request, name);
    if (value === null) throw new SignatureRefusal('signed-header-missing-or-twice');
    headers[name] = value;
  }
  const keyId = parameters.get('keyid');
  return {
    keyId: requireKeyId(typeof keyId === 'string' ? keyId : undefined),
    algorithm,
    base: Buffer.from(baseOf({ method: request.method, url: origin + request.target, headers }, covered), 'latin1'),
    signature: Buffer.from(signed[0]),
  };
}

/** The headers to send with a request: its own plus Content-Digest (for a body), Signature-Input and Signature. */
export async function signRfc9421(
  { method, url, headers, digests }: Unsigned,
  key: SigningKey,
  now: Date,
): Promise<Record<string, string>> {
  const all = digests === undefined ? headers : { ...headers, 'content-digest': digests.contentDigest };
  const names = ['@method', '@target-uri', ...(digests === undefined ? [] : ['content-digest'])];
  const covered: InnerList = [
    names.map((name) => [name, new Map()]),
    new Map<string, string | number>([
      ['created', Math.floor(now.getTime() / 1000)],
      ['keyid', key.keyId],
      ['alg', 'rsa-v1_5-sha256'],
    ]),
  ];
  const signature = await signAsync(baseOf({ method, url: url.href, headers: all }, covered), key.privateKey);
  return { ...all, 'signature-input': `sig1=${serializeInnerList(covered)}`, signature: `sig1=:${signature}:` };
}
