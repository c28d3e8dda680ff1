import { pairNews } from '../../../../shared/pair-news/en.ts';
import { plural } from './plural.ts';

/** What this instance says outside its own pages: on a device's lock screen and in mails. */
export const en = {
  quoted: (title: string) => `“${title}”`,
  names: (names: readonly string[]) => new Intl.ListFormat('en').format(names),
  follow: (who: string) => `${who} follows you now`,
  followMany: (who: string) => `${who} follow you now`,
  followRequest: (who: string) => `${who} would like to follow you`,
  followRequestMany: (who: string) => `${who} would like to follow you`,
  feedback: (who: string, what: string) => `${who} gave you feedback on ${what}`,
  reply: (who: string, what: string) => `${who} replied under ${what}`,
  mention: (who: string) => `${who} mentioned you`,
  message: (who: string) => `${who} wrote to you`,
  ...pairNews,
  moderation: 'Somebody waits to be let in',
  report: (count: number) =>
    plural('en', count, { one: 'A report waits to be looked at', other: '# reports wait to be looked at' }),
  somePost: 'a post of yours',
  somebody: 'Somebody',
  confirmMail: {
    subject: (instance: string) => `Is this your address? ${instance}`,
    lead: (handle: string, instance: string) =>
      `${handle} on ${instance} would like a digest of what is new sent to this address. If that is you, confirm it.`,
    button: 'Confirm this address',
    otherwise: 'If it is not you, there is nothing to do: without a confirmation no other mail is sent.',
  },
  digestMail: {
    subject: (count: number, instance: string) =>
      plural('en', count, { one: `One new thing on ${instance}`, other: `# new things on ${instance}` }),
    greeting: (name: string) => `Hello ${name},`,
    lead: 'this is new since the last digest:',
    button: 'Open Staffroom',
    more: (count: number) => plural('en', count, { one: 'and one more', other: 'and # more' }),
    why: (handle: string) => `You get this because ${handle} chose a digest.`,
    unsubscribe: 'Stop the digest',
    settings: 'Change how you are notified',
  },
};

export type Words = typeof en;
