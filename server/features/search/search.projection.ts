import type { Activity } from '../../activities/activity.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import type { PracticeViews } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type Shelf, searchablePerson, searchablePost } from './search.model.ts';
import type { SearchViews } from './search.views.ts';

const POSTS = ['public', 'restricted'] as const;
const PEOPLE = ['people'] as const;

/**
 * Keeps what can be searched as practice posts and people now are. It runs after the projections that make those, and
 * reads only what they made: a private message never gets there, so it cannot get here.
 */
export class SearchProjection implements Projection {
  readonly name = 'search';
  readonly #views: SearchViews;
  readonly #practice: PracticeViews;
  readonly #profiles: ProfileViews;

  constructor(views: SearchViews, practice: PracticeViews, profiles: ProfileViews) {
    this.#views = views;
    this.#practice = practice;
    this.#profiles = profiles;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, origin }: Occurrence): Promise<void> {
    switch (activity.type) {
      case 'Create':
        if (activity.object.kind === 'note' && activity.object.inReplyTo !== null) return;
        // What is new stands nowhere yet, or where it belongs. But while it was caught up with a Delete or an Update that came
        // before it, it was a public post for a moment, and could be counted.
        // What was asked for again may have changed, and stand somewhere.
        return this.#onPost(activity, activity.object.iri, origin === 'fetched' ? POSTS : [], activity.object.tags);
      case 'Update':
        if (activity.object.kind === 'actor') return this.#onPerson(activity.object.iri);
        return this.#onPost(activity, activity.object.iri, POSTS);
      case 'Delete':
        if (activity.object === activity.actor) return this.#onPerson(activity.object);
        return this.#onPost(activity, activity.object, POSTS);
      default:
    }
  }

  /** What somebody else says of a post changes nothing of it. */
  async #onPost(
    { actor }: Activity,
    iri: string,
    stoodIn: readonly Shelf[],
    counted: readonly string[] = [],
  ): Promise<void> {
    const post = await this.#practice.byIri(iri);
    if (post?.kind === 'practice' && post.author === actor)
      await this.#views.put(iri, searchablePost(post, this.#profiles.isLocal(iri)), stoodIn, counted);
  }

  async #onPerson(iri: string): Promise<void> {
    const actor = await this.#profiles.byIri(iri);
    if (actor !== null) await this.#views.put(iri, searchablePerson(actor), PEOPLE);
  }
}
