import type { JsonObject } from '../../activities/activity.ts';
import { iri, isObject, list } from '../convert/read.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';

const MEDIA_TYPES = ['application/jrd+json', 'application/json'];

function selfLink(answer: JsonObject): string | null {
  for (const link of list(answer.links)) {
    if (!isObject(link) || link.rel !== 'self' || typeof link.type !== 'string') continue;
    const type = link.type.split(';')[0]?.trim();
    if (type === 'application/activity+json' || type === 'application/ld+json') return iri(link.href);
  }
  return null;
}

/**
 * The id of the actor behind `name@domain` (RFC 7033), or null when the domain has nobody of that name.
 *
 * @param plainHttp on a private network https may not exist: it is tried first all the same
 * @throws FetchError when the domain cannot be asked
 */
export async function actorOfHandle(
  fetcher: Fetcher,
  handle: { name: string; domain: string },
  plainHttp: boolean,
  deadline: AbortSignal,
): Promise<string | null> {
  const { name, domain } = handle;
  const resource = encodeURIComponent(`acct:${name}@${domain}`);
  const ask = (scheme: string) =>
    fetcher.json(`${scheme}://${domain}/.well-known/webfinger?resource=${resource}`, MEDIA_TYPES, deadline);
  try {
    return selfLink(await ask('https'));
  } catch (error) {
    if (!(error instanceof FetchError) || error.failure !== 'later' || !plainHttp) throw error;
    return selfLink(await ask('http'));
  }
}
