import { type ActivityOf, type Actor, BLANK_PROFILE } from '../../activities/activity.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { folded } from '../../core/fold.ts';
import { keyOf } from '../../core/ids.ts';
import type { DeletedActors } from './deleted-actors.ts';
import type { ActorView, ProfileViews } from './profiles.views.ts';

/** Keeps `actors` up to date from what actors say of themselves: Updates, and in the end a Delete. */
export class ProfilesProjection implements Projection {
  readonly name = 'profiles';
  readonly #views: ProfileViews;
  readonly #naming: Naming;
  readonly #deleted: DeletedActors;

  constructor(views: ProfileViews, naming: Naming, deleted: DeletedActors) {
    this.#views = views;
    this.#naming = naming;
    this.#deleted = deleted;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  async clear(): Promise<void> {
    await this.#views.actors.drop();
  }

  async apply({ activity, origin }: Occurrence): Promise<void> {
    // Only an actor may say who they are, and whether they are.
    if (this.#naming.isLocal(activity.actor) !== (origin === 'local')) return;
    if (activity.type === 'Delete' && activity.object === activity.actor) return this.#onDelete(activity);
    if (activity.type !== 'Update' || activity.object.kind !== 'actor' || activity.actor !== activity.object.iri)
      return;
    const actor = activity.object;
    const current = await this.#views.byIri(actor.iri);
    // An edit that was under way when the account was deleted; what their server serves now is another matter.
    if (current?.deleted && origin !== 'fetched') return;
    // What we asked for is how they are now. What they sent may have been overtaken by what they sent later.
    const sentAt = origin === 'fetched' ? null : activity.publishedAt;
    if (sentAt && current?.updatedAt && current.updatedAt > sentAt) return;
    const { _id, ...view } = viewOf(actor, this.#naming, sentAt ?? current?.updatedAt ?? null);
    await this.#views.actors.replaceOne({ _id }, view, { upsert: true });
    if (current?.deleted) this.#deleted.note(_id, false);
  }

  async #onDelete({ actor: iri }: ActivityOf<'Delete'>): Promise<void> {
    const current = await this.#views.byIri(iri);
    if (current === null) return;
    const { _id, ...remains } = remainsOf(current);
    await this.#views.actors.replaceOne({ _id }, remains, { upsert: true });
    this.#deleted.note(_id, true);
  }
}

/** Of who deleted their account: under which name they were known, and where a word would reach them if they came back. */
function remainsOf({
  _id,
  id,
  kind,
  type,
  iri,
  username,
  handle,
  local,
  inbox,
  sharedInbox,
  updatedAt,
}: ActorView): ActorView {
  return {
    ...BLANK_PROFILE,
    ...{ _id, id, kind, type, iri, username, handle, local, inbox, sharedInbox, updatedAt },
    displayName: username,
    url: iri,
    discoverable: false,
    indexable: false,
    openToPairs: false,
    understandsPairs: false,
    outbox: null,
    followers: null,
    following: null,
    key: null,
    publishedAt: null,
    searchTerms: [],
    deleted: true,
  };
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
