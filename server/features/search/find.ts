import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import type { FoundPerson, FoundPost, PostFilters } from '../../../shared/contracts/search.ts';
import type { Asker } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import { wantedIn } from './marked-text.ts';
import { type FoundParts, showIndexable, showPeople } from './present-found.ts';
import { placeOf, ranked, rankedPage, type Scope } from './ranked.ts';
import { mark, searchFor } from './search.model.ts';
import type { SearchViews } from './search.views.ts';

export type FindParts = FoundParts & { views: SearchViews; clock: Clock };

type Asked = PageQuery & PostFilters & { q: string };

const NOTHING = { items: [], next: null };

/**
 * Practice posts that have all the words. Whoever is signed in searches what is public, what is for followers and theirs
 * to see, and all of their own; a visitor what is public and from here.
 */
export async function findPosts(parts: FindParts, asker: Asker, asked: Asked): Promise<Page<FoundPost>> {
  const search = searchFor(asked.q, asked);
  if (search === null) return NOTHING;
  const scopes: Scope[] =
    asker.kind === 'anyone'
      ? [{ shelf: 'public', marks: [mark.here] }]
      : [
          { shelf: 'public', marks: [] },
          { shelf: 'restricted', marks: [mark.followers], allowed: ofFollowed(parts, asker.iri) },
          { shelf: 'restricted', marks: [mark.named(asker.iri)] },
          { shelf: 'restricted', marks: [mark.author(asker.iri)] },
        ];
  const place = placeOf(asked.cursor, parts.clock.now());
  const all = await ranked(parts.views, search, scopes, place.today);
  const isWanted = wantedIn(search);
  return rankedPage(all, place, asked, (iris) => showIndexable(parts, asker, iris, isWanted));
}

/** What is for followers is looked at only where its author accepted `actor` as one. */
function ofFollowed({ follows }: FindParts, actor: string): NonNullable<Scope['allowed']> {
  return async (found) => {
    const authors = await follows.acceptedAmong(
      actor,
      found.map(({ author }) => author),
    );
    return found.filter(({ author }) => authors.has(author));
  };
}

/** People who let themselves be found, and have all the words in their names or profiles. */
export async function findPeople(parts: FindParts, asked: Asked): Promise<Page<FoundPerson>> {
  const search = searchFor(asked.q, asked);
  if (search === null) return NOTHING;
  const place = placeOf(asked.cursor, parts.clock.now());
  const all = await ranked(parts.views, search, [{ shelf: 'people', marks: [] }], place.today);
  const isWanted = wantedIn(search);
  return rankedPage(all, place, asked, (iris) => showPeople(parts, iris, isWanted));
}
