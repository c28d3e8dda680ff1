import { keyOf } from '../../server/core/ids.ts';
import { type FollowView, followId } from '../../server/features/follows/follows.views.ts';
import { type AppearanceView, BARE_POST, type PostView } from '../../server/features/practice/practice.model.ts';
import type { ActorView } from '../../server/features/profiles/profiles.views.ts';
import type { Database } from '../../server/storage/index.ts';
import type { TestInstance } from '../../tests/support/instance.ts';

const AUTHORS = 400;
const FOLLOWED = 100;
const BATCH = 1_000;
const START = Date.parse('2026-01-01T00:00:00Z');

const author = (n: number) => `https://school${n % 20}.example/users/teacher${n}`;

/**
 * Posts of 400 people elsewhere, 100 of whom the reader follows. Writes views directly: what is measured is reading, and
 * the projections would take minutes for the same documents. Answers the posts' ids in the API, oldest first.
 */
export async function fillWithPosts(
  { db }: TestInstance['services'],
  reader: string,
  posts: number,
): Promise<string[]> {
  const ids: string[] = [];
  await addAuthors(db, reader);
  await db.collection<FollowView>('follows').insertMany(
    Array.from({ length: FOLLOWED }, (_, n) => ({
      _id: followId(reader, author(n * 4)),
      follower: reader,
      followee: author(n * 4),
      follow: `https://a.example/activities/follow-${n}`,
      at: new Date(0),
      state: 'accepted' as const,
    })),
  );
  for (let from = 0; from < posts; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, posts - from) }, (_, i) => post(from + i));
    ids.push(...batch.map(({ id }) => id));
    await db.collection<PostView>('posts').insertMany(batch);
    await addAppearances(db, batch);
  }
  return ids;
}

/** The people elsewhere whose posts these are, each like the reader but for the name. */
export async function addAuthors(db: Database, reader: string): Promise<void> {
  const actors = db.collection<ActorView>('actors');
  const template = await actors.findOne({ _id: reader });
  if (!template) throw new Error('the reader has no actor');
  await actors.insertMany(
    Array.from({ length: AUTHORS }, (_, n) => ({
      ...template,
      _id: author(n),
      iri: author(n),
      id: keyOf(author(n)),
      handle: `teacher${n}@school${n % 20}.example`,
      username: `teacher${n}`,
      displayName: `Teacher ${n}`,
      searchTerms: [`teacher${n}@school${n % 20}.example`],
      local: false,
    })),
  );
}

/** Each among its author's posts. */
export async function addAppearances(db: Database, posts: readonly PostView[]): Promise<void> {
  await db.collection<AppearanceView>('appearances').insertMany(
    posts.map(({ _id, author: source, position }) => ({
      _id: `${source} ${_id}`,
      source,
      position,
      post: _id,
      boostedBy: null,
    })),
  );
}

/** The `n`-th of them, a minute after the one before. */
export function post(n: number): PostView {
  const iri = `${author(n % AUTHORS)}/posts/${n}`;
  const publishedAt = new Date(START + n * 60_000);
  const id = keyOf(iri);
  return {
    _id: iri,
    id,
    kind: 'practice',
    author: author(n % AUTHORS),
    activity: `${iri}/create`,
    url: iri,
    title: `What I tried in week ${n % 40}`,
    html: `<p>${'Three questions at the door, and what pupils wrote. '.repeat(12)}</p>`,
    markdown: null,
    summary: 'Three questions at the door.',
    focusQuestion: 'Do they think?',
    tags: ['exit_tickets'],
    subject: 'Chemistry',
    gradeLevel: 'upper-secondary',
    licence: 'CC-BY-4.0',
    visibility: n % 10 === 0 ? 'followers' : 'public',
    members: [],
    mentions: [],
    language: null,
    attachments: [],
    feedbackKind: null,
    inReplyTo: null,
    root: null,
    position: `${publishedAt.toISOString()} ${id}`,
    publishedAt,
    editedAt: null,
    deleted: false,
    ...BARE_POST,
    replies: n % 7,
    likes: n % 5,
    boosts: 0,
  };
}
