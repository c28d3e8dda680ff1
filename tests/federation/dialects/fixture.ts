import type { JsonObject } from '../../../server/activities/activity.ts';
import type { Post } from '../../../shared/contracts/practice.ts';

/** Who and what is there when fixtures are sent. */
export interface Names {
  /** Of their server. */
  origin: string;
  /** A person and a group there. */
  person: string;
  group: string;
  /** A teacher here, and a public post of theirs. */
  us: string;
  ours: string;
}

/**
 * What one server sends, in our own words and shortened to what matters of its form, and what it comes to here.
 */
export interface Fixture {
  name: string;
  /** Sent one after the other, signed by their actors. */
  sent: JsonObject[];
  /** What their server answers for other ids of its own. */
  documents?: JsonObject[];
  /** IRI of the post to look at. */
  post: string;
  /** What the API says of it, as far as it is said here; null: there is none. */
  shows: DeepPartial<Post> | null;
}

type DeepPartial<T> = T extends (infer Item)[]
  ? DeepPartial<Item>[]
  : T extends object
    ? { [Key in keyof T]?: DeepPartial<T[Key]> }
    : T;

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const AT = '2026-03-01T10:00:00Z';

/** Makes activities and objects of one kind of server. */
export function voice({ origin, person }: Names) {
  const object = (type: string, id: string, rest: JsonObject): JsonObject => ({
    id: `${origin}/${id}`,
    type,
    attributedTo: person,
    to: [PUBLIC],
    cc: [`${person}/followers`],
    published: AT,
    ...rest,
  });
  const activity = (type: string, id: string, rest: JsonObject): JsonObject => ({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${origin}/${id}`,
    type,
    actor: person,
    to: [PUBLIC],
    cc: [`${person}/followers`],
    published: AT,
    ...rest,
  });
  const create = (created: JsonObject): JsonObject =>
    activity('Create', `${String(created.id).slice(origin.length + 1)}/activity`, { object: created });
  return { object, activity, create };
}
