import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { until } from '../support/until.ts';
import { mentorEachOther, sayWhatTheyBring } from './mentoring.ts';

type People = Record<'amara' | 'cleo' | 'olu' | 'bo' | 'dina' | 'priya', ApiClient>;

const domainOf = (client: ApiClient) => new URL(client.baseUrl).host;

/** What a few teachers of two schools did this week, said through the API and carried over by federation. */
export async function tellTheStory(people: People): Promise<void> {
  const { amara, cleo, bo, dina } = people;
  await introduceEveryone(people);
  await sayWhatTheyBring(people);
  const amaraElsewhere = `@amara@${domainOf(amara)}`;
  const boElsewhere = `@bo@${domainOf(bo)}`;

  const post = await amara.call(practice.publishPost, { body: EXIT_TICKETS });
  await cleo.call(practice.publishPost, { body: SILENT_DEBATE });
  await bo.call(practice.publishPost, { body: WRONG_ANSWERS });
  await dina.call(practice.publishPost, { body: HOMEWORK });
  await amara.call(practice.createDraft, { body: { title: 'Lab partners by lot', markdown: '## What I tried\n\n' } });

  for (const [who, handle] of [
    [bo, amaraElsewhere],
    [dina, amaraElsewhere],
    [bo, `@cleo@${domainOf(cleo)}`],
    [bo, 'dina'],
    [amara, boElsewhere],
    [amara, 'cleo'],
    [cleo, 'amara'],
    [cleo, boElsewhere],
  ] as const) {
    await who.call(profiles.followProfile, { params: { handle } });
    await until(`${handle} is followed`, async () => {
      const { relation } = await who.call(profiles.getProfile, { params: { handle } });
      return relation?.following === 'yes';
    });
  }
  await until('the posts arrived', async () => (await bo.call(practice.getHomeFeed)).items.length >= 4);

  const feedback = [
    [
      bo,
      'noticing',
      'I noticed that you read the tickets **before** planning the next lesson. Mine pile up for a week.',
    ],
    [bo, 'question', 'What would a pupil have to say for you to change the lesson on the spot?'],
    [dina, 'suggestion', 'Let pupils sort the tickets themselves: sure, nearly, lost. It takes two minutes.'],
    [cleo, 'connection', 'The same three questions worked in history, with sources instead of reactions.'],
  ] as const;
  for (const [who, feedbackKind, markdown] of feedback) {
    await who.call(practice.replyToPost, { params: { id: post.id }, body: { markdown, feedbackKind } });
  }
  await bo.call(practice.likePost, { params: { id: post.id } });
  await dina.call(practice.boostPost, { params: { id: post.id } });

  const pair = await bo.call(mentoring.offerPair, {
    body: {
      partner: amaraElsewhere,
      myGoals: 'Ask questions that make pupils explain, not guess.',
      partnerGoals: 'Run labs that stay calm when I am at the other bench.',
      cadence: 'fortnightly',
      endsOn: new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString().slice(0, 10),
      note: 'Your exit tickets made me want to start. Shall we look at each other’s lessons until the holidays?',
    },
  });
  const params = { id: pair.id };
  await until('the offer arrived', async () => (await amara.try(mentoring.getPair, { params })).status === 200);
  await amara.call(mentoring.acceptPair, { params });
  await until('the pair is active', async () => (await bo.call(mentoring.getPair, { params })).state === 'active');

  const conversation = [
    [bo, 'noticing', 'In your plan pupils speak before you do. I always start.'],
    [amara, null, 'It took a term to bear the silence. What happens in yours?'],
    [bo, null, 'I fill it. Every time. I counted: *four seconds* is my record.'],
    [amara, 'question', 'What do you think they would say in the fifth second?'],
  ] as const;
  for (const [index, [who, feedbackKind, markdown]] of conversation.entries()) {
    await who.call(threads.sendMessage, {
      params,
      body: { markdown, feedbackKind, clientId: `demo-message-${index}` },
    });
    const other = who === bo ? amara : bo;
    await until('the message arrived', async () => {
      const { items } = await other.call(threads.listMessages, { params });
      return items.length === index + 1;
    });
  }
  await mentorEachOther(amara, bo, pair.id);
}

