import type { Agent } from 'undici';
import type { DomainPolicy, OutsidePost } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../storage/index.ts';
import type { SigningKeyRing } from '../keys.ts';
import type { FederationNaming } from '../naming.ts';
import { createAddressRules } from './addresses.ts';
import { createConnections } from './connections.ts';
import { createFetcher, type Fetcher } from './fetch.ts';
import { createOutsidePost } from './post.ts';
import { createSignaturePreference, type KeptPreference } from './signature-preference.ts';

/** The ways out of this server. */
export interface Outside extends OutsidePost {
  agent: Agent;
  fetcher: Fetcher;
  /** How other hosts want our requests signed: shared by GETs and deliveries. */
  preference: KeptPreference;
  userAgent: string;
  /** The operator opened private ranges: a network where plain http may be all there is. */
  allowsPlainHttp: boolean;
  close(): Promise<void>;
}

export function createOutside(parts: {
  db: Database;
  naming: FederationNaming;
  keys: SigningKeyRing;
  policy: DomainPolicy;
  clock: Clock;
  /** CIDR ranges. */
  allowPrivate: readonly string[];
  version: string;
}): Outside {
  const { db, naming, keys, policy, clock, allowPrivate, version } = parts;
  const preference = createSignaturePreference(db, clock);
  const agent = createConnections(createAddressRules(allowPrivate));
  const userAgent = `Staffroom/${version} (+${naming.origin})`;
  const fetcher = createFetcher({
    agent,
    clock,
    userAgent,
    isBlocked: (host) => policy.isBlocked(host),
    preference,
    signingKey: () => keys.signingKey(naming.instanceActor),
  });
  const { post } = createOutsidePost({ agent, clock, userAgent, policy });
  const allowsPlainHttp = allowPrivate.length > 0;
  return { agent, fetcher, preference, post, userAgent, allowsPlainHttp, close: () => agent.destroy() };
}
