import { CADENCES } from '../../../shared/vocabulary.ts';
import type { Agreement, JsonObject, PairProposal } from '../../activities/activity.ts';
import { escapeHtml } from '../../core/html.ts';
import { RELATIONSHIP } from './context.ts';
import { idOf, iri, isObject, list, text } from './read.ts';

const GOALS_MAX_CHARS = 2_000;
const NOTE_MAX_CHARS = 2_000;

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
    'staffroom:goals': [subject, object]
      .filter((member) => Object.hasOwn(agreement.goals, member))
      .map((member) => ({ 'staffroom:member': member, 'staffroom:goal': agreement.goals[member] ?? '' })),
    'staffroom:cadence': agreement.cadence,
    'staffroom:endsOn': agreement.endsOn,
    'staffroom:note': agreement.note,
  };
}

function isCalendarDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true;
}

/** Null unless it is a reciprocal proposal between two different actors, with a cadence and an end. */
export function readProposal(json: JsonObject): PairProposal | null {
  const id = iri(json.id);
  const subject = idOf(json.subject);
  const object = idOf(json.object);
  const meant = list(json.relationship);
  const cadence = CADENCES.find((known) => known === json['staffroom:cadence']);
  const endsOn = text(json['staffroom:endsOn'], 10);
  const reciprocal = meant.includes(RELATIONSHIP.mentorOf) && meant.includes(RELATIONSHIP.apprenticeTo);
  if (id === null || subject === null || object === null || subject === object) return null;
  if (!reciprocal || cadence === undefined || !isCalendarDay(endsOn)) return null;
  const goals: Record<string, string> = {};
  for (const entry of list(json['staffroom:goals']).slice(0, 2)) {
    if (!isObject(entry)) continue;
    const member = idOf(entry['staffroom:member']);
    if (member !== subject && member !== object) continue;
    goals[member] = text(entry['staffroom:goal'], GOALS_MAX_CHARS).trim();
  }
  const note = text(json['staffroom:note'], NOTE_MAX_CHARS).trim();
  return { kind: 'relationship', iri: id, subject, object, agreement: { goals, cadence, endsOn, note } };
}
