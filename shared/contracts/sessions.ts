import { z } from 'zod';
import { DELIVERY_STATES, SESSION_STATES } from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant } from './endpoint.ts';
import { ProfileSummary } from './profiles.ts';

export const SESSION_MINUTES = { min: 5, max: 240, usual: 30 } as const;

/** A time to meet: an instant, so that each reads it in their own time zone. */
export const MeetingTime = z.object({
  start: z.iso.datetime({ offset: true, error: 'Choose a day and a time.' }),
  minutes: z
    .number()
    .int()
    .min(SESSION_MINUTES.min, 'At least five minutes.')
    .max(SESSION_MINUTES.max, 'At most four hours.'),
});
export type MeetingTime = z.infer<typeof MeetingTime>;

export const ProposeFields = z.object({
  times: z.array(MeetingTime).min(1, 'Propose at least one time.').max(5, 'At most five times.'),
  /** A video room of their choice, or a place. */
  room: z.string().trim().max(500).default(''),
  /** What to talk about, a line each; the client fills it from the protocol of the present turn. */
  agenda: z.string().trim().max(2_000).default(''),
});
export type ProposeFields = z.input<typeof ProposeFields>;

/** A meeting of a pair, proposed or agreed. */
export const Session = z.object({
  id: Id,
  pair: Id,
  partner: ProfileSummary,
  proposedByMe: z.boolean(),
  state: z.enum(SESSION_STATES),
  times: z.array(MeetingTime),
  /** The time that was agreed. */
  time: MeetingTime.nullable(),
  /** It was agreed and is over. */
  past: z.boolean(),
  room: z.string(),
  agenda: z.string(),
  /** What each of the two wrote down; both read both. */
  notes: z.array(z.object({ author: ProfileSummary, mine: z.boolean(), html: z.string(), at: Instant })),
  /** My notes as I typed them, to go on with. */
  myNotes: z.string(),
  /** The one that this one moves. */
  moves: Id.nullable(),
  /** With a decline or a cancellation. */
  reason: z.string(),
  at: Instant,
  delivery: z.enum(DELIVERY_STATES).nullable(),
  may: z.object({ answer: z.boolean(), cancel: z.boolean(), move: z.boolean(), note: z.boolean() }),
});
export type Session = z.infer<typeof Session>;

export const listPairSessions = endpoint({
  method: 'GET',
  path: '/pairs/:id/sessions',
  summary: 'Sessions of a pair of mine: those to come first, then past ones, newest first (at most 50)',
  access: 'account',
  params: IdParams,
  response: z.object({ items: z.array(Session) }),
});

export const listMySessions = endpoint({
  method: 'GET',
  path: '/me/meetings',
  summary: 'Sessions of mine that are to come or wait for an answer, soonest first (at most 50)',
  access: 'account',
  response: z.object({ items: z.array(Session) }),
});

export const proposeSession = endpoint({
  method: 'POST',
  path: '/pairs/:id/sessions',
  summary: 'Propose up to five times to meet',
  access: 'account',
  status: 201,
  params: IdParams,
  body: ProposeFields,
  response: Session,
});

export const acceptSession = endpoint({
  method: 'POST',
  path: '/sessions/:id/accept',
  summary: 'Agree to one of the times proposed to me',
  access: 'account',
  params: IdParams,
  body: z.object({ time: z.number().int().min(0).max(4) }),
  response: Session,
});

const WithReason = z.object({ reason: z.string().trim().max(1_000).default('') });

export const declineSession = endpoint({
  method: 'POST',
  path: '/sessions/:id/decline',
  summary: 'None of the times suits me',
  access: 'account',
  params: IdParams,
  body: WithReason,
  response: Session,
});

export const cancelSession = endpoint({
  method: 'POST',
  path: '/sessions/:id/cancel',
  summary: 'Call off a session, or take back a proposal of mine',
  access: 'account',
  params: IdParams,
  body: WithReason,
  response: Session,
});

export const moveSession = endpoint({
  method: 'POST',
  path: '/sessions/:id/move',
  summary: 'Propose other times for an agreed session; it stands until one of them is accepted',
  access: 'account',
  status: 201,
  params: IdParams,
  body: ProposeFields,
  response: Session,
});

export const writeSessionNotes = endpoint({
  method: 'PUT',
  path: '/sessions/:id/notes',
  summary: 'My notes of a session, which both read',
  access: 'account',
  params: IdParams,
  body: z.object({ markdown: z.string().trim().max(10_000) }),
  response: Session,
});

export const CALENDAR_FILES_PATH = '/calendar/sessions';

/** One session as a calendar file: `GET /calendar/sessions/:id.ics`, by the same session cookie. */
export const calendarFileOf = (session: string): string => `${CALENDAR_FILES_PATH}/${session}.ics`;

export const CalendarFeed = z.object({
  /** Absolute; whoever has it can read when I meet whom, and nothing else. Null when there is none. */
  url: z.string().nullable(),
});

export const getCalendarFeed = endpoint({
  method: 'GET',
  path: '/me/calendar',
  summary: 'The address under which a calendar program finds my sessions',
  access: 'account',
  response: CalendarFeed,
});

export const renewCalendarFeed = endpoint({
  method: 'POST',
  path: '/me/calendar',
  summary: 'Make that address, or a new one in place of the old',
  access: 'account',
  response: CalendarFeed,
});

export const removeCalendarFeed = endpoint({
  method: 'DELETE',
  path: '/me/calendar',
  summary: 'End that address',
  access: 'account',
});
