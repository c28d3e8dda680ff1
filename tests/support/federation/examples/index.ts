import type { Activity, Actor, Article, JsonObject } from '../../../../server/activities/activity.ts';
import { pairs } from './pairs.ts';
import { codec, people, teacher } from './people.ts';
import { post, posts } from './posts.ts';

export { codec } from './people.ts';

/** One of each thing that goes over the wire, with fixed values: shown in FEDERATION.md, read by others, mutated. */
export const examples: Record<string, Activity | Actor | Article> = { teacher, post, ...people, ...posts, ...pairs };

/** As FEDERATION.md has it: a document with its `@context`, an activity without, since it is the same each time. */
export function wireForm(example: Activity | Actor | Article): JsonObject {
  if (!('actor' in example)) return codec.encodeObject(example);
  const { '@context': _, ...json } = codec.encode(example);
  return json;
}
