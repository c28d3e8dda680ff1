import type { Agent } from 'undici';
import type { Json, JsonObject } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import { isObject } from '../convert/read.ts';
import { cleaned, LIMITS } from '../limits.ts';
import { ForbiddenAddress } from './connections.ts';
import { DeadHosts } from './dead-hosts.ts';
import { type SigningKey, signDraftCavage } from './draft-cavage.ts';

/** Why a fetch gave nothing. `gone`: the origin says that it does not exist; `later`: it could not be asked. */
export type FetchFailure = 'refused' | 'gone' | 'later' | 'timeout' | 'not-a-document';

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
  /** Null: any. */
  mediaTypes: readonly string[] | null;
  maxBytes: number;
  /** Says who asks; null: nobody in particular. */
  signer: (() => Promise<SigningKey>) | null;
}

interface Parts {
  agent: Agent;
  clock: Clock;
  userAgent: string;
  isBlocked(host: string): boolean;
  /** Signs GETs as the instance: servers in "authorized fetch" mode want to know who asks. */
  signingKey(): Promise<SigningKey>;
}

const ACTIVITY_JSON = 'application/activity+json';
const LD_JSON = 'application/ld+json';
const DOCUMENT_TYPES = [ACTIVITY_JSON, LD_JSON];
const ACCEPT_ACTIVITY = `${ACTIVITY_JSON}, ${LD_JSON}; profile="https://www.w3.org/ns/activitystreams"`;

function withoutFragment(iri: string): string {
  const at = iri.indexOf('#');
  return at === -1 ? iri : iri.slice(0, at);
}

/**
 * The only way by which this server reads from others. Every hop is checked like the first, the answer is bounded in size
 * and time as a whole, and what it says about itself must agree with where it came from.
 */
export function createFetcher(parts: Parts): Fetcher {
  const dead = new DeadHosts(parts.clock);

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

  async function get(url: string, wanted: Wanted, signal: AbortSignal): Promise<Buffer> {
    const { accept, mediaTypes, maxBytes, signer } = wanted;
    let at = checked(url);
    for (let hops = 0; hops <= LIMITS.redirects; hops++) {
      const plain = { accept, 'user-agent': parts.userAgent };
      const headers = signer
        ? await signDraftCavage({ method: 'GET', url: at, headers: plain }, await signer(), parts.clock.now())
        : plain;
      const path = at.pathname + at.search;
      const answer = await parts.agent.request({ origin: at.origin, path, method: 'GET', headers, signal });
      const { statusCode } = answer;
      // Left early, the stream emits an error that nobody waits for any more and that would end the process.
      answer.body.on('error', () => {});
      if (statusCode >= 300 && statusCode < 400) {
        await answer.body.dump({ limit: 1024, signal });
        const location = answer.headers.location;
        const next = typeof location === 'string' ? URL.parse(location, at.href) : null;
        if (next === null) throw new FetchError('not-a-document', 'redirect to nowhere');
        at = checked(next.href);
        continue;
      }
      const type =
        String(answer.headers['content-type'] ?? '')
          .split(';')[0]
          ?.trim()
          .toLowerCase() ?? '';
      if (statusCode !== 200 || mediaTypes?.includes(type) === false) {
        answer.body.destroy();
        if (statusCode === 404 || statusCode === 410) throw new FetchError('gone', String(statusCode));
        throw new FetchError(statusCode === 200 ? 'not-a-document' : 'later', `${statusCode} ${type}`);
      }
      return body(answer.body, maxBytes);
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
    mediaTypes: readonly string[],
    given?: AbortSignal,
  ): Promise<JsonObject> {
    const wanted = { accept, mediaTypes, maxBytes: LIMITS.documentBytes, signer: parts.signingKey };
    const value = parse(await withinLimits(url, wanted, given));
    const object = isObject(value) ? cleaned(value) : null;
    if (object === null) throw new FetchError('not-a-document', 'beyond the limits');
    return object;
  }

  async function withinLimits(url: string, wanted: Wanted, given?: AbortSignal): Promise<Buffer> {
    const own = AbortSignal.timeout(LIMITS.fetchMs);
    const deadline = given === undefined ? own : AbortSignal.any([own, given]);
    try {
      return await get(url, wanted, deadline);
    } catch (error) {
      if (error instanceof FetchError) throw error;
      if (error instanceof ForbiddenAddress) throw new FetchError('refused', 'address', { cause: error });
      const origin = URL.parse(url)?.origin;
      if (origin !== undefined) dead.add(origin);
      throw new FetchError(deadline.aborted ? 'timeout' : 'later', 'no answer', { cause: error });
    }
  }

  return {
    file: (url, accept, maxBytes, signer) =>
      withinLimits(url, { accept, mediaTypes: null, maxBytes, signer: signer ?? null }),
    json: (url, mediaTypes, deadline) => json(url, mediaTypes.join(', '), mediaTypes, deadline),
    async document(iri, deadline) {
      const asked = withoutFragment(iri);
      const found = await json(asked, ACCEPT_ACTIVITY, DOCUMENT_TYPES, deadline);
      if (found.id === asked || found.id === iri) return found;
      // Somebody else's name on a document proves nothing: that name is asked itself, once.
      if (typeof found.id !== 'string') throw new FetchError('not-a-document', 'no id');
      const named = withoutFragment(found.id);
      const original = await json(named, ACCEPT_ACTIVITY, DOCUMENT_TYPES, deadline);
      if (original.id !== found.id) throw new FetchError('not-a-document', 'id differs from its address');
      return original;
    },
  };
}
