import type { Occurrence, Pipeline, Reaction } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { type FollowViews, follow, unfollow } from '../follows/index.ts';
import type { MoveViews, ProfileViews } from '../profiles/index.ts';

export interface CarryParts {
  moves: MoveViews;
  profiles: ProfileViews;
  follows: FollowViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
}

const MOVES_AT_ONCE = 4;

/**
 * Whoever here follows somebody who has gone elsewhere follows them there. The new account's document is asked for first, and
 * must still name the old one. A follower who was carried does not follow the old account any more: what a crash cuts off goes
 * on with those who are left.
 */
export class CarryFollowersReactions implements Reaction {
  readonly name = 'followers of those who move';
  readonly #parts: CarryParts;
  /** One at a time for each who moves. */
  readonly #queue = new KeyedQueue(MOVES_AT_ONCE);

  constructor(parts: CarryParts) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    const { moves, remote } = this.#parts;
    if (activity.type === 'Move' && origin !== 'fetched') {
      const move = await moves.byActor(activity.actor);
      if (move?.believed) return this.#carry(activity.actor, move.target, false);
      // Whether it is so is asked only for whom it concerns; what the answer says comes by here as an Update.
      if (move && (await this.#isConcerned(activity.actor))) await remote.fetch(move.target);
      return;
    }
    if (activity.type !== 'Update' || activity.object.kind !== 'actor') return;
    const { iri, alsoKnownAs } = activity.object;
    if (alsoKnownAs.length === 0) return;
    for (const { _id, believed } of await moves.toTarget(iri, alsoKnownAs)) {
      // Asked for just now, and not again: whoever asked waits for this.
      if (believed) await this.#carry(_id, iri, origin === 'fetched');
    }
  }

  /** @param wasAsked the new account was asked just now, and named the old one */
  async #carry(actor: string, target: string, wasAsked: boolean): Promise<void> {
    // Before it is this one's turn: the answer comes by here as well, and carries. It would wait for the turn to end.
    if (!wasAsked && !((await this.#isConcerned(actor)) && (await this.#stillNames(target, actor)))) return;
    return this.#queue.run([actor], async () => {
      for await (const follower of this.#ofHere(actor)) await this.#carryOne(follower, actor, target);
    });
  }

  /** Who of this instance follows an actor, or asked to. */
  async *#ofHere(actor: string): AsyncIterable<string> {
    for await (const page of this.#parts.follows.standingOf('followee', actor)) {
      for (const { follower } of page) if (this.#parts.naming.isLocal(follower)) yield follower;
    }
  }

  async #isConcerned(actor: string): Promise<boolean> {
    for await (const _follower of this.#ofHere(actor)) return true;
    return false;
  }

  /** @throws when the new home cannot be asked: it is tried again */
  async #stillNames(target: string, actor: string): Promise<boolean> {
    const there = await this.#parts.remote.fetch(target);
    if (there === null) throw new Error('the new home of somebody who moved cannot be asked');
    return there.kind === 'actor' && there.alsoKnownAs.includes(actor);
  }

  async #carryOne(follower: string, actor: string, target: string): Promise<void> {
    const { follows, profiles, policy } = this.#parts;
    const parts = { ...this.#parts, views: follows };
    // Who has moved themselves follows from there.
    if ((await profiles.byIri(follower))?.movedTo) return;
    const isBlocked = (await follows.blocks.between(follower, [target])).length > 0;
    if (follower !== target && !isBlocked && !policy.isSuspended(target)) await follow(parts, follower, target);
    await unfollow(parts, follower, actor);
  }
}
