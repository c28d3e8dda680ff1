import type { ActivityOf } from '../../activities/activity.ts';
import { type History, isNewer } from '../../activities/history.ts';
import type { Occurrence } from '../../activities/pipeline.ts';
import { type PracticeViews, quoteAuthorizationId } from './practice.views.ts';

/** Which posts may quote which, as the authors of what is quoted say (FEP-044f): here in an answer, elsewhere in a document. */
export class QuoteAuthorizations {
  readonly #views: PracticeViews;
  readonly #history: History;

  constructor(views: PracticeViews, history: History) {
    this.#views = views;
    this.#history = history;
  }

  /** Of an author here. */
  async onAnswer({ actor: author, allows }: ActivityOf<'Accept'>): Promise<void> {
    if (!allows) return;
    const _id = quoteAuthorizationId(author, allows.iri);
    await this.#views.quoteAuthorizations.replaceOne({ _id }, { ...allows, author, revoked: false }, { upsert: true });
  }

  /** Of an author elsewhere, in whose post it is quoted: whose that is, is looked at when it is shown. */
  onAllowed({ actor, object }: ActivityOf<'AllowQuote'>): Promise<void> {
    return this.#tell(object, actor);
  }

  /** A Delete is for good; what is undone may be said again. */
  async onTakenBack({ actor, object }: ActivityOf<'Delete' | 'Undo'>): Promise<void> {
    const _id = quoteAuthorizationId(actor, object);
    if ((await this.#views.quoteAuthorizations.findOne({ _id })) !== null) await this.#tell(object, actor);
  }

  /** What an author said last of an authorization of theirs, in whichever order it came. */
  async #tell(iri: string, author: string): Promise<void> {
    const [said, undone, isDeleted] = await Promise.all([
      this.#history.said('AllowQuote', iri, author),
      this.#history.said('Undo', iri, author),
      this.#history.has('Delete', iri, author),
    ]);
    const [word, takenBack] = [newest(said), newest(undone)];
    if (word?.type !== 'AllowQuote') return;
    const { quoting, quoted } = word;
    const revoked = isDeleted || (takenBack !== null && isNewer(saidAt(takenBack), saidAt(word)));
    const authorization = { iri, author, quoting, quoted, asker: null, revoked };
    await this.#views.quoteAuthorizations.replaceOne({ _id: quoteAuthorizationId(author, iri) }, authorization, {
      upsert: true,
    });
  }
}

function saidAt({ publishedAt: at, iri: activity }: Occurrence['activity']): { at: Date; activity: string } {
  return { at, activity };
}

function newest(occurrences: readonly Occurrence[]): Occurrence['activity'] | null {
  let found: Occurrence['activity'] | null = null;
  for (const { activity } of occurrences) {
    if (found === null || isNewer(saidAt(activity), saidAt(found))) found = activity;
  }
  return found;
}
