import type { ActivityOf, Note } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';

/** The vote that a Delete takes back, with the poll in `inReplyTo`; null when it is about anything else. */
export async function voteTakenBack(
  history: Pick<History, 'said'>,
  { actor, object }: ActivityOf<'Delete'>,
): Promise<(Note & { inReplyTo: string }) | null> {
  // Of an account that is deleted, each vote is taken back by itself.
  if (object === actor) return null;
  const [said] = await history.said('Create', object, actor);
  const note = said?.activity.type === 'Create' && said.activity.object.kind === 'note' ? said.activity.object : null;
  const { inReplyTo } = note ?? {};
  return note !== null && note.vote !== null && inReplyTo ? { ...note, inReplyTo } : null;
}
