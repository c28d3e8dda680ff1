import type { ActivityOf } from '../../activities/activity.ts';
import { isNewer } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { MoveView, MoveViews } from './moves.views.ts';
import type { ProfileViews } from './profiles.views.ts';

/** Views in which one who has gone elsewhere goes on as the one they are there. Told again, nothing changes. */
export interface FollowsMoves {
  /** @param plain the server there knows no pairs */
  moved(actor: string, now: string, plain: boolean): Promise<void>;
}

/**
 * A Move counts when both say it: the actor who goes, and the one they go to, whose document names the first among its
 * `alsoKnownAs`. Either may be learnt first. Once believed it stays: who has gone has no more say here. People of this
 * instance who go elsewhere are no exception, but that they can come back by saying so.
 */
export class MovesProjection implements Projection {
  readonly name = 'moves';
  readonly #views: MoveViews;
  readonly #profiles: ProfileViews;
  readonly #naming: Naming;
  readonly #followers: readonly FollowsMoves[];

  constructor(views: MoveViews, profiles: ProfileViews, naming: Naming, followers: readonly FollowsMoves[]) {
    this.#views = views;
    this.#profiles = profiles;
    this.#naming = naming;
    this.#followers = followers;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, origin }: Occurrence): Promise<void> {
    if (this.#naming.isLocal(activity.actor) !== (origin === 'local')) return;
    if (activity.type === 'Move') return this.#onMove(activity);
    if (activity.type !== 'Update' || activity.object.kind !== 'actor') return;
    const { iri, alsoKnownAs, movedTo } = activity.object;
    if (activity.actor !== iri) return;
    if (origin === 'local' && movedTo === null) await this.#onComeBack(iri, activity.publishedAt);
    if (alsoKnownAs.length === 0) return;
    for (const move of await this.#views.toTarget(iri, alsoKnownAs)) await this.#consider(move);
  }

  async #onMove({ iri: move, object: actor, target, publishedAt: at }: ActivityOf<'Move'>): Promise<void> {
    if (actor === target) return;
    const known = await this.#views.byActor(actor);
    const isNews = known === null || isNewer({ at, activity: move }, { at: known.at, activity: known.move });
    if (known?.believed || !isNews) return known?.believed && known.move === move ? this.#consider(known) : undefined;
    const said = { target, move, at, believed: false };
    await this.#views.moves.replaceOne({ _id: actor }, said, { upsert: true });
    await this.#consider({ _id: actor, ...said });
  }

  /** Of our own people we know it from themselves. When they moved is kept: nobody moves every day. */
  async #onComeBack(actor: string, at: Date): Promise<void> {
    const back = { $set: { believed: false, takenBack: true as const } };
    await this.#views.moves.updateOne({ _id: actor, at: { $lte: at } }, back);
  }

  async #consider({ _id: actor, target, takenBack }: MoveView): Promise<void> {
    if (takenBack) return;
    const there = await this.#profiles.byIri(target);
    if (!there?.alsoKnownAs.includes(actor)) return;
    const { matchedCount } = await this.#views.moves.updateOne({ _id: actor, target }, { $set: { believed: true } });
    if (matchedCount === 0) return;
    // Who comes back is again who they were.
    await this.#views.moves.deleteOne({ _id: target, target: actor });
    // A server that knows pairs would have to know these, and has never seen them: they stay here, to be read.
    if (this.#naming.isLocal(actor) && there.understandsPairs) return;
    for (const view of this.#followers) await view.moved(actor, target, !there.understandsPairs);
  }
}
