import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressRules } from './addresses.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const CONNECTIONS_PER_HOST_MAX = 8;
const KEEP_ALIVE_MS = 15_000;

/** No connection was opened: the host is, or resolves to, a place that this server does not talk to. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Resolves names and keeps only the addresses that are allowed. It runs inside the connector, on the very answer that is
 * connected to: checking a name beforehand would leave a second look-up for a hostile DNS server to answer differently.
 */
function guardedLookup(isAllowed: (ip: string) => boolean) {
  return (hostname: string, options: LookupOptions, done: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [chosen] = allowed;
      if (chosen === undefined) return done(new ForbiddenAddress(hostname), []);
      if (options.all) done(null, allowed);
      else done(null, chosen.address, chosen.family);
    });
  };
}

/** The only connections this server opens to other instances. Plain http reaches opened private ranges and no others. */
export function createConnections(rules: AddressRules): Agent {
  const guard = (isAllowed: (ip: string) => boolean) => {
    const connect = buildConnector({ lookup: guardedLookup(isAllowed), timeout: CONNECT_TIMEOUT_MS });
    return (options: buildConnector.Options, done: buildConnector.Callback): void => {
      const literal = options.hostname.replace(/^\[|\]$/g, '');
      // Node connects to a literal address without asking `lookup`.
      if (isIP(literal) !== 0 && !isAllowed(literal)) done(new ForbiddenAddress(options.hostname), null);
      else connect(options, done);
    };
  };
  const secure = guard((ip) => rules.allows(ip));
  const plain = guard((ip) => rules.isOpenedPrivate(ip));
  return new Agent({
    connect: (options, done) => (options.protocol === 'https:' ? secure : plain)(options, done),
    connections: CONNECTIONS_PER_HOST_MAX,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
}
