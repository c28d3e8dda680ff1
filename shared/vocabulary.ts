/** Words that server and client share. A list here is the only place its members are written down. */

export const ROLES = ['teacher', 'organizer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What an app may be let do in somebody's name: know who they are, read what they may read, act as they would. What is
 * between them and a partner comes only with `pairs`, on top of the other two.
 */
export const SCOPES = ['profile', 'read', 'write', 'pairs'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who an object is for. `pair` is the two members of a mentoring pair; `draft` is its author alone. */
export const VISIBILITIES = ['public', 'unlisted', 'followers', 'pair', 'draft'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** The visibilities a teacher may choose for a practice post. */
export const POST_VISIBILITIES = ['public', 'unlisted', 'followers'] as const satisfies readonly Visibility[];
export type PostVisibility = (typeof POST_VISIBILITIES)[number];

export const FEEDBACK_KINDS = ['noticing', 'question', 'suggestion', 'connection'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

export const CADENCES = ['weekly', 'fortnightly', 'monthly'] as const;
export type Cadence = (typeof CADENCES)[number];

/**
 * The life of a mentoring pair; the rules are in `server/features/mentoring/mentoring.model.ts`. `invited` is somebody
 * whose server does not know pairs: the two write to each other, and that is all until they have an account that does.
 */
export const PAIR_STATES = ['offered', 'invited', 'countered', 'active', 'declined', 'withdrawn', 'ended'] as const;
export type PairState = (typeof PAIR_STATES)[number];

/** Why a pair ended when nobody has to say: it would have been one more than a member has room for, or it did not fit. */
export const PAIR_CAUSES = ['capacity', 'no-fault'] as const;
export type PairCause = (typeof PAIR_CAUSES)[number];

/** Why a pair rests: the partner's server does not answer, is blocked here, or says that they are gone. */
export const PAUSES = ['unreachable', 'blocked', 'gone'] as const;
export type Pause = (typeof PAUSES)[number];

/** What the two agreed about what is said between them: nothing leaves the pair, or only what the other has agreed to. */
export const CONFIDENTIALITIES = ['between-us', 'ask-first'] as const;
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

export const AMENDMENT_STATES = ['proposed', 'accepted', 'declined', 'withdrawn'] as const;
export type AmendmentState = (typeof AMENDMENT_STATES)[number];

/** How many pairs somebody has room for. */
export const CAPACITY = { min: 0, max: 5, usual: 2 } as const;

/** What one may bring to a turn. */
export const WORK_KINDS = ['post', 'plan', 'work', 'video'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** The kinds of steps a protocol is made of, in the only order they may stand in. */
export const STEP_KINDS = ['clarify', 'probe', 'respond', 'reflect'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Who speaks in a step; the other one listens. */
export const SPEAKERS = ['presenter', 'responder', 'both'] as const;
export type Speaker = (typeof SPEAKERS)[number];

/** `follow-up`: all steps are done, and the presenter says what they will do about it. */
export const TURN_STATES = ['under-way', 'follow-up', 'closed', 'set-aside'] as const;
export type TurnState = (typeof TURN_STATES)[number];

/** `swap`: the first turn is closed, and the other one presents next. */
export const CYCLE_STATES = ['first-turn', 'swap', 'second-turn', 'complete', 'set-aside'] as const;
export type CycleState = (typeof CYCLE_STATES)[number];

/** `declined`: there is a reason to do nothing. `dropped`: it was meant, and then given up, with a reason. */
export const FOLLOW_UP_STATES = ['open', 'done', 'dropped', 'declined'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const SESSION_STATES = ['proposed', 'agreed', 'declined', 'cancelled', 'moved'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** Levels after UNESCO's ISCED 2011, in words that teachers use. */
export const GRADE_LEVELS = [
  'early-childhood',
  'primary',
  'lower-secondary',
  'upper-secondary',
  'vocational',
  'higher',
  'adult',
] as const;
export type GradeLevel = (typeof GRADE_LEVELS)[number];

/** Suggested subjects; a teacher may write another. */
export const SUBJECTS = [
  'Arts',
  'Biology',
  'Chemistry',
  'Computing',
  'Cross-curricular',
  'Design and technology',
  'Drama',
  'Economics',
  'English',
  'Geography',
  'History',
  'Languages',
  'Literacy',
  'Mathematics',
  'Music',
  'Physical education',
  'Physics',
  'Religious studies',
  'Science',
  'Social studies',
  'Special education',
] as const;

/** Licences a post may carry, by SPDX identifier, with the URL that goes on the wire (schema.org `license`). */
export const LICENCES = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC-BY-NC-SA-4.0': 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'all-rights-reserved': null,
} as const;
export type Licence = keyof typeof LICENCES;
export const LICENCE_IDS = Object.keys(LICENCES) as [Licence, ...Licence[]];

export const REGISTRATION_MODES = ['open', 'approval', 'invite'] as const;
export type RegistrationMode = (typeof REGISTRATION_MODES)[number];

/** What became of a thing's way to other instances: all have it, some are still being tried, some never took it. */
export const DELIVERY_STATES = ['delivered', 'on-its-way', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What the interface speaks; the first is what it falls back to. */
export const INTERFACE_LANGUAGES = ['en', 'es'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** Each in itself, for who reads no other. */
export const LANGUAGE_NAMES: Readonly<Record<InterfaceLanguage, string>> = { en: 'English', es: 'Español' };

/**
 * What people are notified of. `pair` is each step of a pair's life, `turn` and `session` what happens in its cycles and
 * meetings; `follow-up` reminds of a day that comes, `balance` of a partner who gave more; `moderation` (who waits to be
 * let in) is for organizers, `report` for admins.
 */
export const NOTIFICATION_KINDS = [
  'follow',
  'follow-request',
  'feedback',
  'reply',
  'mention',
  'pair',
  'message',
  'turn',
  'follow-up',
  'session',
  'balance',
  'moderation',
  'report',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What people are told of a pair's life. `full` and `left`: it ended because of room, or without a fault. */
export const PAIR_NEWS = [
  'offered',
  'countered',
  'accepted',
  'declined',
  'withdrawn',
  'ended',
  'full',
  'left',
  'amendment',
  'amended',
  'not-amended',
] as const;
export type PairNews = (typeof PAIR_NEWS)[number];

/** What people are told of a cycle, and of feedback they gave (`thought`: it made the one who got it think). */
export const TURN_NEWS = [
  'presented',
  'your-move',
  'swap',
  'complete',
  'set-aside',
  'done',
  'consent-asked',
  'consent-answered',
  'thought',
] as const;
export type TurnNews = (typeof TURN_NEWS)[number];

/** What people are told of a session; the last two remind. */
export const SESSION_NEWS = [
  'proposed',
  'other-times',
  'agreed',
  'moved',
  'declined',
  'cancelled',
  'in-a-day',
  'in-an-hour',
] as const;
export type SessionNews = (typeof SESSION_NEWS)[number];

export const FOLLOW_UP_NEWS = ['due-tomorrow', 'due-today'] as const;
export type FollowUpNews = (typeof FOLLOW_UP_NEWS)[number];

/** Who gave more: it is my turn to give, or I may ask for something back. */
export const BALANCE_NEWS = ['mine-to-give', 'mine-to-ask'] as const;
export type BalanceNews = (typeof BALANCE_NEWS)[number];

/** What somebody is waited for in a cycle. */
export const CYCLE_MOVES = ['present', 'respond', 'clarify', 'reflect', 'follow-up', 'consent'] as const;
export type CycleMove = (typeof CYCLE_MOVES)[number];

/** How often a digest of what was not read goes out by e-mail. */
export const DIGESTS = ['off', 'daily', 'weekly'] as const;
export type Digest = (typeof DIGESTS)[number];
