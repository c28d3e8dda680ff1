import { z } from 'zod';
import { ProtocolStep } from '../../../shared/contracts/protocols.ts';
import { FEEDBACK_KINDS, WORK_KINDS } from '../../../shared/vocabulary.ts';
import type { ActivityOf, Json, JsonObject } from '../../activities/activity.ts';
import type { Anchor, PairEntry, PairStatement, Words } from '../../activities/pair-entry.ts';
import { sanitizeHtml } from '../../core/html.ts';
import { readAttachments, writeAttachment } from './attachments.ts';
import { date, first, IRI_MAX_CHARS, iri, isObject, list, text, texts, typeOf } from './read.ts';
import { instant, readMarkdown, writeMarkdown } from './source.ts';

/**
 * Entries of a pair. Each has a type of its own under `urn:staffroom:ns#`, save what ActivityStreams has a word for: a
 * contribution is a `Note`, a session an `Event`. Whatever a reader cannot make sense of is no entry, and is ignored.
 */

const LINE_MAX_CHARS = 300;
const PARAGRAPH_MAX_CHARS = 2_000;
/** What is typed within a pair has at most ten thousand characters, which addresses make ten times as long in HTML. */
const MARKDOWN_MAX_CHARS = 20_000;
const WORDS_MAX_CHARS = 100_000;
const STEPS_MAX = 8;
const TIMES_MAX = 5;
const QUOTED_MAX = 20;
const MINUTES_MAX = 240;
const SECONDS_MAX = 24 * 3600;

const TYPES: Record<PairEntry['kind'], string> = {
  presentation: 'staffroom:Presentation',
  contribution: 'Note',
  'step-closed': 'staffroom:StepClosed',
  'set-aside': 'staffroom:CycleSetAside',
  'follow-up': 'staffroom:FollowUp',
  'follow-up-changed': 'staffroom:FollowUpChanged',
  'follow-up-done': 'staffroom:FollowUpDone',
  'consent-asked': 'staffroom:ConsentAsked',
  'consent-answered': 'staffroom:ConsentAnswered',
  session: 'Event',
  'session-answered': 'staffroom:SessionAnswered',
  'session-cancelled': 'staffroom:SessionCancelled',
  'session-notes': 'staffroom:SessionNotes',
  resumed: 'staffroom:Resumed',
};

export function writeEntry({ actor, target, object: entry, publishedAt }: ActivityOf<'Add'>): JsonObject {
  return {
    id: entry.iri,
    type: TYPES[entry.kind],
    attributedTo: actor,
    context: target,
    published: instant(publishedAt),
    ...writeStatement(entry),
  };
}

function writeStatement(entry: PairEntry): JsonObject {
  switch (entry.kind) {
    case 'presentation':
      return {
        name: entry.title,
        ...writeWords(entry),
        attachment: entry.attachments.map(writeAttachment),
        ...(entry.cycle === null ? {} : { 'staffroom:cycle': entry.cycle }),
        'staffroom:workKind': entry.workKind,
        'staffroom:link': entry.link,
        ...(entry.post === null ? {} : { 'staffroom:post': entry.post }),
        'staffroom:focusQuestion': entry.focusQuestion,
        'staffroom:subject': entry.subject,
        'staffroom:protocol': {
          id: entry.protocol.id,
          name: entry.protocol.name,
          summary: entry.protocol.purpose,
          'staffroom:steps': entry.protocol.steps.map((step) => ({ ...step })),
        },
      };
    case 'contribution':
      return {
        ...writeWords(entry),
        attachment: entry.attachments.map(writeAttachment),
        'staffroom:turn': entry.turn,
        'staffroom:step': entry.step,
        ...(entry.feedbackKind === null ? {} : { 'staffroom:feedbackKind': entry.feedbackKind }),
        ...writeAnchor(entry.anchor),
      };
    case 'step-closed':
      return { 'staffroom:turn': entry.turn, 'staffroom:step': entry.step };
    case 'set-aside':
      return { 'staffroom:cycle': entry.cycle, 'staffroom:reason': entry.reason };
    case 'follow-up':
      return {
        'staffroom:turn': entry.turn,
        'staffroom:what': entry.what,
        'staffroom:by': entry.by,
        'staffroom:support': entry.support,
        'staffroom:reason': entry.reason,
      };
    case 'follow-up-changed':
      return {
        'staffroom:followUp': entry.followUp,
        ...(entry.by === null ? {} : { 'staffroom:by': entry.by }),
        'staffroom:reason': entry.reason,
      };
    case 'follow-up-done':
      return {
        'staffroom:followUp': entry.followUp,
        ...writeWords(entry),
        'staffroom:link': entry.link,
        ...(entry.post === null ? {} : { 'staffroom:post': entry.post }),
        attachment: entry.attachments.map(writeAttachment),
        'staffroom:reflection': entry.reflection,
      };
    case 'consent-asked':
      return {
        'staffroom:turn': entry.turn,
        'staffroom:contributions': entry.contributions,
        'staffroom:named': entry.named,
      };
    case 'consent-answered':
      return { 'staffroom:consent': entry.consent, 'staffroom:yes': entry.yes, 'staffroom:reason': entry.reason };
    case 'session':
      return {
        name: 'Mentoring session',
        ...writeFirstTime(entry.times),
        'staffroom:times': entry.times.map(({ start, minutes }) => ({
          startTime: instant(start),
          'staffroom:minutes': minutes,
        })),
        location: entry.room,
        summary: entry.agenda,
        ...(entry.moves === null ? {} : { 'staffroom:moves': entry.moves }),
      };
    case 'session-answered':
      return {
        'staffroom:session': entry.session,
        ...(entry.time === null ? {} : { 'staffroom:time': entry.time }),
        'staffroom:reason': entry.reason,
      };
    case 'session-cancelled':
      return { 'staffroom:session': entry.session, 'staffroom:reason': entry.reason };
    case 'session-notes':
      return { 'staffroom:session': entry.session, ...writeWords(entry) };
    case 'resumed':
      return {};
  }
}

