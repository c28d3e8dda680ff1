import type { Session } from '../../../shared/contracts/sessions.ts';
import type { PairStatement } from '../../activities/pair-entry.ts';
import { appError } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { parseMarkdown } from '../../core/markdown.ts';
import { fail, type Result } from '../../core/result.ts';
import { publishEntry } from '../mentoring/index.ts';
import { type OpenSession, onSession, presentOne, type SessionParts } from './propose-session.ts';

/** Agrees to one of the times. */
export function acceptSession(parts: SessionParts, actor: string, id: string, time: number): Promise<Result<Session>> {
  return onSession(parts, actor, id, 'answer', async (open) => {
    const chosen = open.proposal.times[time];
    if (!chosen) return fail(appError('invalid_input', NO_TIME, { time: NO_TIME }));
    if (chosen.start <= parts.clock.now()) return fail(appError('conflict', TIME_IS_PAST));
    return say(parts, actor, open, { kind: 'session-answered', session: open.session.iri, time, reason: '' });
  });
}

const NO_TIME = 'Choose one of the times that were proposed.';
const TIME_IS_PAST =
  'This time is past by now. Choose a later one, or decline with a word about when it would suit you.';

export function declineSession(
  parts: SessionParts,
  actor: string,
  id: string,
  reason: string,
): Promise<Result<Session>> {
  return onSession(parts, actor, id, 'answer', (open) =>
    say(parts, actor, open, { kind: 'session-answered', session: open.session.iri, time: null, reason }),
  );
}

/** Calls off what was agreed, or takes a proposal back. */
export function cancelSession(
  parts: SessionParts,
  actor: string,
  id: string,
  reason: string,
): Promise<Result<Session>> {
  return onSession(parts, actor, id, 'cancel', (open) =>
    say(parts, actor, open, { kind: 'session-cancelled', session: open.session.iri, reason }),
  );
}

/** Each answers once and calls off once, however often it is tried. */
function say(
  parts: SessionParts,
  actor: string,
  { pair, session }: OpenSession,
  statement: PairStatement,
): Promise<Result<Session>> {
  return publishEntry(parts, actor, pair, statement, nameOf(statement.kind, actor, session._id)).then(() =>
    presentOne(parts, actor, session),
  );
}

/** Writes somebody's notes of a session, in place of what they wrote before. */
export function writeNotes(parts: SessionParts, actor: string, id: string, markdown: string): Promise<Result<Session>> {
  return onSession(parts, actor, id, 'note', async ({ pair, session }) => {
    const known = session.facts.notes.find((notes) => notes.actor === actor)?.markdown ?? '';
    if (markdown === known) return presentOne(parts, actor, session);
    const text = parseMarkdown(markdown);
    if (text.references.pictures.length > 0)
      return fail(appError('invalid_input', NO_PICTURES, { markdown: NO_PICTURES }));
    const html = text.render();
    await publishEntry(parts, actor, pair, { kind: 'session-notes', session: session.iri, html, markdown });
    return presentOne(parts, actor, session);
  });
}

const NO_PICTURES = 'Notes hold no images: take them out, or put a link. What you wrote is not saved yet.';
