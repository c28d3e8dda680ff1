import { TAG_COUNT_MAX, type Tag } from '../../../shared/contracts/search.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { Collection, Database } from '../../storage/index.ts';
import type { PracticeViews } from '../practice/index.ts';
import { allOf, mark, type SearchableView } from './search.model.ts';

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

/** Owns the collections `searchable` and `hashtags`. */
export class SearchViews {
  readonly searchable: Collection<SearchableView>;
  readonly hashtags: Collection<HashtagView>;
  readonly #practice: PracticeViews;
  readonly #recounts = new KeyedQueue(MAX_RECOUNTS);

  constructor(db: Database, practice: PracticeViews) {
    this.searchable = db.collection<SearchableView>('searchable');
    this.hashtags = db.collection<HashtagView>('hashtags');
    this.#practice = practice;
  }

  async prepare(): Promise<void> {
    await this.searchable.createIndexes([{ key: { title: 'text', body: 'text', marks: 'text' }, name: 'words' }]);
    await this.hashtags.createIndexes([{ key: { beginnings: 1, posts: -1 } }]);
  }

  async clear(): Promise<void> {
    await Promise.all([this.searchable.drop(), this.hashtags.drop()]);
  }

  /** The newest things that have all of these stems and marks, at most `RANKED_MAX`. */
  newest(all: readonly string[], limit = RANKED_MAX): Promise<SearchableView[]> {
    return this.#matching(allOf(all), limit);
  }

  /** The people indexed last that have one of these marks, at most `limit`; posts with them are passed over. */
  async peopleWithAny(marks: readonly string[], limit: number): Promise<SearchableView[]> {
    const type = mark.type('person');
    // One question each: the language of `$text` cannot say "this one, and any of those".
    const found = await Promise.all(
      [...new Set(marks)].map((one) =>
        this.#matching(allOf([type, one]), Math.max(10, Math.ceil(limit / marks.length))),
      ),
    );
    return found.flat();
  }

  #matching(search: string, limit: number): Promise<SearchableView[]> {
    return this.searchable
      .find({ $text: { $search: search } }, { sort: { position: -1 }, sortsAsInserted: true, limit })
      .toArray();
  }

  async put(iri: string, view: SearchableView | null): Promise<void> {
    const before = await this.searchable.findOne({ _id: iri });
    if (view !== null) {
      const { _id, ...fields } = view;
      await this.searchable.replaceOne({ _id }, fields, { upsert: true });
    } else if (before !== null) await this.searchable.deleteOne({ _id: iri });
    const tags = new Set([...(before?.tags ?? []), ...(view?.tags ?? [])]);
    await Promise.all([...tags].map((tag) => this.#recount(tag)));
  }

  /** Counting instead of adding makes it right after a repeat or a crash. */
  #recount(tag: string): Promise<void> {
    return this.#recounts.run([tag], async () => {
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
