import { z } from 'zod';
import { GRADE_LEVELS, LICENCE_IDS, POST_VISIBILITIES } from '../vocabulary.ts';
import { endpoint, Id, Instant, PageQuery, pageOf } from './endpoint.ts';
import { Emoji, ProfileSummary } from './profiles.ts';

export const SEARCH_WORDS_MAX_CHARS = 200;

/** What was typed into the search field. */
export const SearchWords = z.string().trim().min(1, 'Write what you are looking for.').max(SEARCH_WORDS_MAX_CHARS);

/** Plain text with the places where the words searched for stand: `[from, to)` in UTF-16 units, in order. */
export const MarkedText = z.object({ text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) });
export type MarkedText = z.infer<typeof MarkedText>;

export const FoundPost = z.object({
  id: Id,
  kind: z.enum(['practice', 'reply']),
  author: ProfileSummary,
  title: MarkedText,
  snippet: MarkedText,
  /** What its author wants feedback on; empty when they do not ask. */
  focusQuestion: z.string(),
  /** BCP 47. */
  language: z.string().nullable(),
  /** Pictures that stand as `:shortcode:` in its title and snippet. */
  emojis: z.array(Emoji),
  tags: z.array(z.string()),
  subject: z.string(),
  gradeLevel: z.string().nullable(),
  visibility: z.enum(POST_VISIBILITIES),
  publishedAt: Instant,
  replies: z.number().int(),
});
export type FoundPost = z.infer<typeof FoundPost>;

export const FoundPerson = z.object({
  person: ProfileSummary,
  /** What of their profile has the words in it; otherwise what they can help with. */
  about: MarkedText,
  /** Pictures that stand as `:shortcode:` in it. */
  emojis: z.array(Emoji),
  subjects: z.array(z.string()),
});
export type FoundPerson = z.infer<typeof FoundPerson>;

/** Each one given must fit. */
export const PostFilters = z.object({
  subject: z.string().trim().max(60).optional(),
  gradeLevel: z.enum(GRADE_LEVELS).optional(),
  /** Two or three letters, like `es`; a post in es-MX is in es. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'Use a language code like es.')
    .optional(),
  licence: z.enum(LICENCE_IDS).optional(),
  /** `asks`: only posts whose authors ask for feedback. */
  kind: z.enum(['asks']).optional(),
});
export type PostFilters = z.infer<typeof PostFilters>;

export const searchPosts = endpoint({
  method: 'GET',
  path: '/search/posts',
  summary:
    'Practice posts that have all the words, whatever their form, and that the asker may see; the last word may be unfinished. Visitors search the public posts of this instance',
  access: 'anyone',
  query: PageQuery.extend({ q: SearchWords }).extend(PostFilters.shape),
  response: pageOf(FoundPost),
});

export const searchPeople = endpoint({
  method: 'GET',
  path: '/search/people',
  summary: 'People whose names or profiles have all the words; those who do not want to be found are left out',
  access: 'account',
  query: PageQuery.extend({
    q: SearchWords,
    ...PostFilters.pick({ subject: true, gradeLevel: true, language: true }).shape,
  }),
  response: pageOf(FoundPerson),
});

/** At this many the count of a tag's posts stops. */
export const TAG_COUNT_MAX = 1_000;

export const Tag = z.object({
  /** Lower case, without `#`. */
  name: z.string(),
  /** Public posts with it, at most `TAG_COUNT_MAX`. */
  posts: z.number().int(),
});
export type Tag = z.infer<typeof Tag>;

export const completeTags = endpoint({
  method: 'GET',
  path: '/tags',
  summary: 'Tags of public posts that begin so, most used first; at most 10',
  access: 'anyone',
  query: z.object({ q: z.string().trim().min(1).max(60) }),
  response: z.object({ items: z.array(Tag) }),
});

export const lookUp = endpoint({
  method: 'GET',
  path: '/search/look-up',
  summary:
    'The post or person behind a pasted address or handle, asked for on its own instance if need be (at most 10 s)',
  access: 'account',
  query: z.object({ q: z.string().trim().min(1).max(2_048) }),
  response: z.discriminatedUnion('type', [
    z.object({ type: z.literal('post'), post: FoundPost }),
    z.object({ type: z.literal('person'), person: FoundPerson }),
  ]),
});
