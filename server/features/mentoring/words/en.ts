import type { Cadence } from '../../../../shared/vocabulary.ts';

/** What this instance writes to somebody whose server does not know pairs, and tells whoever invited them. Plain text. */
export const en = {
  cadence: { weekly: 'every week', fortnightly: 'every two weeks', monthly: 'every month' } as Record<Cadence, string>,
  day: (day: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  invites: (who: string, instance: string) =>
    `${who}, who is on ${instance}, would like to be your partner in reciprocal mentoring: two teachers who take turns at showing each other something of their work, asking about it and helping each other forward. Nobody else can read it.`,
  mine: (name: string, goal: string) => `${name} would like to work on: ${goal}`,
  yours: (goal: string) => `And for you they thought of: ${goal}`,
  rhythm: (cadence: string, until: string) => `You would meet ${cadence}, until ${until}.`,
  link: 'What it is, and how you can take part:',
  reply: 'Or just reply to this message; only the two of you see it.',
  elsewhere: (handle: string) =>
    `Whoever opened your link says that they are ${handle}, where mentoring pairs are known. If that is who you meant:`,
  here: (name: string, handle: string) =>
    `Whoever opened your link has an account here now: ${name}, ${handle}. If that is who you meant:`,
  offer: 'offer them the pair there',
};

export type Words = typeof en;
