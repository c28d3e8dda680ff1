import type { InstanceInfo, Me } from '../../shared/contracts/accounts.ts';
import type { Pair } from '../../shared/contracts/mentoring.ts';
import type { TodayItem } from '../../shared/contracts/notifications.ts';
import type { FeedItem, Post } from '../../shared/contracts/practice.ts';
import type { ProfileSummary } from '../../shared/contracts/profiles.ts';

export const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

function person(name: string, handle: string): ProfileSummary {
  return {
    id: handle,
    displayName: name,
    handle: `@${handle}@school.example`,
    url: 'https://school.example',
    local: true,
  };
}

export const AMARA = person('Amara Okafor', 'amara');
export const BO = person('Bo Lindqvist', 'bo');
export const LONG = person(LONG_WORD, LONG_WORD.toLowerCase());

export const INSTANCE: InstanceInfo = {
  name: 'Hillside School',
  domain: 'school.example',
  version: '0.0.0',
  registration: 'open',
  setupNeeded: false,
};
export const ME: Me = {
  id: 'amara',
  username: 'amara',
  handle: AMARA.handle,
  displayName: AMARA.displayName,
  role: 'teacher',
  language: 'en',
};

function post(id: string, fields: Partial<Post>): FeedItem {
  return {
    id,
    boostedBy: null,
    post: {
      id,
      iri: `https://school.example/o/${id}`,
      url: `https://school.example/posts/${id}`,
      kind: 'practice',
      author: BO,
      title: 'Exit tickets that students mark themselves',
      html: '<p>They mark their <strong>own</strong> tickets.</p>',
      summary:
        'What I tried: three questions at the door, every day, on a quarter sheet of paper. What happened: by Wednesday the second answers got shorter and better.',
      focusQuestion: 'How do I get quiet students to mark boldly?',
      tags: ['exit_tickets'],
      subject: 'Chemistry',
      gradeLevel: 'upper-secondary',
      licence: 'CC-BY-4.0',
      visibility: 'public',
      feedbackKind: null,
      madeMeThink: false,
      language: 'en',
      attachments: [],
      warning: '',
      sensitive: false,
      quote: null,
      poll: null,
      event: null,
      emojis: [],
      community: null,
      reactions: [],
      inReplyTo: null,
      root: null,
      publishedAt: hoursAgo(3),
      editedAt: null,
      replies: 4,
      likes: 2,
      boosts: 1,
      pinned: false,
      mine: { liked: true, boosted: false },
      may: { reply: true, boost: true, edit: false },
      delivery: null,
      ...fields,
    },
  };
}

export const POSTS: FeedItem[] = [
  { ...post('usual', {}), boostedBy: AMARA },
  post('bare', { focusQuestion: '', subject: '', gradeLevel: null, replies: 0, likes: 0, boosts: 0 }),
  post('long', {
    author: LONG,
    title: LONG_WORD,
    summary: LONG_WORD,
    focusQuestion: LONG_WORD,
    visibility: 'followers',
  }),
];
/** What other servers send: no title, and more than text. */
const bare = { title: '', focusQuestion: '', subject: '', gradeLevel: null, licence: null };
const answers = [
  { text: 'Yes', votes: 3 },
  { text: LONG_WORD, votes: 12 },
];
const poll = { multiple: false, options: answers, voters: 15, closesAt: hoursAgo(-24), closed: false, mine: [] };
export const FROM_ELSEWHERE: FeedItem[] = [
  post('warned', { ...bare, warning: 'Broken glass', summary: 'Broken glass', sensitive: true, community: LONG }),
  post('poll', { ...bare, summary: 'Homework?', poll }),
  post('voted', { ...bare, summary: 'Homework?', poll: { ...poll, mine: [1] } }),
  post('event', {
    ...bare,
    title: 'Lab safety evening',
    event: {
      startsAt: hoursAgo(-72),
      endsAt: hoursAgo(-74),
      place: 'Hill School, 1 Hill Road',
      joinUrl: 'https://meet.example/goggles',
      cancelled: true,
    },
    quote: { url: 'https://far.example/posts/1', post: null },
    reactions: [{ label: '🦉', url: null, count: 2, mine: false }],
  }),
];
export const FROM_THE_RIGHT = post('rtl', {
  author: person('أمارا أوكافور', 'amara_ar'),
  title: 'بطاقات الخروج التي يصححها الطلاب',
  summary: 'ما جرّبته: ثلاثة أسئلة عند الباب كل يوم.',
  focusQuestion: 'كيف أشجع الطلاب الهادئين؟',
  subject: 'الكيمياء',
  gradeLevel: null,
});

export const TODAY: TodayItem[] = [
  { type: 'pair-offer', pair: 'p1', from: BO, at: hoursAgo(1) },
  { type: 'messages', pair: 'p2', from: BO, count: 2, at: hoursAgo(2) },
  {
    type: 'question',
    reply: 'r1',
    post: { id: 'usual', title: 'Exit tickets' },
    from: LONG,
    excerpt: 'What would a pupil have to say for you to change the lesson on the spot?',
    at: hoursAgo(5),
  },
  { type: 'follow-requests', count: 3, from: BO, at: hoursAgo(9) },
  { type: 'pair-ending', pair: 'p3', partner: BO, endsOn: '2027-02-20' },
  { type: 'draft', draft: 'd1', title: 'Lab partners by lot', at: hoursAgo(30) },
  { type: 'sign-ups', count: 2 },
  { type: 'reports', count: 3 },
  { type: 'moved', to: LONG },
];

export const LEDGER: Pair['ledger'] = {
  given: { noticing: 5, question: 2, suggestion: 0, connection: 1 },
  got: { noticing: 1, question: 4, suggestion: 3, connection: 0 },
};