/** For readers that know events and nothing of several times to choose from. */
function writeFirstTime([time]: readonly { start: Date; minutes: number }[]): JsonObject {
  if (time === undefined) return {};
  const end = new Date(time.start.getTime() + time.minutes * 60_000);
  return { startTime: instant(time.start), endTime: instant(end) };
}

function writeWords({ html, markdown }: Words): JsonObject {
  return { content: html, ...writeMarkdown(markdown) };
}

export function writeAnchor(anchor: Anchor | null): JsonObject {
  if (anchor === null) return {};
  return {
    'staffroom:anchor':
      anchor.kind === 'passage' ? { 'staffroom:quote': anchor.quote } : { 'staffroom:seconds': anchor.seconds },
  };
}

export function readAnchor(json: JsonObject): Anchor | null {
  const anchor = first(json['staffroom:anchor']);
  if (!isObject(anchor)) return null;
  const quote = text(anchor['staffroom:quote'], LINE_MAX_CHARS).trim();
  if (quote !== '') return { kind: 'passage', quote };
  const seconds = whole(anchor['staffroom:seconds'], SECONDS_MAX);
  return seconds === null ? null : { kind: 'moment', seconds };
}

/** Null when it is no entry, or lacks what its kind needs. */
export function readEntry(json: JsonObject): PairEntry | null {
  const id = iri(json.id);
  const statement = readStatement(json);
  return id === null || statement === null ? null : { iri: id, ...statement };
}

