import { plural } from '../plural.ts';
import { language } from './common.ts';

const list = (words: readonly string[]) => new Intl.ListFormat(language).format(words);

export const onboarding = {
  welcome: (name: string) => `Welcome, ${name}`,
  path: 'First steps',
  step: (number: number, of: number) => `Step ${number} of ${of}`,
  stepDone: 'done',
  steps: { you: 'Who you are', people: 'Whom to read', act: 'One useful thing' },
  skip: 'Skip this',
  next: 'Save and go on',
  goOn: 'Go on',
  finish: 'To my home page',
  back: 'Back',

  youTitle: 'Who are you, as a teacher?',
  youLead:
    'It is how colleagues find you and what suggestions are made of. Everything is public, and everything may stay empty.',
  importOpen: 'Take it over from another account',
  importLead: 'From Mastodon or anywhere else in the fediverse. You see it first; nothing is saved until you go on.',
  importHandle: 'Your address there',
  importHint: '@amara@mastodon.example',
  importButton: 'Look it up',
  importing: (host: string) => `Asking ${host}. This can take ten seconds.`,
  imported: (handle: string) => `Filled in from ${handle}. Read it through and change what you like.`,

  peopleTitle: 'Whom would you like to read?',
  peopleLead: 'Colleagues you could learn from, or who could learn from you. Never by how many follow them.',
  followSome: (count: number) => plural(language, count, { one: 'Follow # person', other: 'Follow # people' }),
  followed: (count: number) =>
    plural(language, count, { one: 'You follow # new person', other: 'You follow # new people' }),
  choose: (name: string) => `Choose ${name}`,
  dismiss: (name: string) => `Do not suggest ${name} again`,
  dismissed: (name: string) => `${name} is not suggested to you again`,
  noSuggestions: 'Nobody to suggest yet',
  noSuggestionsAdvice: 'With subjects and a few words about what you want to grow in your profile, there may be.',
  suggestions: 'You might like to read',
  reasons: {
    helpsYou: (words: readonly string[]) => `Can help with ${list(words)}`,
    helpedByYou: (words: readonly string[]) => `Wants to grow in ${list(words)}, where you can help`,
    subject: (subject: string) => `Teaches ${subject} too`,
    gradeLevel: (level: string) => `${level}, like you`,
    school: (school: string) => `Also at ${school}`,
    followedBy: (name: string) => `${name} follows them`,
    here: 'On this instance too',
  },

  csvTitle: 'Bring along whom you follow',
  csvLead: 'In Mastodon: Preferences, Import and export, Data export, Follows. Choose the file that it gives you.',
  csvFile: 'CSV file',
  csvReady: (count: number) =>
    plural(language, count, { one: '# person in the file.', other: '# people in the file.' }),
  csvBad: (count: number) =>
    plural(language, count, {
      one: '# line is no address and is left out:',
      other: '# lines are no addresses and are left out:',
    }),
  csvBadLine: (line: number, text: string) => `Line ${line}: ${text}`,
  csvTooMany: (max: number) =>
    `Only the first ${new Intl.NumberFormat(language).format(max)} are taken; import the rest afterwards.`,
  csvEmpty: 'There is no address in this file. A line should begin with one, like amara@school.example.',
  csvUnreadable: 'This file is too large to be a list of follows.',
  csvStart: 'Follow them',
  importRunning: 'Following',
  importProgress: (done: number, of: number) => `${done} of ${of}`,
  importGoesOn: 'You can leave this page; it goes on.',
  importFinished: 'The list is done',
  importCancelled: 'The import was stopped',
  importStop: 'Stop',
  outcomes: {
    followed: (count: number) => plural(language, count, { one: '# followed', other: '# followed' }),
    requested: (count: number) => plural(language, count, { one: '# was asked', other: '# were asked' }),
    already: (count: number) => plural(language, count, { one: '# followed before', other: '# followed before' }),
    failed: (count: number) =>
      plural(language, count, { one: '# could not be followed', other: '# could not be followed' }),
    waiting: (count: number) => plural(language, count, { one: '# not tried', other: '# not tried' }),
  },
  exportTitle: 'Take them elsewhere',
  exportLead: 'Everyone you follow, as a CSV file that Mastodon and others read.',
  exportButton: 'Download the CSV',

  actTitle: 'Do one useful thing',
  actFeedback: 'A colleague waits for an answer',
  actFeedbackLead: 'Two sentences are enough: what you noticed, and one question.',
  actFeedbackButton: 'Give feedback',
  actWrite: 'Write a first short post',
  actWriteLead: 'Three questions help you begin: what you tried, what happened, and what you would like to know.',
  actWriteButton: 'Begin with three questions',
  actOr: 'Or',
};
