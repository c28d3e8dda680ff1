import type { Article, Note } from '../../activities/activity.ts';
import { plainSummary } from '../../core/markdown.ts';
import type { PollView, PostView } from './practice.model.ts';

/** What a post says, as it goes when it is deleted; its poll has its own time (`pollOf`). */
type Content = Pick<
  PostView,
  | 'url'
  | 'title'
  | 'html'
  | 'markdown'
  | 'summary'
  | 'warning'
  | 'sensitive'
  | 'quote'
  | 'quoteAuthorization'
  | 'asksToBeQuoted'
  | 'event'
  | 'emojis'
  | 'community'
  | 'focusQuestion'
  | 'language'
  | 'attachments'
  | 'mentions'
  | 'tags'
  | 'subject'
  | 'gradeLevel'
  | 'licence'
>;

export const NO_CONTENT: Content = {
  url: '',
  title: '',
  html: '',
  markdown: null,
  summary: '',
  warning: '',
  sensitive: false,
  quote: null,
  quoteAuthorization: null,
  asksToBeQuoted: false,
  event: null,
  emojis: [],
  community: null,
  focusQuestion: '',
  language: null,
  attachments: [],
  mentions: [],
  tags: [],
  subject: '',
  gradeLevel: null,
  licence: null,
};

/** As whoever asked counts it when they send it; votes for one of ours are counted here. */
export function pollOf(object: Article | Note, countedAt: Date): PollView | null {
  return object.poll && { ...object.poll, countedAt };
}

export function contentOf(object: Article | Note): Content {
  const { url, html, markdown, language, attachments, mentions, tags } = object;
  const { warning, sensitive, quote, quoteAuthorization, asksToBeQuoted, emojis, community } = object;
  const said = { url, html, markdown, language, attachments, mentions, tags };
  const common = { ...said, warning, sensitive, quote, quoteAuthorization, asksToBeQuoted, emojis, community };
  if (object.kind === 'note') return { ...NO_CONTENT, ...common, summary: warning || plainSummary(html) };
  const { title, summary, focusQuestion, subject, gradeLevel, licence, event } = object;
  return { ...common, title, summary: warning || summary, focusQuestion, subject, gradeLevel, licence, event };
}
