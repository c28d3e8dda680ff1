import { z } from 'zod';
import { GRADE_LEVELS } from '../vocabulary.ts';
import { DisplayName } from './accounts.ts';
import { endpoint, Id, IdParams, PageQuery, pageOf } from './endpoint.ts';

/** `amara` (here), `amara@school.example` or `@amara@school.example`. */
export const Handle = z
  .string()
  .trim()
  .regex(
    /^@?[A-Za-z0-9_.-]{1,64}(@[A-Za-z0-9.:[\]-]{1,255})?$/,
    'Write a handle like @amara@school.example, or a name on this instance like amara.',
  );
export const HandleParams = z.object({ handle: Handle });

/** A picture that stands for `:shortcode:` in a text. */
export const Emoji = z.object({
  /** Without colons. */
  shortcode: z.string(),
  /** A path on this instance. */
  url: z.string(),
});
export type Emoji = z.infer<typeof Emoji>;

/** Enough of a person to show their name beside something of theirs. */
export const ProfileSummary = z.object({
  id: Id,
  /** With its domain and a leading `@`, also for people of this instance. */
  handle: z.string(),
  /** Without custom emojis. */
  displayName: z.string(),
  /** Their page on their own instance. */
  url: z.string(),
  local: z.boolean(),
});
export type ProfileSummary = z.infer<typeof ProfileSummary>;

/** BCP 47. */
export const LanguageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag like en or es-MX.');

/** What a teacher says of themselves; all public. */
export const ProfileFields = z.object({
  displayName: DisplayName,
  /** Markdown. */
  bio: z.string().trim().max(2_000).default(''),
  school: z.string().trim().max(120).default(''),
  subjects: z.array(z.string().trim().min(1).max(60)).max(12).default([]),
  gradeLevels: z.array(z.enum(GRADE_LEVELS)).max(GRADE_LEVELS.length).default([]),
  languages: z.array(LanguageTag).max(12).default([]),
  helpWith: z.string().trim().max(500).default(''),
  growIn: z.string().trim().max(500).default(''),
  /** New followers wait for a yes. */
  approvesFollowers: z.boolean().default(false),
  /** Others may see who follows and who is followed, not only how many. */
  showsConnections: z.boolean().default(false),
  /** Others are shown me as a suggestion, and find me by more than my exact handle. */
  discoverable: z.boolean().default(true),
  /** My public posts are found by search, here and on other instances. */
  indexable: z.boolean().default(true),
});
export type ProfileFields = z.infer<typeof ProfileFields>;

/** What someone, from wherever, says of their teaching. */
export const Teaching = z.object({
  school: z.string(),
  subjects: z.array(z.string()),
  gradeLevels: z.array(z.string()),
  languages: z.array(z.string()),
  helpWith: z.string(),
  growIn: z.string(),
});

export const Profile = ProfileSummary.extend({
  /** Custom emojis of other servers are pictures in it already (`<img class="emoji">`), as in the values of `fields`. */
  bioHtml: z.string(),
  ...Teaching.shape,
  /** Lines of the profile as its own server has them, of people whose server is no Staffroom. */
  fields: z.array(z.object({ name: z.string(), valueHtml: z.string() })),
  /** Where they say that they have gone. */
  movedTo: ProfileSummary.nullable(),
  /** The inventory: what they can help with and want to grow in, a few words each. */
  strengths: z.array(z.string()),
  growth: z.array(z.string()),
  /** False for groups, bots and whole instances, with whom nobody makes a pair. */
  isPerson: z.boolean(),
  /** Open to offers of mentoring pairs. */
  openToPairs: z.boolean(),
  approvesFollowers: z.boolean(),
  /** True when their instance understands mentoring pairs. */
  understandsPairs: z.boolean(),
  /** Whether the asker may see who follows and is followed (`listFollowers`). */
  mayListConnections: z.boolean(),
  followers: z.number().int().nullable(),
  following: z.number().int().nullable(),
  /** How the asker stands to them; null when nobody is signed in or it is the asker's own profile. */
  relation: z
    .object({
      following: z.enum(['no', 'requested', 'yes']),
      followedBy: z.boolean(),
      /** The asker blocks them, or is blocked by them. */
      blocking: z.boolean(),
      blockedBy: z.boolean(),
    })
    .nullable(),
  isMe: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;

export const getProfile = endpoint({
  method: 'GET',
  path: '/profiles/:handle',
  summary: 'A profile by handle; looked up on its own instance when it is not known here (at most 10 s)',
  access: 'anyone',
  params: HandleParams,
  response: Profile,
});

export const searchProfiles = endpoint({
  method: 'GET',
  path: '/profiles',
  summary:
    'People known here whose handle or a word of whose name begins so; whom I follow first, then people from here',
  access: 'account',
  query: z.object({ q: z.string().trim().min(1).max(100) }),
  response: z.object({ items: z.array(ProfileSummary) }),
});

export const getMyProfile = endpoint({
  method: 'GET',
  path: '/me/profile',
  summary: 'My profile, as I edit it',
  access: 'account',
  response: ProfileFields,
});

export const updateMyProfile = endpoint({
  method: 'PUT',
  path: '/me/profile',
  summary: 'Change my profile; followers elsewhere get it too',
  access: 'account',
  body: ProfileFields,
  response: ProfileFields,
});

export const followProfile = endpoint({
  method: 'PUT',
  path: '/profiles/:handle/follow',
  summary: 'Follow someone',
  access: 'account',
  params: HandleParams,
  response: Profile,
});

export const unfollowProfile = endpoint({
  method: 'DELETE',
  path: '/profiles/:handle/follow',
  summary: 'Stop following someone, or take a request back',
  access: 'account',
  params: HandleParams,
  response: Profile,
});

export const listFollowers = endpoint({
  method: 'GET',
  path: '/profiles/:handle/followers',
  summary: 'Who follows someone of this instance, if they let others see it; my own always',
  access: 'account',
  params: HandleParams,
  query: PageQuery,
  response: pageOf(ProfileSummary),
});

export const listFollowing = endpoint({
  method: 'GET',
  path: '/profiles/:handle/following',
  summary: 'Whom someone of this instance follows, if they let others see it; my own always',
  access: 'account',
  params: HandleParams,
  query: PageQuery,
  response: pageOf(ProfileSummary),
});

export const FollowRequest = z.object({ id: Id, from: ProfileSummary });
export type FollowRequest = z.infer<typeof FollowRequest>;

export const listFollowRequests = endpoint({
  method: 'GET',
  path: '/me/follow-requests',
  summary: 'People who wait to follow me',
  access: 'account',
  query: PageQuery,
  response: pageOf(FollowRequest),
});

export const acceptFollowRequest = endpoint({
  method: 'POST',
  path: '/me/follow-requests/:id/accept',
  summary: 'Let someone follow me',
  access: 'account',
  params: IdParams,
});

export const rejectFollowRequest = endpoint({
  method: 'POST',
  path: '/me/follow-requests/:id/reject',
  summary: 'Do not let someone follow me',
  access: 'account',
  params: IdParams,
});