function readStatement(json: JsonObject): PairStatement | null {
  const turn = iri(json['staffroom:turn']);
  const step = whole(json['staffroom:step'], STEPS_MAX - 1);
  const session = iri(json['staffroom:session']);
  const followUp = iri(json['staffroom:followUp']);
  const reason = text(json['staffroom:reason'], PARAGRAPH_MAX_CHARS).trim();
  switch (typeOf(json)) {
    case TYPES.presentation:
      return readPresentation(json);
    case TYPES.contribution: {
      if (turn === null || step === null) return null;
      const attachments = readAttachments(json);
      return {
        kind: 'contribution',
        ...readWords(json),
        turn,
        step,
        feedbackKind: FEEDBACK_KINDS.find((kind) => kind === json['staffroom:feedbackKind']) ?? null,
        anchor: readAnchor(json),
        attachments,
      };
    }
    case TYPES['step-closed']:
      return turn === null || step === null ? null : { kind: 'step-closed', turn, step };
    case TYPES['set-aside']: {
      const cycle = iri(json['staffroom:cycle']);
      return cycle === null ? null : { kind: 'set-aside', cycle, reason };
    }
    case TYPES['follow-up']: {
      const what = text(json['staffroom:what'], PARAGRAPH_MAX_CHARS).trim();
      const by = readDay(json['staffroom:by']) ?? '';
      if (turn === null || (what === '') !== (by === '')) return null;
      const support = text(json['staffroom:support'], LINE_MAX_CHARS).trim();
      return { kind: 'follow-up', turn, what, by, support, reason };
    }
    case TYPES['follow-up-changed']:
      return followUp === null
        ? null
        : { kind: 'follow-up-changed', followUp, by: readDay(json['staffroom:by']), reason };
    case TYPES['follow-up-done']: {
      if (followUp === null) return null;
      return {
        kind: 'follow-up-done',
        followUp,
        ...readWords(json),
        link: iri(json['staffroom:link']) ?? '',
        post: iri(json['staffroom:post']),
        attachments: readAttachments(json),
        reflection: sanitizeHtml(text(json['staffroom:reflection'], WORDS_MAX_CHARS)),
      };
    }
    case TYPES['consent-asked']: {
      const contributions = texts(json['staffroom:contributions'], QUOTED_MAX, IRI_MAX_CHARS);
      if (turn === null || contributions.length === 0) return null;
      return { kind: 'consent-asked', turn, contributions, named: json['staffroom:named'] === true };
    }
    case TYPES['consent-answered']: {
      const consent = iri(json['staffroom:consent']);
      return consent === null
        ? null
        : { kind: 'consent-answered', consent, yes: json['staffroom:yes'] === true, reason };
    }
    case TYPES.session: {
      const times = readTimes(json['staffroom:times']);
      if (times.length === 0) return null;
      return {
        kind: 'session',
        times,
        room: text(json.location, LINE_MAX_CHARS * 2).trim(),
        agenda: text(json.summary, PARAGRAPH_MAX_CHARS).trim(),
        moves: iri(json['staffroom:moves']),
      };
    }
    case TYPES['session-answered']:
      return session === null
        ? null
        : { kind: 'session-answered', session, time: whole(json['staffroom:time'], TIMES_MAX - 1), reason };
    case TYPES['session-cancelled']:
      return session === null ? null : { kind: 'session-cancelled', session, reason };
    case TYPES['session-notes']:
      return session === null ? null : { kind: 'session-notes', session, ...readWords(json) };
    case TYPES.resumed:
      return { kind: 'resumed' };
    default:
      return null;
  }
}

const Steps = z.array(ProtocolStep).min(1).max(STEPS_MAX);

function readPresentation(json: JsonObject): PairStatement | null {
  const protocol = first(json['staffroom:protocol']);
  const workKind = WORK_KINDS.find((kind) => kind === json['staffroom:workKind']);
  const steps = isObject(protocol) ? Steps.safeParse(list(protocol['staffroom:steps'])) : null;
  if (!isObject(protocol) || !steps?.success || workKind === undefined) return null;
  return {
    kind: 'presentation',
    ...readWords(json),
    cycle: iri(json['staffroom:cycle']),
    workKind,
    title: text(json.name, LINE_MAX_CHARS).trim(),
    link: iri(json['staffroom:link']) ?? '',
    post: iri(json['staffroom:post']),
    attachments: readAttachments(json),
    focusQuestion: text(json['staffroom:focusQuestion'], LINE_MAX_CHARS * 2).trim(),
    subject: text(json['staffroom:subject'], 60).trim(),
    protocol: {
      id: text(protocol.id, 64),
      name: text(protocol.name, 80).trim(),
      purpose: text(protocol.summary, 400).trim(),
      steps: steps.data,
    },
  };
}

function readTimes(value: Json | undefined): { start: Date; minutes: number }[] {
  return list(value)
    .slice(0, TIMES_MAX)
    .flatMap((time) => {
      if (!isObject(time)) return [];
      const start = date(time.startTime);
      const minutes = whole(time['staffroom:minutes'], MINUTES_MAX);
      return start === null || minutes === null || minutes === 0 ? [] : [{ start, minutes }];
    });
}

/** Without pictures: whoever reads it would ask the server that they are on. What is attached comes through ours. */
function readWords(json: JsonObject): Words {
  const markdown = readMarkdown(json);
  const isLong = markdown !== null && markdown.length > MARKDOWN_MAX_CHARS;
  return { html: sanitizeHtml(text(json.content, WORDS_MAX_CHARS)), markdown: isLong ? null : markdown };
}

/** A whole number from 0 to `max`, or null. */
function whole(value: Json | undefined, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max ? value : null;
}

/** A calendar day, or null. */
export function readDay(value: Json | undefined): string | null {
  const day = text(value, 10);
  const known = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  return known ? day : null;
}
