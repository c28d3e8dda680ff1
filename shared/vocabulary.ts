/** Words that server and client share. A list here is the only place its members are written down. */

export const ROLES = ['teacher', 'organizer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

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

/** The life of a mentoring pair; the rules are in `server/features/mentoring/mentoring.model.ts`. */
export const PAIR_STATES = ['offered', 'active', 'declined', 'withdrawn', 'ended'] as const;
export type PairState = (typeof PAIR_STATES)[number];

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

/** What people are notified of. `pair` is each step of a pair's life; `moderation` is for organizers. */
export const NOTIFICATION_KINDS = [
  'follow',
  'follow-request',
  'feedback',
  'reply',
  'mention',
  'pair',
  'message',
  'moderation',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** How often a digest of what was not read goes out by e-mail. */
export const DIGESTS = ['off', 'daily', 'weekly'] as const;
export type Digest = (typeof DIGESTS)[number];
