import type { Cadence, FeedbackKind, GradeLevel, Licence, PostVisibility, Role } from '../../../shared/vocabulary.ts';

export const language = 'en';

const gradeLevels: Record<GradeLevel, string> = {
  'early-childhood': 'Early childhood',
  primary: 'Primary',
  'lower-secondary': 'Lower secondary',
  'upper-secondary': 'Upper secondary',
  vocational: 'Vocational',
  higher: 'Higher education',
  adult: 'Adult education',
};

const feedbackKinds: Record<FeedbackKind, string> = {
  noticing: 'Noticing',
  question: 'Question',
  suggestion: 'Suggestion',
  connection: 'Connection',
};

const licences: Record<Licence, string> = {
  'CC-BY-4.0': 'CC BY: share and adapt, naming you',
  'CC-BY-SA-4.0': 'CC BY-SA: the same, shared alike',
  'CC-BY-NC-SA-4.0': 'CC BY-NC-SA: not for profit, shared alike',
  'CC0-1.0': 'CC0: anyone, for anything',
  'all-rights-reserved': 'All rights reserved',
};

const visibilities: Record<PostVisibility, string> = {
  public: 'Everyone',
  unlisted: 'Everyone with the link',
  followers: 'My followers',
};

const cadences: Record<Cadence, string> = {
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  monthly: 'Every month',
};

const roles: Record<Role, string> = { teacher: 'Teacher', organizer: 'Organizer', admin: 'Admin' };

export const common = {
  words: { gradeLevels, feedbackKinds, licences, visibilities, cadences, roles },
  time: { now: 'just now', today: 'Today', yesterday: 'Yesterday' },
  shell: {
    name: 'Staffroom',
    person: (name: string, handle: string) => `${name} (${handle})`,
    documentTitle: (page: string) => `${page} · Staffroom`,
    skip: 'Skip to content',
    navigation: 'Main',
    home: 'Home',
    practice: 'Practice',
    write: 'Write',
    mentoring: 'Mentoring',
    notifications: 'Notifications',
    people: 'People',
    search: 'Search',
    you: 'You',
    settings: 'Settings',
    shortcuts: 'Keyboard shortcuts',
    signOut: 'Sign out',
    admin: 'Running this instance',
    adminShort: 'Instance',
    signIn: 'Sign in',
    signUp: 'Sign up',
    language: 'Language',
    loading: 'Loading…',
    offline: 'You are offline. You can read what is here and keep writing; it is sent when the connection is back.',
    offlineSince: (time: string) =>
      `You are offline; this is from ${time}. You can keep writing: it is sent when the connection is back.`,
    unreachableSince: (time: string) => `The server does not answer just now; this is from ${time}.`,
    waiting: (count: number) => `${count} waiting for you`,
    broken: 'This page tripped over something',
    brokenAdvice: 'It is our fault, not yours. What you were writing is kept on this device. Load the page again.',
    reload: 'Load again',
    notFound: 'There is no page here',
    notFoundAdvice: 'The address may be mistyped, or what was here may have been taken down.',
    toHome: 'Go to the start page',
    noAccess: 'This page is for those who run the instance',
    noAccessAdvice: 'An admin of this instance can change what your account may do.',
  },
  form: {
    optional: 'optional',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    saved: 'Saved',
    tryAgain: 'Try again',
    loadMore: 'Show more',
    addWord: 'Type, then Enter',
    remove: (word: string) => `Remove ${word}`,
    copy: 'Copy',
    copied: 'Copied',
    delete: 'Delete',
  },
  errors: {
    unreachable: 'The server does not answer. Nothing you wrote is lost: try again in a moment.',
    offline: 'You are offline. Nothing you wrote is lost: try again when the connection is back.',
    internal:
      'Something went wrong on the server. Nothing you wrote is lost: try again, and tell your admin if it stays.',
    unavailable: 'The server is busy just now. Try again in a minute.',
    unauthenticated: 'You are signed out. Sign in, then try again.',
  },
};
