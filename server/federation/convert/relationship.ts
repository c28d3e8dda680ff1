import { CADENCES, CONFIDENTIALITIES } from '../../../shared/vocabulary.ts';
import type { Agreement, JsonObject, PairProposal } from '../../activities/activity.ts';
import { escapeHtml } from '../../core/html.ts';
import { RELATIONSHIP } from './context.ts';
import { readDay } from './pair-entry.ts';
import { idOf, iri, isObject, list, text } from './read.ts';

const GOALS_MAX_CHARS = 2_000;
const NOTE_MAX_CHARS = 2_000;
const PROTOCOL_MAX_CHARS = 80;

/** The proposal in words, for a server that shows an Offer to people. */
function inWords({ goals, cadence, endsOn, note }: Agreement): string {
  const lines = Object.values(goals).map((goal) => `<p>${escapeHtml(goal)}</p>`);
  const rhythm = `<p>A reciprocal mentoring pair: ${cadence}, until ${escapeHtml(endsOn)}.</p>`;
  return [rhythm, ...lines, ...(note === '' ? [] : [`<p>${escapeHtml(note)}</p>`])].join('');
}

/** Each member is mentor and apprentice of the other: that is what makes the pair reciprocal. */
export function writeProposal(proposal: PairProposal): JsonObject {
  const { subject, object, agreement } = proposal;
  return {
    id: proposal.iri,
    type: 'Relationship',
    subject,
    object,
    relationship: [RELATIONSHIP.mentorOf, RELATIONSHIP.apprenticeTo],
    content: inWords(agreement),
    ...writeAgreement(agreement),
  };
}

export function writeAgreement({ goals, ...terms }: Agreement): JsonObject {
  return {
    'staffroom:goals': Object.entries(goals).map(([member, goal]) => ({
      'staffroom:member': member,
      'staffroom:goal': goal,
    })),
    'staffroom:cadence': terms.cadence,
    'staffroom:endsOn': terms.endsOn,
    'staffroom:protocol': terms.protocol,
    'staffroom:confidentiality': terms.confidentiality,
    'staffroom:note': terms.note,
  };
}

/** The terms of a pair between two people; null without a cadence and an end. */
export function readAgreement(json: JsonObject, members: readonly string[]): Agreement | null {
  const cadence = CADENCES.find((known) => known === json['staffroom:cadence']);
  const endsOn = readDay(json['staffroom:endsOn']);
  if (cadence === undefined || endsOn === null) return null;
  const goals: Record<string, string> = {};
  for (const entry of list(json['staffroom:goals']).slice(0, 2)) {
    if (!isObject(entry)) continue;
    const member = idOf(entry['staffroom:member']);
    if (member === null || !members.includes(member)) continue;
    goals[member] = text(entry['staffroom:goal'], GOALS_MAX_CHARS).trim();
  }
  return {
    goals,
    cadence,
    endsOn,
    protocol: text(json['staffroom:protocol'], PROTOCOL_MAX_CHARS).trim(),
    // Older instances do not say.
    confidentiality: CONFIDENTIALITIES.find((known) => known === json['staffroom:confidentiality']) ?? 'ask-first',
    note: text(json['staffroom:note'], NOTE_MAX_CHARS).trim(),
  };
}

/** Null unless it is a reciprocal proposal between two different actors, with a cadence and an end. */
export function readProposal(json: JsonObject): PairProposal | null {
  const id = iri(json.id);
  const subject = idOf(json.subject);
  const object = idOf(json.object);
  const meant = list(json.relationship);
  const reciprocal = meant.includes(RELATIONSHIP.mentorOf) && meant.includes(RELATIONSHIP.apprenticeTo);
  if (id === null || subject === null || object === null || subject === object) return null;
  const agreement = reciprocal ? readAgreement(json, [subject, object]) : null;
  return agreement && { kind: 'relationship', iri: id, subject, object, agreement };
}
