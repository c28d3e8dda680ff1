import type { WorkboxPlugin } from 'workbox-core/types.js';
import type { ExpirationPlugin } from 'workbox-expiration';

/** The plugin as a strategy's type wants it: without a property rather than with one that is undefined. */
export function expires({ cachedResponseWillBeUsed, cacheDidUpdate }: ExpirationPlugin): WorkboxPlugin {
  return {
    ...(cachedResponseWillBeUsed && { cachedResponseWillBeUsed }),
    ...(cacheDidUpdate && { cacheDidUpdate }),
  };
}
