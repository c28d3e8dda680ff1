import { expect, it } from 'vitest';
import type { Database } from '../../../server/storage/index.ts';

interface Article {
  _id: string;
  title: string;
  body?: string;
  tags?: string[];
  order: string;
}

export function textContract(database: () => Database): void {
  const articles = () => database().collection<Article>('articles');
  const found = async (search: string, more: object = {}) =>
    (
      await articles()
        .find({ $text: { $search: search }, ...more }, { sort: { order: 1 } })
        .toArray()
    ).map((a) => a._id);
  async function fill() {
    await articles().createIndexes([{ key: { title: 'text', body: 'text', tags: 'text' } }]);
    await articles().insertMany([
      { _id: 'a', order: '1', title: 'Fractions with pizza', body: 'Cutting circles into equal parts' },
      {
        _id: 'b',
        order: '2',
        title: 'Reading circles',
        body: 'Students read in small groups',
        tags: ['Lectura fácil'],
      },
      { _id: 'c', order: '3', title: 'Equal parts', body: 'A song about fractions' },
    ]);
  }

  it('finds words in any indexed field, whatever the case and accents', async () => {
    await fill();
    expect(await found('FRACTIONS')).toEqual(['a', 'c']);
    expect(await found('facil')).toEqual(['b']);
    expect(await found('pizza groups')).toEqual(['a', 'b']);
    expect(await found('nothing')).toEqual([]);
  });

  it('requires phrases, leaves out excluded words, and combines with other conditions', async () => {
    await fill();
    expect(await found('"equal parts"')).toEqual(['a', 'c']);
    expect(await found('"fractions" "equal parts"')).toEqual(['a', 'c']);
    expect(await found('fractions -song')).toEqual(['a']);
    expect(await found('circles', { order: { $gt: '1' } })).toEqual(['b']);
  });

  it('gives what was inserted last first, when that may stand in for a sort', async () => {
    await fill();
    const newest = (search: string, limit: number, more: object = {}) =>
      articles()
        .find({ $text: { $search: search }, ...more }, { sort: { order: -1 }, sortsAsInserted: true, limit })
        .toArray();
    expect((await newest('fractions', 5)).map((a) => a._id)).toEqual(['c', 'a']);
    expect((await newest('"equal" "parts"', 1)).map((a) => a._id)).toEqual(['c']);
    expect((await newest('equal', 1, { order: { $lt: '3' } })).map((a) => a._id)).toEqual(['a']);
    const explained = await articles().explain(
      { $text: { $search: 'fractions' } },
      { sort: { order: -1 }, sortsAsInserted: true, limit: 1 },
    );
    if (database().engine === 'embedded') expect(explained.documentsExamined).toBe(1);
  });

  it('follows updates and deletions', async () => {
    await fill();
    await articles().updateOne({ _id: 'a' }, { $set: { title: 'Halves with cake' } });
    await articles().deleteOne({ _id: 'c' });
    expect(await found('pizza')).toEqual([]);
    expect(await found('cake')).toEqual(['a']);
    expect(await found('song')).toEqual([]);
  });

  it('takes any text as a search', async () => {
    await fill();
    for (const search of ['', '"', 'a"b', '-', '-x', 'NEAR(a b)', 'title:pizza', '* ^ ( )', "o'clock"]) {
      await expect(found(search)).resolves.toBeInstanceOf(Array);
    }
  });
}
