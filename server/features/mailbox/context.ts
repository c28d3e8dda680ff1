import type { Activity } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { RemoteDirectory } from '../../activities/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import type { FollowParts } from '../follows/index.ts';
import type { MentoringViews } from '../mentoring/index.ts';
import type { PostView, PracticeParts } from '../practice/index.ts';
import type { WriteThreadParts } from '../threads/index.ts';

/** What the use cases work with that apps may ask for. */
export interface ActParts {
  practice: PracticeParts;
  follows: FollowParts;
  threads: WriteThreadParts;
  mentoring: MentoringViews;
  log: ActivityLog;
  remote: RemoteDirectory;
}

/** What was done: the IRI of the activity that says so, or what the log knows it by, when nobody else says this of it. */
export type Done = string | { type: Activity['type']; object: string };

export function told(result: Result<unknown>, done: Done): Result<Done> {
  return result.ok ? ok(done) : result;
}

/** A post as it is known here; fetched from its origin when it is not. Who may do what with it, the use case decides. */
export async function postBy({ practice, remote }: ActParts, iri: string): Promise<PostView | null> {
  const known = await practice.views.byIri(iri);
  if (known || practice.naming.isLocal(iri)) return known;
  await remote.fetch(iri);
  return practice.views.byIri(iri);
}
