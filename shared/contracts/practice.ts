import { z } from 'zod';
import {
  DELIVERY_STATES,
  FEEDBACK_KINDS,
  GRADE_LEVELS,
  LICENCE_IDS,
  POST_VISIBILITIES,
  VISIBILITIES,
} from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant, OneLine, PageQuery, pageOf } from './endpoint.ts';
import { Attachment } from './media.ts';
import { Emoji, HandleParams, LanguageTag, ProfileSummary } from './profiles.ts';

export const MARKDOWN_MAX = 50_000;
/** Polls with more answers to choose from are cut. */
export const POLL_OPTIONS_MAX = 20;

const Tag = z
  .string()
  .trim()
  .transform((tag) => tag.normalize('NFC').replace(/^#/, ''))
  .pipe(z.string().regex(/^[\p{L}\p{M}\p{N}_]{1,50}$/u, 'Use letters, digits and underscores, like exit_tickets.'));

/** Bounds of a poll that is asked here. */
export const POLL_ANSWERS_MIN = 2;
export const POLL_ANSWERS_MAX = 8;
export const POLL_ANSWER_MAX_CHARS = 100;
const POLL_OPEN_MIN_MINUTES = 5;
const POLL_OPEN_MAX_MINUTES = 30 * 24 * 60;

/** How long one votes, counted from when the poll is published, however long it waited in a draft. */
const PollMinutes = z
  .number()
  .int()
  .min(POLL_OPEN_MIN_MINUTES, 'Let people vote for at least five minutes.')
  .max(POLL_OPEN_MAX_MINUTES, 'Voting can go on for 30 days at most.');

/** A poll that is asked with a post; answers that were left empty are none. */
export const PollFields = z.object({
  options: z
    .array(OneLine.max(POLL_ANSWER_MAX_CHARS))
    .transform((options) => options.filter((option) => option !== ''))
    .pipe(
      z
        .array(z.string())
        .min(POLL_ANSWERS_MIN, 'Give at least two different answers to choose from.')
        .max(POLL_ANSWERS_MAX, 'Give at most eight answers to choose from.')
        .refine((options) => new Set(options).size === options.length, 'Two answers say the same. Change one of them.'),
    ),
  /** Whether one may choose several. */
  multiple: z.boolean().default(false),
  openMinutes: PollMinutes,
});
export type PollFields = z.infer<typeof PollFields>;

/** What a teacher writes; the same fields as a draft (all optional there) and as a published post. */
export const PostFields = z.object({
  title: OneLine.min(1, 'Give the post a title.').max(200),
  markdown: z.string().trim().min(1, 'Write what you tried and what happened.').max(MARKDOWN_MAX),
  /** What the author wants feedback on. */
  focusQuestion: z.string().trim().max(500).default(''),
  tags: z.array(Tag).max(10).default([]),
  subject: z.string().trim().max(60).default(''),
  gradeLevel: z.enum(GRADE_LEVELS).nullable().default(null),
  licence: z.enum(LICENCE_IDS).default('CC-BY-4.0'),
  visibility: z.enum(POST_VISIBILITIES).default('public'),
  /** What it is written in; null when its author does not say. */
  language: LanguageTag.nullable().default(null),
  /** Files under the post, by id (`contracts/media.ts`). Images stand in the text instead. */
  attachments: z.array(Id).max(8, 'Attach at most 8 files.').default([]),
  poll: PollFields.nullable().default(null),
});
export type PostFields = z.infer<typeof PostFields>;

/** Unfinished on purpose: everything may be empty, nothing typed is refused for its form. */
export const DraftFields = z.object({
  title: z.string().max(200).default(''),
  markdown: z.string().max(MARKDOWN_MAX).default(''),
  focusQuestion: z.string().max(500).default(''),
  tags: z.array(z.string().max(60)).max(20).default([]),
  subject: z.string().max(60).default(''),
  gradeLevel: z.enum(GRADE_LEVELS).nullable().default(null),
  licence: z.enum(LICENCE_IDS).default('CC-BY-4.0'),
  visibility: z.enum(POST_VISIBILITIES).default('public'),
  language: LanguageTag.nullable().default(null),
  attachments: z.array(Id).max(8).default([]),
  poll: z
    .object({
      options: z.array(z.string().max(POLL_ANSWER_MAX_CHARS)).max(POLL_ANSWERS_MAX),
      multiple: z.boolean(),
      openMinutes: PollMinutes,
    })
    .nullable()
    .default(null),
});
export type DraftFields = z.infer<typeof DraftFields>;

export const Draft = DraftFields.extend({
  id: Id,
  updatedAt: Instant,
  /** The turn of a pair that it was made of; only its author ever learns so, and the post it becomes does not say. */
  fromTurn: Id.nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** A post within another that quotes it, as much of it as a card shows. */
export const QuotedPost = z.object({
  id: Id,
  author: ProfileSummary,
  title: z.string(),
  /** Its warning, when it has one. */
  summary: z.string(),
  warning: z.string(),
  /** BCP 47. */
  language: z.string().nullable(),
  /** Pictures that stand as `:shortcode:` in its title and warning. */
  emojis: z.array(Emoji),
  publishedAt: Instant,
});
export type QuotedPost = z.infer<typeof QuotedPost>;

/** A question with answers to choose from, as the one who asked counts them. */
export const Poll = z.object({
  /** Whether one may choose several. */
  multiple: z.boolean(),
  options: z.array(z.object({ text: z.string(), votes: z.number().int() })),
  /** How many people voted; null when their server does not say. */
  voters: z.number().int().nullable(),
  closesAt: Instant.nullable(),
  /** No more votes are taken. */
  closed: z.boolean(),
  /** Places of the options that the asker chose; what another server counts may not have them yet. */
  mine: z.array(z.number().int()),
});
export type Poll = z.infer<typeof Poll>;

/** What a post announces that happens at a time. */
export const EventDetails = z.object({
  startsAt: Instant,
  endsAt: Instant.nullable(),
  /** Name and address in one line; empty when it is online or not said. */
  place: z.string(),
  /** Where it can be joined online: leads away from here. */
  joinUrl: z.string().nullable(),
  cancelled: z.boolean(),
});
export type EventDetails = z.infer<typeof EventDetails>;

/** People's reactions of one kind; they are among the likes. */
export const ReactionCount = z.object({
  /** The emoji, or the shortcode of a picture without colons. */
  label: z.string(),
  /** Of the picture, through this instance; null for a character. */
  url: z.string().nullable(),
  count: z.number().int(),
  mine: z.boolean(),
});
export type ReactionCount = z.infer<typeof ReactionCount>;

/** A practice post, or a reply to one (`inReplyTo` set, no title). */
export const Post = z.object({
  id: Id,
  /** The ActivityPub id. */
  iri: z.string(),
  url: z.string(),
  kind: z.enum(['practice', 'reply']),
  author: ProfileSummary,
  title: z.string(),
  /** Custom emojis of other servers are pictures in it already (`<img class="emoji">`). */
  html: z.string(),
  /** The beginning of the text, plain; in its stead the warning, when there is one. */
  summary: z.string(),
  /** Shown instead of the text until somebody opens it; empty: none. */
  warning: z.string(),
  /** Its pictures are shown only when somebody asks for them. */
  sensitive: z.boolean(),
  focusQuestion: z.string(),
  tags: z.array(z.string()),
  subject: z.string(),
  gradeLevel: z.string().nullable(),
  licence: z.string().nullable(),
  visibility: z.enum(VISIBILITIES),
  feedbackKind: z.enum(FEEDBACK_KINDS).nullable(),
  /** BCP 47. */
  language: z.string().nullable(),
  attachments: z.array(Attachment),
  /** What it quotes: `post` is null when that is not known here, or not for the asker; the link remains. */
  quote: z.object({ url: z.string(), post: QuotedPost.nullable() }).nullable(),
  poll: Poll.nullable(),
  event: EventDetails.nullable(),
  /** Pictures that stand as `:shortcode:` in its title, warning and poll. */
  emojis: z.array(Emoji),
  /** The group it was posted to. */
  community: ProfileSummary.nullable(),
  /** Likes that say more than that, most frequent first. */
  reactions: z.array(ReactionCount),
  /** Keys of the object answered and of the post the thread hangs from. */
  inReplyTo: Id.nullable(),
  root: Id.nullable(),
  publishedAt: Instant,
  editedAt: Instant.nullable(),
  /** At the top of its author's profile. */
  pinned: z.boolean(),
  replies: z.number().int(),
  likes: z.number().int(),
  boosts: z.number().int(),
  mine: z.object({ liked: z.boolean(), boosted: z.boolean() }),
  may: z.object({ reply: z.boolean(), boost: z.boolean(), edit: z.boolean() }),
  /** Feedback that made the one it answers think: shown to them and to who gave it, false to everybody else. */
  madeMeThink: z.boolean(),
  /** Only on one's own: how far it got to other instances. */
  delivery: z.enum(DELIVERY_STATES).nullable(),
});
export type Post = z.infer<typeof Post>;

/** A post as a list shows it: its text, which may be long, is read with the post. */
export const PostSummary = Post.omit({ html: true });
export type PostSummary = z.infer<typeof PostSummary>;

export const FeedItem = z.object({ id: z.string(), post: PostSummary, boostedBy: ProfileSummary.nullable() });
export type FeedItem = z.infer<typeof FeedItem>;

export const getHomeFeed = endpoint({
  method: 'GET',
  path: '/feed',
  summary: 'Practice posts of the people I follow and my own, newest first',
  access: 'account',
  query: PageQuery,
  response: pageOf(FeedItem),
});

export const getInstanceFeed = endpoint({
  method: 'GET',
  path: '/feed/instance',
  summary: 'Public practice posts written on this instance, newest first',
  access: 'anyone',
  query: PageQuery,
  response: pageOf(FeedItem),
});

export const getTagFeed = endpoint({
  method: 'GET',
  path: '/feed/tags/:tag',
  summary: 'Public practice posts with a tag, from here and elsewhere, newest first',
  access: 'anyone',
  params: z.object({ tag: Tag }),
  query: PageQuery,
  response: pageOf(FeedItem),
});

export const getProfilePosts = endpoint({
  method: 'GET',
  path: '/profiles/:handle/posts',
  summary: "A person's practice posts that the asker may see, newest first",
  access: 'anyone',
  params: HandleParams,
  query: PageQuery,
  response: pageOf(FeedItem),
});

export const getPinnedPosts = endpoint({
  method: 'GET',
  path: '/profiles/:handle/pinned',
  summary: 'What a person put at the top of their profile, last pinned first; at most 5',
  access: 'anyone',
  params: HandleParams,
  response: z.object({ items: z.array(FeedItem) }),
});

export const previewMarkdown = endpoint({
  method: 'POST',
  path: '/markdown/preview',
  summary: 'Render Markdown as it will be published, with hashtags, my images and mentions of people known here',
  access: 'account',
  body: z.object({ markdown: z.string().max(MARKDOWN_MAX) }),
  response: z.object({ html: z.string() }),
});

export const listDrafts = endpoint({
  method: 'GET',
  path: '/drafts',
  summary: 'My drafts, last edited first; at most 100 are kept',
  access: 'account',
  response: z.object({ items: z.array(Draft) }),
});

export const createDraft = endpoint({
  method: 'POST',
  path: '/drafts',
  summary: 'Start a draft',
  access: 'account',
  status: 201,
  body: DraftFields,
  response: Draft,
});

export const getDraft = endpoint({
  method: 'GET',
  path: '/drafts/:id',
  summary: 'One of my drafts',
  access: 'account',
  params: IdParams,
  response: Draft,
});

export const saveDraft = endpoint({
  method: 'PUT',
  path: '/drafts/:id',
  summary: 'Save a draft',
  access: 'account',
  params: IdParams,
  body: DraftFields,
  response: Draft,
});

export const deleteDraft = endpoint({
  method: 'DELETE',
  path: '/drafts/:id',
  summary: 'Throw a draft away',
  access: 'account',
  params: IdParams,
});

export const publishPost = endpoint({
  method: 'POST',
  path: '/posts',
  summary: 'Publish a practice post; the draft it came from is removed once it is published',
  access: 'account',
  status: 201,
  body: PostFields.extend({ draft: Id.optional() }),
  response: Post,
});

/** What a post says on the wire, as far as other software shows it. */
const WirePreview = z.object({
  /** Its title. */
  name: z.string(),
  /** HTML of the whole text. */
  content: z.string(),
  /** HTML that stands for it where only short posts are shown. */
  preview: z.string(),
  /** With `#`. */
  tags: z.array(z.string()),
  /** What one can vote for; empty: it has no poll. */
  answers: z.array(z.string()),
});

export const previewPost = endpoint({
  method: 'POST',
  path: '/posts/preview',
  summary: 'What would be published and what other servers would get, without publishing it',
  access: 'account',
  body: PostFields,
  response: z.object({
    html: z.string(),
    summary: z.string(),
    /** The picture that links to it are shown with. */
    image: Attachment.nullable(),
    wire: WirePreview,
  }),
});

export const getPost = endpoint({
  method: 'GET',
  path: '/posts/:id',
  summary: 'A post or reply; one that may not be seen answers as one that does not exist',
  access: 'anyone',
  params: IdParams,
  response: Post,
});

/** `title` is empty on a reply. */
export const PostSource = PostFields.omit({ poll: true }).extend({
  title: z.string(),
  /** What one can vote for in its poll, which stays as it was asked; empty: it has none. */
  answers: z.array(z.string()),
});
export type PostSource = z.infer<typeof PostSource>;

export const getPostSource = endpoint({
  method: 'GET',
  path: '/posts/:id/source',
  summary: 'What I wrote, to edit it',
  access: 'account',
  params: IdParams,
  response: PostSource,
});

/** What can be edited of a post. */
export const EditFields = PostFields.omit({ visibility: true, poll: true });
export type EditFields = z.infer<typeof EditFields>;

export const editPost = endpoint({
  method: 'PUT',
  path: '/posts/:id',
  summary: 'Edit my practice post; who may see it cannot change, nor what one can vote for in it',
  access: 'account',
  params: IdParams,
  body: EditFields,
  response: Post,
});

export const editReply = endpoint({
  method: 'PUT',
  path: '/replies/:id',
  summary: 'Edit my reply; its kind, what it answers and who may see it cannot change',
  access: 'account',
  params: IdParams,
  body: z.object({ markdown: z.string().trim().min(1, 'Write something first.').max(10_000) }),
  response: Post,
});

export const deletePost = endpoint({
  method: 'DELETE',
  path: '/posts/:id',
  summary: 'Delete my post or reply, here and wherever it was sent',
  access: 'account',
  params: IdParams,
});

export const listReplies = endpoint({
  method: 'GET',
  path: '/posts/:id/replies',
  summary: 'Replies to a post, oldest first',
  access: 'anyone',
  params: IdParams,
  query: PageQuery,
  response: pageOf(Post),
});

export const replyToPost = endpoint({
  method: 'POST',
  path: '/posts/:id/replies',
  summary: 'Reply, or give public feedback of a kind',
  access: 'account',
  status: 201,
  params: IdParams,
  body: z.object({
    markdown: z.string().trim().min(1, 'Write something first.').max(10_000),
    feedbackKind: z.enum(FEEDBACK_KINDS).nullable().default(null),
    /** Made by the client, so that a retry is not a second answer. */
    clientId: z
      .string()
      .regex(/^[a-z0-9-]{8,64}$/, 'Send a random id of 8 to 64 lower-case letters, digits or hyphens.')
      .optional(),
  }),
  response: Post,
});

export const likePost = endpoint({
  method: 'PUT',
  path: '/posts/:id/like',
  summary: 'Like',
  access: 'account',
  params: IdParams,
  response: Post,
});
export const unlikePost = endpoint({
  method: 'DELETE',
  path: '/posts/:id/like',
  summary: 'Take a like back',
  access: 'account',
  params: IdParams,
  response: Post,
});
export const boostPost = endpoint({
  method: 'PUT',
  path: '/posts/:id/boost',
  summary: 'Share a public post with my followers',
  access: 'account',
  params: IdParams,
  response: Post,
});
export const pinPost = endpoint({
  method: 'PUT',
  path: '/posts/:id/pin',
  summary: 'Put a post of mine that everybody may read at the top of my profile; at most 5 are',
  access: 'account',
  params: IdParams,
  response: Post,
});
export const unpinPost = endpoint({
  method: 'DELETE',
  path: '/posts/:id/pin',
  summary: 'Take a post from the top of my profile',
  access: 'account',
  params: IdParams,
  response: Post,
});
export const unboostPost = endpoint({
  method: 'DELETE',
  path: '/posts/:id/boost',
  summary: 'Stop sharing a post',
  access: 'account',
  params: IdParams,
  response: Post,
});

export const votePoll = endpoint({
  method: 'POST',
  path: '/posts/:id/votes',
  summary: 'Vote in a poll: once, and for several answers only where it says so',
  access: 'account',
  params: IdParams,
  body: z.object({
    /** Places of the options chosen, from 0. */
    options: z.array(z.number().int().min(0)).min(1, 'Choose an answer.').max(POLL_OPTIONS_MAX),
  }),
  response: Post,
});
