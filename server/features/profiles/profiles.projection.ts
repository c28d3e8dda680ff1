import type { Actor } from '../../activities/activity.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { folded } from '../../core/fold.ts';
import { keyOf } from '../../core/ids.ts';
import type { ActorView, ProfileViews } from './profiles.views.ts';

/** Keeps `actors` up to date from Updates that actors make of themselves. */
export class ProfilesProjection implements Projection {
  readonly name = 'profiles';
  readonly #views: ProfileViews;
  readonly #naming: Naming;

  constructor(views: ProfileViews, naming: Naming) {
    this.#views = views;
    this.#naming = naming;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  async clear(): Promise<void> {
    await this.#views.actors.drop();
  }

  async apply({ activity, origin }: Occurrence): Promise<void> {
    if (activity.type !== 'Update' || activity.object.kind !== 'actor') return;
    const actor = activity.object;
    // Only an actor may say who they are.
    if (activity.actor !== actor.iri || this.#naming.isLocal(actor.iri) !== (origin === 'local')) return;
    const current = await this.#views.byIri(actor.iri);
    // What we asked for is how they are now. What they sent may have been overtaken by what they sent later.
    const sentAt = origin === 'fetched' ? null : activity.publishedAt;
    if (sentAt && current?.updatedAt && current.updatedAt > sentAt) return;
    const { _id, ...view } = viewOf(actor, this.#naming, sentAt ?? current?.updatedAt ?? null);
    await this.#views.actors.replaceOne({ _id }, view, { upsert: true });
  }
}

function viewOf(actor: Actor, naming: Naming, updatedAt: Date | null): ActorView {
  const handle = `${actor.username}@${new URL(actor.iri).host}`.toLowerCase();
  return {
    ...actor,
    _id: actor.iri,
    id: keyOf(actor.iri),
    handle,
    local: naming.isLocal(actor.iri),
    updatedAt,
    searchTerms: [...new Set([handle, ...wordsOf(`${actor.displayName} ${handle}`)])],
  };
}

const WORDS_MAX = 12;

function wordsOf(names: string): string[] {
  return folded(names)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, WORDS_MAX);
}
