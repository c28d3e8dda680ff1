import { type FollowView, followId } from '../../../server/features/follows/follows.views.ts';
import type { ActorView } from '../../../server/features/profiles/profiles.views.ts';
import { openDatabase } from '../../../server/storage/index.ts';

const BATCH = 1_000;

/**
 * Followers of a local actor on other hosts, as the projections would have written them: thousands of Follows are not what
 * is looked at. Nobody else may have the database open.
 */
export async function addFollowers(
  dataDir: string,
  followee: string,
  origins: readonly string[],
  perHost: number,
): Promise<void> {
  const database = await openDatabase({ dataDir });
  const actors = database.collection<ActorView>('actors');
  const template = await actors.findOne({ _id: followee });
  if (!template) throw new Error('the followed person has no actor');
  const follows = database.collection<FollowView>('follows');
  const iris = origins.flatMap((origin) => Array.from({ length: perHost }, (_, n) => `${origin}/users/${n}`));
  for (let from = 0; from < iris.length; from += BATCH) {
    const batch = iris.slice(from, from + BATCH);
    await actors.insertMany(
      batch.map((iri) => ({
        ...template,
        _id: iri,
        iri,
        id: iri.replace(/\W/g, '-'),
        handle: iri,
        searchTerms: [iri],
        local: false,
        inbox: `${iri}/inbox`,
        sharedInbox: new URL('/inbox', iri).href,
      })),
    );
    await follows.insertMany(
      batch.map((follower) => ({
        _id: followId(follower, followee),
        follower,
        followee,
        follow: `${follower}/follow`,
        at: new Date(0),
        state: 'accepted' as const,
      })),
    );
  }
  await database.close();
}
