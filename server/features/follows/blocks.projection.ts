import type { ActivityOf } from '../../activities/activity.ts';
import { type History, isNewer } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { type BlockViews, blockId } from './blocks.views.ts';

/** Block and its Undo, as far as somebody of this instance is blocked or blocks. */
export class BlocksProjection implements Projection {
  readonly name = 'blocks';
  readonly #views: BlockViews;
  readonly #naming: Naming;
  readonly #history: History;

  constructor(views: BlockViews, naming: Naming, history: History) {
    this.#views = views;
    this.#naming = naming;
    this.#history = history;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  async clear(): Promise<void> {
    await this.#views.documents.drop();
  }

  async apply({ activity }: Occurrence): Promise<void> {
    if (activity.type === 'Block') return this.#onBlock(activity);
    if (activity.type !== 'Undo') return;
    const { object, actor } = activity;
    await this.#views.documents.updateOne({ activity: object, blocker: actor }, { $set: { undone: true } });
  }

  async #onBlock({ iri, actor: blocker, object: blocked, publishedAt: at }: ActivityOf<'Block'>): Promise<void> {
    if (blocker === blocked || (!this.#naming.isLocal(blocker) && !this.#naming.isLocal(blocked))) return;
    const current = await this.#views.of(blocker, blocked);
    // Of several the newest counts, whichever arrives last.
    if (current && (current.activity === iri || isNewer(current, { at, activity: iri }))) return;
    // The Undo may have come first.
    const undone = await this.#history.has('Undo', iri, blocker);
    const block = { blocker, blocked, activity: iri, at, undone };
    await this.#views.documents.replaceOne({ _id: blockId(blocker, blocked) }, block, { upsert: true });
  }
}
