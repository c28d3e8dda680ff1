import type { ActivityOf } from '../../activities/activity.ts';
import type { Occurrence } from '../../activities/pipeline.ts';
import { isOnlyFor } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import { factOf, NO_FACTS, outcomeOf, type PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/**
 * Notes to and from somebody whose server knows no pairs. The first, with terms in it, makes the pair on the instance of
 * whoever wrote it, and nowhere else: who knows pairs is made offers. The others are remembered, because answers to them are
 * told by what they answer.
 */
export class InvitationsProjection {
  readonly #views: MentoringViews;

  constructor(views: MentoringViews) {
    this.#views = views;
  }

  async onCreate(activity: ActivityOf<'Create'>, occurrence: Occurrence): Promise<void> {
    const { object: note, actor } = activity;
    if (note.kind !== 'note' || note.author !== actor || occurrence.origin === 'fetched') return;
    if (note.invitation !== null && occurrence.origin === 'local') await this.#onInvitation(activity, occurrence);
    const pair = await this.#views.pairOfMessage(activity);
    if (pair?.plain) await this.#views.remember(note.iri, pair._id);
  }

  async #onInvitation(activity: ActivityOf<'Create'>, { receivedAt }: Occurrence): Promise<void> {
    const { iri, actor: offerer, object: note, audience } = activity;
    const partner = audience.to[0];
    if (note.kind !== 'note' || note.invitation === null || note.context === null) return;
    if (partner === undefined || partner === offerer || !isOnlyFor(audience, partner)) return;
    if (!isOnlyFor(note.audience, partner)) return;
    const facts = { ...NO_FACTS, invited: factOf(activity) };
    const { _id, ...pair }: PairView = {
      _id: iri,
      id: keyOf(iri),
      thread: note.context,
      offerer,
      partner,
      agreement: note.invitation,
      offered: note.invitation,
      amendedBy: null,
      counters: null,
      plain: true,
      facts,
      ...outcomeOf(facts),
      position: `${receivedAt.toISOString()} ${keyOf(iri)}`,
      offeredAt: activity.publishedAt,
    };
    await this.#views.pairs.updateOne({ _id }, { $setOnInsert: pair }, { upsert: true });
  }
}
