import type { OfferFields, Pair } from '../../../shared/contracts/mentoring.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { Agreement } from '../../activities/activity.ts';
import { publishNote } from '../../activities/publish-note.ts';
import { appError } from '../../core/errors.ts';
import { escapeHtml, sanitizeHtml } from '../../core/html.ts';
import { keyOf, newId } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import { type ActorView, summaryOf } from '../profiles/index.ts';
import type { MentoringParts } from './context.ts';
import { presentOne } from './present-pairs.ts';
import { agreementBetween } from './terms.model.ts';
import { WORDS } from './words/index.ts';

/**
 * Invites somebody whose server does not know pairs, in place of an offer: a private note that any server shows, with the
 * terms for ours. Its thread is a pair's in which the two can write to each other, and no more.
 */
export async function invitePartner(
  parts: MentoringParts,
  actor: string,
  partner: ActorView,
  offer: OfferFields,
): Promise<Result<Pair>> {
  if (partner.type !== 'Person') return fail(NOT_A_PERSON);
  const { tokens, baseUrl, instanceName, languageOf } = parts.invitations;
  const allowed = await parts.mayInvite(actor);
  if (!allowed.ok) return allowed;
  const inviter = await parts.profiles.byIri(actor);
  if (!inviter) throw new Error('who invites has no profile');
  const name = newId();
  const activity = parts.naming.newActivity(name);
  const language = await languageOf(actor);
  const agreement = agreementBetween(actor, partner._id, offer);
  const html = inWords({
    language,
    inviter: { ...summaryOf(inviter), iri: actor },
    partner,
    instance: instanceName,
    agreement,
    link: `${baseUrl}/join/${tokens.for(keyOf(activity))}`,
  });
  await publishNote(parts, {
    name,
    author: actor,
    html,
    markdown: null,
    language,
    feedbackKind: null,
    mentions: [partner._id],
    audience: { to: [partner._id], cc: [] },
    context: parts.naming.newObject(),
    invitation: agreement,
  });
  return presentOne(parts, actor, activity);
}

const NOT_A_PERSON = appError('invalid_input', 'A pair needs two people.', {
  partner: 'This is a group or a service. Choose a person.',
});

interface Invitation {
  language: InterfaceLanguage;
  inviter: { iri: string; displayName: string; handle: string; url: string };
  partner: ActorView;
  instance: string;
  agreement: Agreement;
  link: string;
}

function inWords({ language, inviter, partner, instance, agreement, link }: Invitation): string {
  const words = WORDS[language];
  const { goals, cadence, endsOn, note } = agreement;
  const paragraphs = [
    `${mention(partner.url, partner.username)} ${escapeHtml(words.invites(`${inviter.displayName} (${inviter.handle})`, instance))}`,
    escapeHtml(words.mine(inviter.displayName, goals[inviter.iri] ?? '')),
    escapeHtml(words.yours(goals[partner._id] ?? '')),
    escapeHtml(words.rhythm(words.cadence[cadence], words.day(endsOn))),
    ...(note === '' ? [] : [escapeHtml(note)]),
    `${escapeHtml(words.link)} <a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`,
    escapeHtml(words.reply),
  ];
  return sanitizeHtml(paragraphs.map((text) => `<p>${text}</p>`).join(''));
}

/** As other servers write them, so that they know it again. */
function mention(url: string, username: string): string {
  return `<span class="h-card"><a href="${escapeHtml(url)}" class="u-url mention">@<span>${escapeHtml(username)}</span></a></span>`;
}
