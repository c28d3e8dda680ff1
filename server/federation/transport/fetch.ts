import { type Agent, errors } from 'undici';
import type { Json, JsonObject } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import { ForAWhile } from '../../core/for-a-while.ts';
import { isObject, sameHost } from '../convert/read.ts';
import { cleaned, LIMITS } from '../limits.ts';
import { ForbiddenAddress } from './connections.ts';
import { knock } from './knock.ts';
import type { SigningKey } from './sign.ts';
import type { SignaturePreference } from './signature-preference.ts';

/**
 * Why a fetch gave nothing. `refused`: we do not ask there; `gone`: the origin says that it does not exist; `denied`: it does not
 * give it to us; `later`: it could not be asked, or is in trouble.
 */
export type FetchFailure = 'refused' | 'gone' | 'denied' | 'later' | 'timeout' | 'not-a-document';

export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly failure: FetchFailure;
  /** A status, or a word. */
  readonly detail: string;
  constructor(failure: FetchFailure, detail: string, options?: ErrorOptions) {
    super(`${failure}: ${detail}`, options);
    this.failure = failure;
    this.detail = detail;
  }
}

export interface Fetcher {
  /** An ActivityPub document whose `id` is the IRI it was had from; cleaned, within the limits. */
  document(iri: string, deadline?: AbortSignal): Promise<JsonObject>;
  /** Any JSON of one of these media types, e.g. WebFinger's. */
  json(url: string, mediaTypes: readonly string[], deadline?: AbortSignal): Promise<JsonObject>;
  /** The bytes of a file, whatever type it is said to have; nobody is named as who asks, unless it is asked in a name. */
  file(url: string, accept: string, maxBytes: number, inNameOf?: () => Promise<SigningKey>): Promise<Buffer>;
}

interface Wanted {
  accept: string;
  /** Whether an answer with this Content-Type is what is looked for. */
  isWanted(contentType: string): boolean;
  maxBytes: number;
  /** Says who asks; null: nobody in particular. */
  signer: (() => Promise<SigningKey>) | null;
}

/** What was had, and where in the end. */
interface Had {
  bytes: Buffer;
  at: URL;
}

interface Parts {
  agent: Agent;
  clock: Clock;
  userAgent: string;
  isBlocked(host: string): boolean;
  preference: SignaturePreference;
  /** Signs GETs as the instance: servers in "authorized fetch" mode want to know who asks. */
  signingKey(): Promise<SigningKey>;
}

const DEAD_FOR_MS = 60_000;
const DEAD_MAX = 10_000;

const ACTIVITY_JSON = 'application/activity+json';
const LD_JSON = 'application/ld+json';
const PROFILE = 'https://www.w3.org/ns/activitystreams';
const ACCEPT_ACTIVITY = `${ACTIVITY_JSON}, ${LD_JSON}; profile="${PROFILE}"`;

