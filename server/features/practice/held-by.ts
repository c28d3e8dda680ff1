import type { PostView, ResponseView, VoteView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';

const PAGE = 200;

/** What somebody has published and not deleted, by page: first what stands for itself, then replies. */
export async function* postsHeldBy({ appearances, posts }: PracticeViews, author: string): AsyncIterable<PostView[]> {
  for (let cursor = ''; ; ) {
    const page = await appearances
      .find({ source: author, position: { $gt: cursor } }, { sort: { position: 1 }, limit: PAGE })
      .toArray();
    const own = page.flatMap(({ post, boostedBy }) => (boostedBy === null ? [post] : []));
    if (own.length > 0) yield await posts.find({ _id: { $in: own } }).toArray();
    cursor = page.at(-1)?.position ?? cursor;
    if (page.length < PAGE) break;
  }
  for (let cursor = ''; ; ) {
    const page = await posts
      .find({ kind: 'reply', author, _id: { $gt: cursor } }, { sort: { _id: 1 }, limit: PAGE })
      .toArray();
    const left = page.filter(({ deleted }) => !deleted);
    if (left.length > 0) yield left;
    cursor = page.at(-1)?._id ?? cursor;
    if (page.length < PAGE) return;
  }
}

/** What somebody liked and shared and has not taken back, by page. */
export async function* responsesHeldBy({ responses }: PracticeViews, actor: string): AsyncIterable<ResponseView[]> {
  for (const type of ['like', 'boost'] as const) {
    // Ids begin so (`responseId`); a space comes before every character of an IRI.
    let cursor = `${type} ${actor} `;
    const end = `${type} ${actor}!`;
    for (;;) {
      const page = await responses
        .find({ _id: { $gt: cursor, $lt: end } }, { sort: { _id: 1 }, limit: PAGE })
        .toArray();
      const left = page.filter(({ undone }) => !undone);
      if (left.length > 0) yield left;
      cursor = page.at(-1)?._id ?? cursor;
      if (page.length < PAGE) break;
    }
  }
}

/** What somebody chose in polls and has not taken back, by page. */
export async function* votesHeldBy({ votes }: PracticeViews, actor: string): AsyncIterable<VoteView[]> {
  // Ids begin so (`voteId`), as above.
  let cursor = `${actor} `;
  const end = `${actor}!`;
  for (;;) {
    const page = await votes.find({ _id: { $gt: cursor, $lt: end } }, { sort: { _id: 1 }, limit: PAGE }).toArray();
    const left = page.filter(({ withdrawn }) => !withdrawn);
    if (left.length > 0) yield left;
    cursor = page.at(-1)?._id ?? cursor;
    if (page.length < PAGE) return;
  }
}
