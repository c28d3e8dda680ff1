import type { ActivityOf } from '../../activities/activity.ts';
import type { Occurrence, Pipeline, Reaction } from '../../activities/pipeline.ts';
import type { Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { nameOf } from '../../core/ids.ts';
import type { FollowViews } from '../follows/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { isOpen } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';
import { permissionsFor } from './visible-posts.ts';

export interface QuoteRequestParts {
  views: PracticeViews;
  profiles: ProfileViews;
  follows: FollowViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  clock: Clock;
}

/** Answers who asks to quote a post of ours (FEP-044f): yes for what everybody may read, unless its author blocks them. */
export class QuoteRequestReactions implements Reaction {
  readonly name = 'quote requests';
  readonly #parts: QuoteRequestParts;

  constructor(parts: QuoteRequestParts) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    if (activity.type !== 'QuoteRequest' || origin !== 'remote') return;
    const { views, profiles, follows, remote } = this.#parts;
    const { actor: asker, object } = activity;
    const quoted = profiles.isLocal(object) ? await views.byIri(object) : null;
    if (!quoted || quoted.deleted) return;
    // What they may not see is not there for them, and nobody answers for it.
    if (!(await permissionsFor(follows, { kind: 'actor', iri: asker }, [quoted]))(quoted).see) return;
    // Their inbox must be known before the answer goes out to it.
    if (!(await profiles.byIri(asker))) await remote.fetch(asker);
    const isAllowed = isOpen(quoted) && !(await follows.blocks.isBlocking(quoted.author, asker));
    await this.#answer(activity, quoted.author, isAllowed);
  }

  async #answer(request: ActivityOf<'QuoteRequest'>, author: string, isAllowed: boolean): Promise<void> {
    const { pipeline, naming, clock } = this.#parts;
    const { iri: object, actor: asker, object: quoted, quoting } = request;
    const base = {
      // The same request again gets the same answer.
      iri: naming.newActivity(nameOf('quote answered', author, object)),
      actor: author,
      audience: { to: [asker], cc: [] },
      publishedAt: clock.now(),
      object,
    };
    if (!isAllowed) return pipeline.publish({ ...base, type: 'Reject', reason: '' });
    const iri = naming.newObject(nameOf('quote allowed', author, quoted, quoting, asker));
    await pipeline.publish({ ...base, type: 'Accept', allows: { iri, quoting, quoted, asker } });
  }
}