function essenceOf(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** AP 3.2. JSON-LD without the profile may be a file that somebody uploaded there (case 10). */
function isDocument(contentType: string): boolean {
  const essence = essenceOf(contentType);
  return essence === ACTIVITY_JSON || (essence === LD_JSON && contentType.includes(PROFILE));
}

/** What an origin says that it might not say the next time, among the statuses that blame whoever asks. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

function failureOf(status: number): FetchFailure {
  if (status === 200) return 'not-a-document';
  if (status === 404 || status === 410) return 'gone';
  return status >= 400 && status < 500 && !PASSING.has(status) ? 'denied' : 'later';
}

/**
 * Whether the connection was one kept from an earlier answer, which the other side closed just as it was used again: what was
 * asked by it may be asked once more (RFC 9112 9.3.1), and says nothing of the host.
 */
function wasClosedBefore(error: unknown): boolean {
  if (error instanceof errors.SocketError) return (error.socket?.bytesRead ?? 0) > 0;
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

function withoutFragment(iri: string): string {
  const at = iri.indexOf('#');
  return at === -1 ? iri : iri.slice(0, at);
}

/**
 * The only way by which this server reads from others. Every hop is checked like the first, the answer is bounded in size
 * and time as a whole, and what it says about itself must agree with where it came from.
 */
export function createFetcher(parts: Parts): Fetcher {
  /** Origins that did not answer a moment ago; a dead one costs little (case 17). */
  const dead = new ForAWhile(parts.clock, DEAD_FOR_MS, DEAD_MAX);

  function checked(url: string): URL {
    const parsed = URL.parse(url);
    if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
      throw new FetchError('refused', 'not an address that instances have');
    }
    if (parts.isBlocked(parsed.host)) throw new FetchError('refused', 'blocked instance');
    if (dead.has(parsed.origin)) throw new FetchError('later', 'the host did not answer a moment ago');
    return parsed;
  }

  async function body(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new FetchError('not-a-document', 'too large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** One request without its redirects, twice when the host reads another kind of signature. */
  async function ask(at: URL, { accept, signer }: Wanted, signal: AbortSignal) {
    const attempt = async (headers: Record<string, string>) => {
      const path = at.pathname + at.search;
      const request = () => parts.agent.request({ origin: at.origin, path, method: 'GET', headers, signal });
      const answer = await request().catch((error: unknown) => {
        if (!wasClosedBefore(error)) throw error;
        return request();
      });
      // Left early, the stream emits an error that nobody waits for any more and that would end the process.
      answer.body.on('error', () => {});
      const { statusCode: status } = answer;
      if (status >= 400) answer.body.destroy();
      return { status, headers: answer.headers, body: answer.body };
    };
    const headers = { accept, 'user-agent': parts.userAgent };
    if (signer === null) return attempt(headers);
    return knock(parts.preference, { method: 'GET', url: at, headers }, await signer(), parts.clock.now(), attempt);
  }

  async function get(url: string, wanted: Wanted, signal: AbortSignal): Promise<Had> {
    const { isWanted, maxBytes } = wanted;
    let at = checked(url);
    for (let hops = 0; hops <= LIMITS.redirects; hops++) {
      const answer = await ask(at, wanted, signal);
      const { status } = answer;
      if (status >= 300 && status < 400) {
        await answer.body.dump({ limit: 1024, signal });
        const location = answer.headers.location;
        const next = typeof location === 'string' ? URL.parse(location, at.href) : null;
        if (next === null) throw new FetchError('not-a-document', 'redirect to nowhere');
        at = checked(next.href);
        continue;
      }
      const type = String(answer.headers['content-type'] ?? '');
      if (status !== 200 || !isWanted(type)) {
        answer.body.destroy();
        const failure = failureOf(status);
        throw new FetchError(failure, failure === 'gone' ? String(status) : `${status} ${essenceOf(type)}`);
      }
      return { bytes: await body(answer.body, maxBytes), at };
    }
    throw new FetchError('refused', 'too many redirects');
  }

  function parse(bytes: Buffer): Json {
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch {
      throw new FetchError('not-a-document', 'not JSON');
    }
  }

  async function json(
    url: string,
    accept: string,
    isWanted: Wanted['isWanted'],
    given?: AbortSignal,
  ): Promise<{ object: JsonObject; at: URL }> {
    const wanted = { accept, isWanted, maxBytes: LIMITS.documentBytes, signer: parts.signingKey };
    const { bytes, at } = await withinLimits(url, wanted, given);
    const value = parse(bytes);
    const object = isObject(value) ? cleaned(value) : null;
    if (object === null) throw new FetchError('not-a-document', 'beyond the limits');
    return { object, at };
  }

  async function withinLimits(url: string, wanted: Wanted, given?: AbortSignal): Promise<Had> {
    const own = AbortSignal.timeout(LIMITS.fetchMs);
    const deadline = given === undefined ? own : AbortSignal.any([own, given]);
    try {
      return await get(url, wanted, deadline);
    } catch (error) {
      if (error instanceof FetchError) throw error;
      if (error instanceof ForbiddenAddress) throw new FetchError('refused', 'address', { cause: error });
      const origin = URL.parse(url)?.origin;
      // Whoever asked may have had no more time, which says nothing of the host.
      if (origin !== undefined && given?.aborted !== true) dead.add(origin);
      throw new FetchError(deadline.aborted ? 'timeout' : 'later', 'no answer', { cause: error });
    }
  }

  /**
   * A document, and whether it has authority over its id: it was had from there, and not by way of another host, which could be
   * anybody's wherever a server redirects to addresses that it is given (FEP-fe34).
   */
  async function read(iri: string, deadline?: AbortSignal): Promise<{ document: JsonObject; isItself: boolean }> {
    const asked = withoutFragment(iri);
    const { object, at } = await json(asked, ACCEPT_ACTIVITY, isDocument, deadline);
    const isItself = (object.id === asked || object.id === iri) && sameHost(at.href, asked);
    return { document: object, isItself };
  }

  return {
    file: async (url, accept, maxBytes, signer) =>
      (await withinLimits(url, { accept, isWanted: () => true, maxBytes, signer: signer ?? null })).bytes,
    async json(url, mediaTypes, deadline) {
      const isWanted = (contentType: string) => mediaTypes.includes(essenceOf(contentType));
      return (await json(url, mediaTypes.join(', '), isWanted, deadline)).object;
    },
    async document(iri, deadline) {
      const { document, isItself } = await read(iri, deadline);
      if (isItself) return document;
      // Somebody else's name on a document proves nothing: that name is asked itself, once.
      if (typeof document.id !== 'string') throw new FetchError('not-a-document', 'no id');
      const original = await read(document.id, deadline);
      if (!original.isItself) throw new FetchError('not-a-document', 'id differs from its address');
      return original.document;
    },
  };
}