async function introduceEveryone({ amara, cleo, olu, bo, dina, priya }: People): Promise<void> {
  const introductions: [ApiClient, Record<string, unknown>][] = [
    [
      amara,
      {
        displayName: 'Amara Okafor',
        bio: 'Chemistry teacher, fourth year. I collect questions that *almost* worked.',
        school: 'Hillside School',
        subjects: ['Chemistry', 'Science'],
        gradeLevels: ['lower-secondary', 'upper-secondary'],
        languages: ['en', 'ig'],
        helpWith: 'Exit tickets, formative assessment, planning backwards.',
        growIn: 'Calm lab routines with thirty-one pupils.',
      },
    ],
    [
      cleo,
      {
        displayName: 'Cleo Martín',
        bio: 'History and drama. Everything is a source.',
        school: 'Hillside School',
        subjects: ['History', 'Drama'],
        gradeLevels: ['upper-secondary'],
        languages: ['es', 'en'],
        helpWith: 'Debates in which everybody speaks.',
        growIn: 'Feedback that pupils act on.',
      },
    ],
    [
      olu,
      {
        displayName: 'Olu Adeyemi',
        bio: 'I keep this instance running and teach some computing.',
        subjects: ['Computing'],
      },
    ],
    [
      bo,
      {
        displayName: 'Bo Lindqvist',
        bio: 'Physics, and the ski trip.',
        school: 'Lakeview Academy',
        subjects: ['Physics', 'Mathematics'],
        gradeLevels: ['upper-secondary'],
        languages: ['sv', 'en'],
        helpWith: 'Lab routines, safety, low-cost experiments.',
        growIn: 'Questions that make pupils think before they calculate.',
      },
    ],
    [
      dina,
      {
        displayName: 'Dina Haddad',
        bio: 'Primary maths lead.',
        school: 'Lakeview Academy',
        subjects: ['Mathematics'],
        gradeLevels: ['primary'],
        languages: ['ar', 'en'],
        helpWith: 'Number talks.',
        growIn: 'Working with parents.',
      },
    ],
    [priya, { displayName: 'Priya Raman', bio: 'District organizer for science.', languages: ['en', 'ta'] }],
  ];
  for (const [client, body] of introductions) await client.call(profiles.updateMyProfile, { body });
}

const EXIT_TICKETS = {
  title: 'Exit tickets in the first week',
  markdown: `## What I tried

Three questions at the door, every day, on a quarter sheet of paper:

1. One thing that is clear now
2. One thing that is not
3. What would you try next?

## What happened

By Wednesday the second answers got **shorter and better**. Two pupils who never speak wrote the most.

> “I get the arrows now but not why they are different lengths.”

## What I wonder

I change the plan overnight, never in the moment. Is that too late?`,
  focusQuestion: 'Do my three questions make pupils think, or only report?',
  tags: ['exit_tickets', 'formative_assessment'],
  subject: 'Chemistry',
  gradeLevel: 'upper-secondary',
  licence: 'CC-BY-4.0',
  visibility: 'public',
};

const SILENT_DEBATE = {
  title: 'A debate without speaking',
  markdown: `## What I tried

Four large sheets, four claims about 1492, one pen each. Twenty minutes of silence; answers only in writing, arrows
allowed.

## What happened

The room was loud with thinking. Everyone wrote; the usual three voices were one hand among thirty.

## What I wonder

How do I carry that into a debate *with* voices?`,
  focusQuestion: 'What would you look for to know that everybody argued, not only wrote?',
  tags: ['debate', 'participation'],
  subject: 'History',
  gradeLevel: 'upper-secondary',
  licence: 'CC-BY-SA-4.0',
  visibility: 'public',
};

const WRONG_ANSWERS = {
  title: 'Starting from the wrong answer',
  markdown: `## What I tried

I gave the solution of a free-fall problem with one mistake in it and asked: *who would make this mistake, and why?*

## What happened

Nobody hunted for the right number. They argued about what falling means.

## What I wonder

Whether it only worked because the mistake was theirs last week.`,
  focusQuestion: 'When does a wrong example help, and when does it stick?',
  tags: ['misconceptions'],
  subject: 'Physics',
  gradeLevel: 'upper-secondary',
  licence: 'CC-BY-4.0',
  visibility: 'public',
};

const HOMEWORK = {
  title: 'Homework that parents may not help with',
  markdown: 'I asked pupils to teach a trick to somebody at home and write down the *question* they were asked.',
  poll: { options: ['Every day', 'Twice a week', 'Hardly ever'], openMinutes: 7 * 24 * 60 },
  focusQuestion: 'Is it fair to children whom nobody at home can listen to?',
  tags: ['homework'],
  subject: 'Mathematics',
  gradeLevel: 'primary',
  licence: 'CC0-1.0',
  visibility: 'public',
};
