import * as accountLife from '../../shared/contracts/account-life.ts';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as cycles from '../../shared/contracts/cycles.ts';
import type { Endpoint } from '../../shared/contracts/endpoint.ts';
import * as federation from '../../shared/contracts/federation.ts';
import * as keptTexts from '../../shared/contracts/kept-texts.ts';
import * as media from '../../shared/contracts/media.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as moderation from '../../shared/contracts/moderation.ts';
import * as notifications from '../../shared/contracts/notifications.ts';
import * as oauth from '../../shared/contracts/oauth.ts';
import * as onboarding from '../../shared/contracts/onboarding.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as protocols from '../../shared/contracts/protocols.ts';
import * as search from '../../shared/contracts/search.ts';
import * as sessions from '../../shared/contracts/sessions.ts';
import * as threads from '../../shared/contracts/threads.ts';

/** Every feature's contracts; a test holds this list and the folder together. */
export const CONTRACTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  accounts,
  'account-life': accountLife,
  profiles,
  practice,
  media,
  mentoring,
  cycles,
  protocols,
  partners,
  threads,
  sessions,
  'kept-texts': keptTexts,
  search,
  onboarding,
  moderation,
  federation,
  notifications,
  oauth,
};

export interface NamedEndpoint {
  feature: string;
  /** The name it is exported under; unique over all features. */
  name: string;
  endpoint: Endpoint;
}

export function allEndpoints(): NamedEndpoint[] {
  return Object.entries(CONTRACTS).flatMap(([feature, contract]) =>
    Object.entries(contract).flatMap(([name, value]) =>
      isEndpoint(value) ? [{ feature, name, endpoint: value }] : [],
    ),
  );
}

export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;
}
