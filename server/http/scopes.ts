import type { Endpoint } from '../../shared/contracts/endpoint.ts';
import type { Scope } from '../../shared/vocabulary.ts';
import { allEndpoints } from './contracts.ts';

/** The scopes an app needs for an endpoint, all of them; null: no app may use it, whatever it was let do. */
export type Needed = readonly Scope[] | null;

/**
 * Which features apps may use at all. One that is not named here is closed to them, so that nothing new is open to apps
 * before somebody has thought of it (docs/adr/0021-apps-and-scopes.md).
 */
const FEATURES: Readonly<Record<string, 'open' | 'pairs'>> = {
  profiles: 'open',
  practice: 'open',
  media: 'open',
  search: 'open',
  notifications: 'open',
  mentoring: 'pairs',
  partners: 'pairs',
  threads: 'pairs',
  cycles: 'pairs',
  protocols: 'pairs',
  sessions: 'pairs',
};

/** Where the rule of its feature does not fit an endpoint, by the name it is exported under. */
const EXCEPTIONS: Readonly<Record<string, Needed>> = {
  getInstance: [],
  getSession: ['profile'],
  getMe: ['profile'],
  getMyProfile: ['profile'],

  // Numbers and lists that tell of pairs.
  countUnread: ['read', 'pairs'],
  getToday: ['read', 'pairs'],
  readPairNotifications: ['write', 'pairs'],
  mutePair: ['write', 'pairs'],
  unmutePair: ['write', 'pairs'],

  // How a person is reached is their own business, and an address for e-mails could be turned into a way in.
  getNotificationSettings: null,
  changeNotificationSettings: null,
  setEmail: null,
  confirmEmail: null,
  unsubscribe: null,
  subscribeToPush: null,
  unsubscribeFromPush: null,

  // The address of a calendar opens it to whoever has it, also once the app is gone.
  getCalendarFeed: null,
  renewCalendarFeed: null,
  removeCalendarFeed: null,
};

let byEndpoint: ReadonlyMap<Endpoint, Needed> | null = null;

/** What an app needs to be let use an endpoint. */
export function scopesFor(endpoint: Endpoint): Needed {
  byEndpoint ??= new Map(allEndpoints().map((named) => [named.endpoint, neededFor(named)]));
  return byEndpoint.get(endpoint) ?? null;
}

function neededFor({ feature, name, endpoint }: ReturnType<typeof allEndpoints>[number]): Needed {
  // What only some may do is done by them, never by an app in their name.
  if (endpoint.access === 'organizer' || endpoint.access === 'admin') return null;
  const exception = EXCEPTIONS[name];
  if (exception !== undefined) return exception;
  const rule = FEATURES[feature];
  if (rule === undefined) return null;
  const usual: Scope = endpoint.method === 'GET' ? 'read' : 'write';
  return rule === 'pairs' ? [usual, 'pairs'] : [usual];
}
