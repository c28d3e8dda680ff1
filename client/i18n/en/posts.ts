import { plural } from '../plural.ts';
import { language } from './common.ts';

/** What stands on a post wherever it is, and on the start page: what a visitor reads first. */
export const posts = {
  visitorLead:
    'Teachers here write down what they tried, ask one question about it, and help each other get better, across schools.',
  visitorFeed: 'Practice from this instance',
  prompt: 'What did you try this week?',
  promptAction: 'Write about it',
  emptyHomeWrite: 'Write the first post',
  emptyInstance: 'Nothing has been published here yet',
  emptyInstanceAdvice:
    'Practice posts of teachers on this instance appear here. The first one can be short: what you tried, and what you wonder.',
  newPosts: (count: number) => plural(language, count, { one: 'One new post', other: '# new posts' }),
  sharedBy: (name: string) => `${name} shared this`,
  pinned: 'Pinned',
  focusQuestion: 'Focus question',
  facts: 'About this post',
  edited: 'edited',
  onlyFollowers: 'Followers only',
  unlisted: 'Not listed',
  like: 'Like',
  likes: (count: number) => plural(language, count, { one: '# like', other: '# likes' }),
  boost: 'Share with my followers',
  boosts: (count: number) => plural(language, count, { one: 'shared once', other: 'shared # times' }),
  repliesLink: (count: number) =>
    count === 0 ? 'No responses yet' : plural(language, count, { one: '# response', other: '# responses' }),
  giveFeedback: 'Give feedback',
  untitled: 'Untitled',
  postBy: (name: string) => `Post by ${name}`,
  warned: 'Content warning',
  sensitive: 'Sensitive pictures',
  poll: 'Poll',
  event: (when: string) => `Event: ${when}`,
  calledOff: 'Event called off',
  tags: 'Tags',
};
