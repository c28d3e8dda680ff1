import { type Activity, PUBLIC } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { FollowViews } from '../follows/index.ts';
import { isOpen, type PracticeViews, postsHeldBy, responsesHeldBy, votesHeldBy } from '../practice/index.ts';

export interface TakeBackParts {
  practice: PracticeViews;
  follows: FollowViews;
  clock: Clock;
}

/** How many things are taken back at once. */
const AT_ONCE = 8;

/**
 * Takes back, one by one, everything that somebody has here in public: posts and replies, likes and shares, votes, and
 * follows both ways. Each becomes an activity as if they had said it themselves, so that every view, effect and rebuild does what it does
 * anyway. What is taken back already is not found any more: broken off, it goes on where it was.
 *
 * @param named the IRI for what takes back a thing; the same for the same thing
 * @param say makes an activity happen
 * @returns whether there was anything
 */
export async function takeBackAll(
  { practice, follows, clock }: TakeBackParts,
  actor: string,
  named: (thing: string) => string,
  say: (activity: Activity) => Promise<void>,
): Promise<boolean> {
  const queue = new KeyedQueue(AT_ONCE);
  let some = false;
  const sayAll = async (activities: readonly Activity[]) => {
    some ||= activities.length > 0;
    await Promise.all(activities.map((activity) => queue.run([], () => say(activity))));
  };
  const base = (thing: string, isOpenThing = false) => ({
    iri: named(thing),
    actor,
    audience: { to: isOpenThing ? [PUBLIC] : [], cc: [] },
    publishedAt: clock.now(),
  });
  const undo = (thing: string): Activity => ({ ...base(thing), type: 'Undo', object: thing, reason: '', cause: null });

  for await (const posts of postsHeldBy(practice, actor)) {
    await sayAll(posts.map((post) => ({ ...base(post._id, isOpen(post)), type: 'Delete', object: post._id })));
  }
  for await (const responses of responsesHeldBy(practice, actor)) {
    await sayAll(responses.map((response) => undo(response.activity)));
  }
  for await (const votes of votesHeldBy(practice, actor)) {
    const notes = votes.flatMap(({ choices }) => choices.map(({ note }) => note));
    await sayAll(notes.map((note) => ({ ...base(note), type: 'Delete', object: note })));
  }
  for await (const made of follows.standingOf('follower', actor)) {
    await sayAll(made.map(({ follow }) => undo(follow)));
  }
  for await (const received of follows.standingOf('followee', actor)) {
    await sayAll(received.map(({ follow }) => ({ ...base(follow), type: 'Reject', object: follow, reason: '' })));
  }
  return some;
}
