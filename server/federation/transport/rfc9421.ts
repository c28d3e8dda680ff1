import { httpbis } from 'http-message-signatures';
import { type InnerList, type Item, isInnerList, parseDictionary, serializeInnerList } from 'structured-headers';
import { matchesContentDigest } from './digest.ts';
import { type ReceivedRequest, single } from './received.ts';
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
  const fields = names.map((name) => `"${name}"`);
  const message = { method: request.method, url: origin + request.target, headers };
  const components = httpbis.createSignatureBase({ fields }, message);
  components.push(['"@signature-params"', [serializeInnerList(covered)]]);
  const keyId = parameters.get('keyid');
  return {
    keyId: requireKeyId(typeof keyId === 'string' ? keyId : undefined),
    algorithm,
    base: Buffer.from(httpbis.formatSignatureBase(components), 'latin1'),
    signature: Buffer.from(signed[0]),
  };
}
