import type { ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { keyOf } from '../../core/ids.ts';
import { isTooLate, type MentoringViews, type PairView } from '../mentoring/index.ts';
import type { CycleViews, EntryView } from './cycles.views.ts';
import { aboutOf, type CycleEntry, isCycleEntry } from './facts.model.ts';
import { refold } from './fold-cycle.ts';

/** About one thing, by one of the two. Nobody says more in a turn, or moves what they set out to do more often. */
const CONTRIBUTIONS_MAX = 300;
const OTHERS_MAX = 50;

/**
 * Entries of a pair -> what its cycles, turns and follow-ups have come to. Any entry by one of the two is stored; whether it
 * counts is decided by the whole of them (`cycles.model.ts`).
 */
export class CyclesProjection implements Projection {
  readonly name = 'cycles';
  readonly #views: CycleViews;
  readonly #mentoring: MentoringViews;
  readonly #history: History;

  constructor(views: CycleViews, mentoring: MentoringViews, history: History) {
    this.#views = views;
    this.#mentoring = mentoring;
    this.#history = history;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply(occurrence: Occurrence): Promise<void> {
    const { activity, origin } = occurrence;
    if (activity.type === 'Add' && origin !== 'fetched') return this.#onAdd(activity, occurrence);
    if (activity.type === 'Delete') return this.#onDelete(activity);
  }

  async #onAdd(activity: ActivityOf<'Add'>, { receivedAt }: Occurrence): Promise<void> {
    const { actor: author, object: entry, publishedAt: at } = activity;
    if (!isCycleEntry(entry)) return;
    const pair = await this.#mentoring.pairOfEntry(activity);
    if (!pair || isTooLate(pair, receivedAt)) return;
    if (await this.#isTooMuch(pair, author, entry)) return;
    const deleted = await this.#history.has('Delete', entry.iri, author);
    if (deleted && !keepsItsPlace(entry)) return;
    const { _id, ...said }: EntryView = {
      _id: entry.iri,
      id: keyOf(entry.iri),
      pair: pair._id,
      about: aboutOf(entry),
      author,
      activity: activity.iri,
      at,
      deleted,
      entry: deleted ? withoutWords(entry) : entry,
    };
    await this.#views.entries.updateOne({ _id }, { $setOnInsert: said }, { upsert: true });
    // A neighbour of its author can say the same name in another pair: what was made of it there is none of that one's.
    const named = await this.#views.entry(_id);
    if (named?.pair === pair._id && named.author === author) await this.#refold(pair, { _id, ...said });
  }

  /** Whoever offers a pair can say things in it, and all that was said about a turn is read each time something comes. */
  async #isTooMuch(pair: PairView, author: string, entry: CycleEntry): Promise<boolean> {
    const about = aboutOf(entry);
    if (about === null || (await this.#views.entry(entry.iri)) !== null) return false;
    const most = entry.kind === 'contribution' ? CONTRIBUTIONS_MAX : OTHERS_MAX;
    return (await this.#views.countAbout(pair._id, about, author, entry.kind, most)) >= most;
  }

  /**
   * Of what one shows, and of what was said about it in a step, the place stays: what the other one said hangs on it. Whatever
   * else its author takes back was never said.
   */
  async #onDelete({ actor, object }: ActivityOf<'Delete'>): Promise<void> {
    const said = await this.#views.entry(object);
    const pair = said?.author === actor ? await this.#mentoring.byOffer(said.pair) : null;
    if (!said || !pair) return;
    const root = await this.#views.rootOf(said);
    const before = root === null ? [] : await this.#views.factsOf(pair._id, [root]);
    if (keepsItsPlace(said.entry)) {
      const entry = withoutWords(said.entry);
      await this.#views.entries.updateOne({ _id: object }, { $set: { deleted: true, entry } });
    } else {
      await this.#views.entries.deleteOne({ _id: object });
    }
    if (root !== null) await refold({ views: this.#views, mentoring: this.#mentoring }, pair, root, before);
  }

  async #refold(pair: PairView, said: Pick<EntryView, '_id' | 'pair' | 'about'>): Promise<void> {
    const root = await this.#views.rootOf(said);
    if (root !== null) await refold({ views: this.#views, mentoring: this.#mentoring }, pair, root);
  }
}

/** As the log keeps it, from which it is made again. */
function withoutWords(entry: CycleEntry): CycleEntry {
  const wordless = { html: '', markdown: null, attachments: [] };
  if (entry.kind === 'contribution') return { ...entry, ...wordless, anchor: null };
  if (entry.kind !== 'presentation') return entry;
  return { ...entry, ...wordless, title: '', link: '', post: null, focusQuestion: '', subject: '' };
}

function keepsItsPlace({ kind }: CycleEntry): boolean {
  return kind === 'contribution' || kind === 'presentation';
}
