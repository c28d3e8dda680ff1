import type { Note } from '../../activities/activity.ts';
import type { RemoteDirectory } from '../../activities/ports.ts';
import type { ProfileViews } from '../profiles/index.ts';
import type { PostView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';

interface AskParts {
  views: PracticeViews;
  profiles: ProfileViews;
  remote: RemoteDirectory;
}

/** What may quote something: a post, as it came or as it is kept. */
type Quoting = Pick<Note, 'iri' | 'author' | 'quote' | 'quoteAuthorization'>;

/**
 * Where a post quotes what its author, who is elsewhere, wants to be asked about: looks for their word as far as it is not known,
 * and in the background whether one that is known still stands.
 */
export async function askToQuote(parts: AskParts, quoting: Quoting): Promise<void> {
  const found = await wordFor(parts, quoting);
  if (found?.isGiven === false) await parts.remote.readQuoteAuthorization(found.word);
  else if (found) parts.remote.recheckQuoteAuthorization(found.word, true);
}

/** The same altogether in the background, for a post that is known. */
export async function recheckQuote(parts: AskParts, { _id: iri, ...post }: PostView): Promise<void> {
  const found = await wordFor(parts, { iri, ...post });
  if (found) parts.remote.recheckQuoteAuthorization(found.word, found.isGiven);
}

async function wordFor({ views, profiles }: AskParts, { iri: quoting, author, quote, quoteAuthorization }: Quoting) {
  if (quote === null || profiles.isLocal(quote)) return null;
  const quoted = await views.byIri(quote);
  if (!quoted?.asksToBeQuoted || quoted.author === author) return null;
  const given = await views.quoteAllowed(quoting, author, quoted);
  const iri = given?.iri ?? quoteAuthorization;
  return iri === null
    ? null
    : { word: { iri, author: quoted.author, quoting, quoted: quote }, isGiven: given !== null };
}
