import type { FeedbackRule } from '../../../shared/feedback-hints.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';

const kindMeaning: Record<FeedbackKind, string> = {
  noticing: 'What you saw, without judging it.',
  question: 'Something you honestly do not know the answer to.',
  suggestion: 'One thing to try, offered and not prescribed.',
  connection: 'What it brings to mind from your own practice.',
};

const hint: Record<FeedbackRule, string> = {
  'only-judges': 'This says that it is good or bad. What did you see that made you think so?',
  'only-thanks': 'A thank-you is kind. What in it will you keep thinking about?',
  order: 'This tells them what to do. Why would it help? Or offer it as something to try.',
  'praises-person': 'This is about the person. What did they do, and what happened then?',
  'hidden-judgement': 'This question sounds as if you knew the answer. What do you really want to know?',
};

const rule: Record<FeedbackRule, string> = {
  'only-judges':
    'Only words of praise or blame, like “Great job!”, “Needs work” or “boring”, and nothing that you saw.',
  'only-thanks': 'Only a thank-you.',
  order: 'Advice given as an order without a reason, like “Use more visuals” or “You should wait longer”.',
  'praises-person': 'Praise of the person and not of the work, like “You are amazing”.',
  'hidden-judgement': 'A question that is a judgement, like “Why didn’t you …?” or “Don’t you think …?”.',
};

export const feedback = {
  kindMeaning,
  stemsLabel: 'Ways to begin',
  hint,
  prompt: 'A thought before you send it',
  sendAnyway: 'Send as it is',
  howItWorks: 'How this works',
  howItWorksLead:
    'A few plain rules look at what you write, on this device only. They cannot understand it, and you decide. They look for:',
  rule,
  knownWords: 'The words of praise and blame that they know',
  thought: 'Made me think',
  thoughtHint: (name: string) => `Only ${name} sees this.`,
  thoughtFrom: (name: string) => `It made ${name} think. Only you see this.`,
};
