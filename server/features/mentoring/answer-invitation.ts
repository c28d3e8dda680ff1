import type { InterfaceLanguage, RegistrationMode } from '../../../shared/vocabulary.ts';
import { publishNote } from '../../activities/publish-note.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { escapeHtml, sanitizeHtml } from '../../core/html.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type ActorView, findProfile, summaryOf } from '../profiles/index.ts';
import type { MentoringParts } from './context.ts';
import type { PairView } from './mentoring.model.ts';
import { WORDS } from './words/index.ts';

export interface AnswerParts extends Omit<MentoringParts, 'turns' | 'mayInvite'> {
  registration: RegistrationMode;
  /** A code that lets one account in, always the same for a name; null when the inviter may not let anybody in. */
  codeFor(inviter: string, name: string): Promise<string | null>;
}

/** What whoever has the link of an invitation may know: who invites, and how they can take part. */
export async function readInvitation(parts: AnswerParts, token: string) {
  const pair = await invitedPair(parts, token);
  if (!pair) return fail(NO_INVITATION);
  const open = await isStillOpen(parts, pair);
  const invitation =
    open && parts.registration !== 'open' ? await parts.codeFor(pair.offerer, nameOf('join', pair._id)) : null;
  const person = await parts.profiles.summaries([pair.offerer]);
  return ok({
    from: person(pair.offerer),
    instance: parts.invitations.instanceName,
    open,
    mayJoin: open && (parts.registration !== 'invite' || invitation !== null),
    invitation,
  });
}

/** Whoever has the link says where they are; whether that is true, the inviter finds out by offering. */
export async function answerElsewhere(parts: AnswerParts, token: string, handle: string): Promise<Result<void>> {
  const pair = await openPair(parts, token);
  if (!pair.ok) return pair;
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, true);
  if (!found.ok) return found;
  if (found.value.local) return fail(IS_HERE);
  if (!found.value.understandsPairs) return fail(NO_PAIRS_THERE);
  return tellInviter(parts, pair.value, found.value, 'elsewhere');
}

/** Somebody with an account here says that the invitation was for them. */
export async function answerHere(parts: AnswerParts, actor: string, token: string): Promise<Result<void>> {
  const pair = await openPair(parts, token);
  if (!pair.ok) return pair;
  if (pair.value.offerer === actor) return fail(OWN);
  const person = await parts.profiles.byIri(actor);
  return person ? tellInviter(parts, pair.value, person, 'here') : fail(NOT_FOUND);
}

/** A note of the inviter's to themselves in the thread: it goes nowhere else, and stands where they will look. */
async function tellInviter(
  parts: AnswerParts,
  pair: PairView,
  person: ActorView,
  where: 'here' | 'elsewhere',
): Promise<Result<void>> {
  const { baseUrl, languageOf } = parts.invitations;
  const { displayName, handle } = summaryOf(person);
  const language: InterfaceLanguage = await languageOf(pair.offerer);
  const words = WORDS[language];
  const told = where === 'here' ? words.here(displayName, handle) : words.elsewhere(handle);
  const link = `${baseUrl}/mentoring/offer/${encodeURIComponent(handle)}`;
  await publishNote(parts, {
    // However often it is said.
    name: nameOf('invitation answered', pair.offerer, pair._id, person._id),
    author: pair.offerer,
    html: sanitizeHtml(`<p>${escapeHtml(told)} <a href="${escapeHtml(link)}">${escapeHtml(words.offer)}</a></p>`),
    markdown: null,
    language,
    feedbackKind: null,
    mentions: [],
    audience: { to: [pair.offerer], cc: [] },
    context: pair.thread,
  });
  return ok(undefined);
}

async function invitedPair(parts: AnswerParts, token: string): Promise<PairView | null> {
  const id = parts.invitations.tokens.pairOf(token);
  const pair = id === null ? null : await parts.views.invited(id);
  return pair && parts.naming.isLocal(pair.offerer) ? pair : null;
}

async function openPair(parts: AnswerParts, token: string): Promise<Result<PairView>> {
  const pair = await invitedPair(parts, token);
  if (!pair) return fail(NO_INVITATION);
  return (await isStillOpen(parts, pair)) ? ok(pair) : fail(CLOSED);
}

/** Until it is taken back, or the two are a pair under the name they were invited by. */
async function isStillOpen(parts: AnswerParts, pair: PairView): Promise<boolean> {
  if (pair.state !== 'invited') return false;
  const between = await parts.views.betweenPeople(pair.offerer, pair.partner, MAX_BETWEEN);
  return !between.some(({ state }) => state === 'active');
}

const MAX_BETWEEN = 100;
const NO_INVITATION = appError(
  'not_found',
  'There is no invitation under this link. Open the link from the note again.',
);
const CLOSED = appError(
  'conflict',
  'This invitation is not open any more. Reply to the note if you would still like to.',
);
const OWN = appError('conflict', 'This is your own invitation: it is for the one you sent it to.');
const IS_HERE = appError('invalid_input', 'This account is here. Sign in with it, and open the link again.', {
  handle: 'This account is here. Sign in with it, and open the link again.',
});
const NO_PAIRS_THERE = appError(
  'invalid_input',
  'The server of this account does not know mentoring pairs. Join here, or name an account on another Staffroom.',
  { handle: 'Mentoring pairs are not known there.' },
);
