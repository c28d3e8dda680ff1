import * as cycles from '../../shared/contracts/cycles.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as sessions from '../../shared/contracts/sessions.ts';
import type { ApiClient } from '../support/api.ts';
import { talkThrough } from '../support/cycles.ts';
import { until } from '../support/until.ts';

const DAY_MS = 24 * 3600 * 1000;

/** What some of them bring to mentoring and look for, so that there is somebody to find. */
export async function sayWhatTheyBring({ amara, cleo, bo, dina }: Record<'amara' | 'cleo' | 'bo' | 'dina', ApiClient>) {
  const choices: [ApiClient, Record<string, unknown>][] = [
    [amara, { strengths: ['exit tickets', 'formative assessment'], growth: ['lab routines', 'wait time'] }],
    [cleo, { strengths: ['silent debates', 'wait time'], growth: ['feedback that pupils act on'] }],
    [bo, { strengths: ['lab routines', 'low-cost experiments'], growth: ['questions before answers'], outside: true }],
    [dina, { strengths: ['number talks'], growth: ['working with parents'] }],
  ];
  for (const [client, body] of choices) await client.call(partners.updateMentoringChoices, { body });
}

/** The first cycle of a pair: Amara's turn is through and has a follow-up, Bo presents; two sessions, one to answer. */
export async function mentorEachOther(amara: ApiClient, bo: ApiClient, pair: string): Promise<void> {
  const begun = await amara.call(cycles.beginCycle, {
    params: { id: pair },
    body: {
      work: {
        kind: 'plan',
        title: 'Distillation with thirty-one pupils',
        markdown:
          'Six benches, five burners. I give the instructions once, then go round. By the time I reach bench six, bench one has started without goggles.\n\n- 5 min: what we look for\n- 10 min: set-up by card\n- 25 min: distil and note',
      },
      focusQuestion: 'Where do my pupils have to wait for me, and what could they do without me?',
      subject: 'Chemistry',
      protocol: 'tuning',
    },
  });
  const [first] = begun.turns;
  if (!first) throw new Error('the cycle has no turn');
  await talkThrough(amara, bo, begun.id, first.id);
  await amara.call(cycles.followUp, {
    params: { id: first.id },
    body: {
      kind: 'action',
      what: 'Give each bench a role card for safety, and start only when the card is signed by a neighbour.',
      by: new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10),
      support: 'Bo looks at the card with me on Thursday',
    },
  });
  const swapped = await until('the swap', async () => {
    const { value } = await bo.try(cycles.getCycle, { params: { id: begun.id } });
    return value?.may.present ? value : null;
  });
  await bo.call(cycles.presentTurn, {
    params: { id: swapped.id },
    body: {
      work: {
        kind: 'video',
        title: 'Two minutes of free fall',
        markdown: 'The start of the lesson. I ask, I wait, I answer myself.',
        link: 'https://video.example/free-fall',
      },
      focusQuestion: 'At which moment could I have kept silent?',
      subject: 'Physics',
      protocol: 'noticing-wondering-what-if',
    },
  });
  const agreed = await bo.call(sessions.proposeSession, {
    params: { id: pair },
    body: {
      times: [at(1, 15), at(2, 15)],
      room: 'https://meet.example/amara-bo',
      agenda: 'The safety card\nFree fall',
    },
  });
  await until('the proposal', async () => {
    const { items } = await amara.call(sessions.listPairSessions, { params: { id: pair } });
    return items.length > 0;
  });
  await amara.call(sessions.acceptSession, { params: { id: agreed.id }, body: { time: 0 } });
  await bo.call(sessions.proposeSession, { params: { id: pair }, body: { times: [at(15, 15), at(16, 14)] } });
}

/** So many days from now at an hour, UTC. */
function at(days: number, hour: number): { start: string; minutes: number } {
  const day = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  return { start: `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`, minutes: 30 };
}
