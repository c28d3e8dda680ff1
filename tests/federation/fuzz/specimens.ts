import type { JsonObject } from '../../../server/activities/activity.ts';
import { dialects } from '../../support/federation/examples/dialects.ts';
import { codec, examples } from '../../support/federation/examples/index.ts';

/** Where the examples are sent: from `them`, a member of a pair with `us`, whose thread and turn are these. */
export interface Setting {
  them: string;
  us: string;
  /** A post of ours. */
  ours: string;
  thread: string;
  turn: string;
  follow: string;
}

/** How many things of each kind there are: a later activity then means one that an earlier one made. */
const LIVES = 5;

/** Every example, as `them` would send it; the `run`-th of all, so that no two activities are the same. */
export function specimens(setting: Setting, run: number): JsonObject[] {
  const { them, us, ours, thread, turn, follow } = setting;
  const theirs = new URL(them).origin;
  const here = new URL(us).origin;
  const life = run % LIVES;
  const own = Object.values(examples).flatMap((example) => {
    if (!('actor' in example)) return [];
    let text = JSON.stringify(codec.encode(example));
    // What Amara says in the examples is said by them here: the two change places.
    if (example.actor.startsWith('https://school.example/')) {
      text = text.replaceAll(/school\.example|other\.example/g, (host) =>
        host === 'school.example' ? 'other.example' : 'school.example',
      );
      text = text.replaceAll(
        /example\/users\/(amara|bo)\b/g,
        (_, name) => `example/users/${name === 'bo' ? 'amara' : 'bo'}`,
      );
    }
    const placed = text
      .replaceAll(/https:\/\/(school|other)\.example\/objects\/01k9pair/g, thread)
      .replaceAll('https://school.example/objects/01k9turn', turn)
      .replaceAll('https://school.example/activities/01k9follow', follow)
      .replaceAll('https://school.example/objects/01k9post', ours)
      .replaceAll('https://other.example/users/bo', them)
      .replaceAll('https://school.example/users/amara', us)
      .replaceAll('https://other.example', theirs)
      .replaceAll('https://school.example', here)
      .replaceAll('01k9', `01k9-${life}-`);
    return [JSON.parse(placed) as JsonObject];
  });
  const said = Object.values(dialects({ them, us, ours }));
  return [...own, ...said].map((json, index) => ({ ...json, id: `${theirs}/activities/${run}-${index}` }));
}
