import { TAG_COUNT_MAX, type Tag } from '../../../shared/contracts/search.ts';
import { Recounts } from '../../core/recounts.ts';
import type { Collection, Database } from '../../storage/index.ts';
import type { PracticeViews } from '../practice/index.ts';
import { allOf, type SearchableView, SHELVES, type Shelf } from './search.model.ts';

/** How many of what fits are ranked: the newest. Ranking all would take the longer the more there is. */
export const RANKED_MAX = 300;
const TAGS_MAX = 10;
/** Of tags with a longer beginning in common, which are few, so many are looked at. */
const LONG_TAGS_MAX = 100;
const TAG_BEGINNINGS = [1, 2, 3];
const MAX_RECOUNTS = 16;

interface HashtagView {
  /** The tag, lower case. */
  _id: string;
  /** Public posts with it, up to `TAG_COUNT_MAX`. */
  posts: number;
  /** Its first one, two and three letters. */
  beginnings: string[];
}

/** Owns the collections `searchable_public`, `searchable_restricted`, `searchable_people` and `hashtags`. */
export class SearchViews {
  readonly #shelves: Record<Shelf, Collection<SearchableView>>;
  readonly hashtags: Collection<HashtagView>;
  readonly #practice: PracticeViews;
  readonly #recounts = new Recounts(MAX_RECOUNTS);

  constructor(db: Database, practice: PracticeViews) {
    this.#shelves = {
      public: db.collection('searchable_public'),
      restricted: db.collection('searchable_restricted'),
      people: db.collection('searchable_people'),
    };
    this.hashtags = db.collection<HashtagView>('hashtags');
    this.#practice = practice;
  }

  async prepare(): Promise<void> {
    const words = { key: { title: 'text', body: 'text', marks: 'text' }, name: 'words' } as const;
    await Promise.all(SHELVES.map((shelf) => this.#shelves[shelf].createIndexes([words])));
    await this.hashtags.createIndexes([{ key: { beginnings: 1, posts: -1 } }]);
  }

  async clear(): Promise<void> {
    await Promise.all([this.hashtags.drop(), ...SHELVES.map((shelf) => this.#shelves[shelf].drop())]);
  }

  /** The things indexed last that have all of these stems and marks. */
  newest(shelf: Shelf, all: readonly string[], limit = RANKED_MAX): Promise<SearchableView[]> {
    return this.#shelves[shelf]
      .find({ $text: { $search: allOf(all) } }, { sort: { position: -1 }, sortsAsInserted: true, limit })
      .toArray();
  }

  /** The things indexed last that have one of these marks. */
  newestOfAny(shelf: Shelf, marks: readonly string[], limit: number): Promise<SearchableView[]> {
    return this.#shelves[shelf]
      .find({ $text: { $search: marks.join(' ') } }, { sort: { position: -1 }, sortsAsInserted: true, limit })
      .toArray();
  }

  /**
   * Puts a thing where it is found now, nowhere when it is null, and takes it from the shelves it may have stood in; tags that
   * it may have been `counted` under are counted again.
   */
  async put(
    iri: string,
    view: SearchableView | null,
    shelves: readonly Shelf[],
    counted: readonly string[] = [],
  ): Promise<void> {
    const tags = new Set([...(view?.tags ?? []), ...counted.map((tag) => tag.toLowerCase())]);
    for (const shelf of shelves) {
      const before = await this.#shelves[shelf].findOne({ _id: iri });
      for (const tag of before?.tags ?? []) tags.add(tag);
      if (before !== null && view?.shelf !== shelf) await this.#shelves[shelf].deleteOne({ _id: iri });
    }
    if (view !== null) {
      const { _id, ...fields } = view;
      await this.#shelves[view.shelf].replaceOne({ _id }, fields, { upsert: true });
    }
    await Promise.all([...tags].map((tag) => this.#recount(tag)));
  }

  /** Counting instead of adding makes it right after a repeat or a crash. */
  #recount(tag: string): Promise<void> {
    return this.#recounts.run(tag, async () => {
      const posts = await this.#practice.countTagged(tag, TAG_COUNT_MAX);
      if (posts === 0) await this.hashtags.deleteOne({ _id: tag });
      else {
        const beginnings = TAG_BEGINNINGS.map((length) => [...tag].slice(0, length).join(''));
        await this.hashtags.replaceOne({ _id: tag }, { posts, beginnings: [...new Set(beginnings)] }, { upsert: true });
      }
    });
  }

  /** Tags that begin so, most used first. */
  async tags(typed: string): Promise<Tag[]> {
    const beginning = typed.normalize('NFC').toLowerCase().replace(/^#/, '');
    if (beginning === '') return [];
    const found =
      [...beginning].length <= TAG_BEGINNINGS.length
        ? await this.hashtags.find({ beginnings: beginning }, { sort: { posts: -1 }, limit: TAGS_MAX }).toArray()
        : await this.hashtags
            .find({ _id: { $gte: beginning, $lt: `${beginning}\uffff` } }, { limit: LONG_TAGS_MAX })
            .toArray();
    return found
      .sort((a, b) => b.posts - a.posts || (a._id < b._id ? -1 : 1))
      .slice(0, TAGS_MAX)
      .map(({ _id: name, posts }) => ({ name, posts }));
  }
}
