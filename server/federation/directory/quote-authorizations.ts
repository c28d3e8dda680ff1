import type { RemoteDirectory } from '../../activities/ports.ts';
import type { Logger } from '../../core/logger.ts';
import { readQuoteAuthorization } from '../convert/quote.ts';
import { sameHost } from '../convert/read.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';
import type { Learn } from './learn.ts';

/**
 * Reads what a post names as its permission to quote. Only on the server of whose post is quoted, and only when that author
 * says so there: what anybody else serves lets nobody quote anything (FEP-044f, "Verifying a quote").
 */
export function createAuthorizationReader(parts: {
  fetcher: Pick<Fetcher, 'document'>;
  learn: Learn;
  logger: Logger;
}): RemoteDirectory['readQuoteAuthorization'] {
  return async (iri, author) => {
    if (!sameHost(iri, author)) return;
    try {
      const document = await parts.fetcher.document(iri);
      if (readQuoteAuthorization(document)?.author === author) await parts.learn(document);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      parts.logger.info({ author, reason: error.failure }, 'whether something may be quoted could not be found out');
    }
  };
}
