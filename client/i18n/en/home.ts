import { plural } from '../plural.ts';
import { language } from './common.ts';

export const home = {
  title: 'Home',
  greeting: {
    morning: (name: string) => `Good morning, ${name}`,
    afternoon: (name: string) => `Good afternoon, ${name}`,
    evening: (name: string) => `Good evening, ${name}`,
  },
  today: 'What waits for you',
  nothing: 'Nothing waits for you today.',
  messages: (name: string, count: number) =>
    plural(language, count, { one: `${name} wrote to you`, other: `${name} wrote # times` }),
  messagesDo: 'Read',
  question: (name: string, title: string) => `${name} asks about “${title}”`,
  questionDo: 'Answer',
  requests: (name: string, others: number) =>
    others === 0
      ? `${name} would like to follow you`
      : plural(language, others, {
          one: `${name} and one other would like to follow you`,
          other: `${name} and # others would like to follow you`,
        }),
  requestsDo: 'Decide',
  draft: (title: string) => `You began “${title}”`,
  draftUntitled: 'You began a post',
  draftDo: 'Continue',
  more: (count: number) => `Show ${count} more`,
  feed: 'From people you follow',
  empty: 'Your feed is waiting for colleagues',
  emptyAdvice:
    'Posts of the people you follow arrive here, from this instance and from others. Look someone up by their address, or read what is being written here.',
  emptyFind: 'Find people',
  emptyPractice: 'See this instance',
  firstSteps: 'Your first steps are not finished',
  firstStepsNext: (step: string) => `Next: ${step}.`,
  firstStepsGo: 'Go on',
  firstStepsNo: 'Not now',
  firstStepNames: { you: 'who you are', people: 'whom to read', act: 'one useful thing' },
};
