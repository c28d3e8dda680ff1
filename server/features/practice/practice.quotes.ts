import type { ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { QuoteAuthorizationView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';

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
    const { iri, quoting, quoted, asker } = allows;
    await this.#add({ _id: iri, author, quoting, quoted, asker });
  }

  /** Of an author elsewhere, in whose post it is quoted: whose that is, is looked at when it is shown. */
  onAllowed({ actor: author, object: _id, quoting, quoted }: ActivityOf<'AllowQuote'>): Promise<void> {
    return this.#add({ _id, author, quoting, quoted, asker: null });
  }

  async onDelete({ actor: author, object: _id }: ActivityOf<'Delete'>): Promise<void> {
    await this.#views.quoteAuthorizations.updateOne({ _id, author }, { $set: { revoked: true } });
  }

  async #add({ _id, ...authorization }: Omit<QuoteAuthorizationView, 'revoked'>): Promise<void> {
    // The Delete may have come first.
    const revoked = await this.#history.has('Delete', _id, authorization.author);
    await this.#views.quoteAuthorizations.replaceOne({ _id }, { ...authorization, revoked }, { upsert: true });
  }
}
