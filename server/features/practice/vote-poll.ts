import type { Post } from '../../../shared/contracts/practice.ts';
import { publishNote } from '../../activities/publish-note.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import type { PollView } from './practice.model.ts';
import { presentOne, type WriteParts } from './publish-post.ts';
import { permissionsFor } from './visible-posts.ts';

/**
 * Votes in a poll, from here or elsewhere. What was chosen goes to whoever asked, a note an answer and to them alone, and
 * cannot be taken back; the same choice twice is one vote.
 */
export async function votePoll(
  parts: WriteParts,
  actor: string,
  id: string,
  places: readonly number[],
): Promise<Result<Post>> {
  const post = await parts.views.byId(id);
  if (!post || post.deleted) return fail(NOT_FOUND);
  const permissions = await permissionsFor(parts.follows, { kind: 'actor', iri: actor }, [post]);
  if (!permissions(post).see || !post.poll) return fail(NOT_FOUND);
  if (post.author === actor) return fail(appError('forbidden', 'This is your own question. Others answer it.'));
  const chosen = [...new Set(places)].sort((a, b) => a - b);
  const refused = refusal(post.poll, chosen, parts.clock.now());
  if (refused) return fail(refused);
  const [voted] = await parts.views.votesOf(actor, [post._id]);
  const texts = chosen.flatMap((place) => post.poll?.options[place]?.text ?? []);
  if (voted && !voted.counted.every((text) => texts.includes(text))) {
    return fail(appError('conflict', 'You have voted already, and a vote cannot be changed.'));
  }
  // Each under a name of its own, so that what a crash cut off is completed by trying again.
  for (const vote of texts) {
    await publishNote(parts, {
      author: actor,
      html: '',
      markdown: null,
      feedbackKind: null,
      mentions: [],
      audience: { to: [post.author], cc: [] },
      inReplyTo: post._id,
      vote,
      name: nameOf('vote', actor, post._id, vote),
    });
  }
  return presentOne(parts, actor, post._id);
}

function refusal({ options, multiple, closesAt }: PollView, chosen: readonly number[], now: Date): AppError | null {
  const refuse = (sentence: string) => appError('invalid_input', sentence, { options: sentence });
  if (closesAt !== null && closesAt <= now) return appError('conflict', 'Voting has ended.');
  if (chosen.some((place) => place >= options.length)) return refuse('Choose among the answers that there are.');
  return multiple || chosen.length === 1 ? null : refuse('Choose one answer only.');
}
