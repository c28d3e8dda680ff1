import type { z } from 'zod';
import * as cycles from '../../shared/contracts/cycles.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import type { ApiClient } from './api.ts';
import { until } from './until.ts';

/** What two people do in a cycle, for tests that need one that is on its way. */

type Cycle = z.output<typeof cycles.Cycle>;

/** One of the two, and the handle under which the other finds them. */
export interface Member {
  client: ApiClient;
  handle: string;
}

/** A pair of the two, offered by the first; its id. */
export async function pairUp(offerer: Member, partner: Member, terms: Record<string, unknown> = {}): Promise<string> {
  const { id } = await offerer.client.call(mentoring.offerPair, {
    body: {
      partner: partner.handle,
      myGoals: 'Ask better questions',
      partnerGoals: 'Calmer labs',
      cadence: 'weekly',
      endsOn: '2099-06-30',
      ...terms,
    },
  });
  const params = { id };
  await until(
    'the offer to arrive',
    async () => (await partner.client.try(mentoring.getPair, { params })).status === 200,
  );
  await partner.client.call(mentoring.acceptPair, { params });
  await until('the acceptance to arrive', async () => {
    return (await offerer.client.call(mentoring.getPair, { params })).state === 'active';
  });
  return id;
}

export const WORK = {
  work: { kind: 'plan', title: 'Exit tickets', markdown: 'Three questions at the door.' },
  focusQuestion: 'Do my questions make pupils think?',
  subject: 'Chemistry',
  protocol: 'tuning',
};

let count = 0;
export function clientId(): string {
  count += 1;
  return `contribution-${String(count).padStart(6, '0')}`;
}

export const say = (turn: string, step: number, markdown: string, rest: Record<string, unknown> = {}) => ({
  params: { id: turn },
  body: { step, markdown, clientId: clientId(), ...rest },
});

export const NOTICED = 'I noticed that the second question asks for a word, and the third one for a reason.';
export const WONDERED = 'What would change if the third question came first, before they have written anything?';

/** Waits until somebody sees a cycle as the test expects it, and answers it. */
export function seen(who: ApiClient, cycle: string, what: (cycle: Cycle) => boolean): Promise<Cycle> {
  return until('the cycle to be there', async () => {
    const answer = await who.try(cycles.getCycle, { params: { id: cycle } });
    return answer.error === null && what(answer.value) && answer.value;
  });
}

/** Takes a turn by the tuning protocol from its beginning to where the presenter says what they do about it. */
export async function talkThrough(
  presenter: ApiClient,
  responder: ApiClient,
  cycle: string,
  turn: string,
): Promise<void> {
  const params = { id: turn };
  const at = (who: ApiClient, step: number | null) =>
    seen(who, cycle, ({ turns }) => turns.some((each) => each.id === turn && each.step === step));
  await at(responder, 0);
  await responder.call(cycles.contribute, say(turn, 0, 'How long did they have for it?'));
  await responder.call(cycles.closeStep, { params, body: { step: 0 } });
  await responder.call(cycles.contribute, say(turn, 1, NOTICED, { feedbackKind: 'noticing' }));
  await responder.call(cycles.closeStep, { params, body: { step: 1 } });
  await responder.call(cycles.contribute, say(turn, 2, WONDERED, { feedbackKind: 'question' }));
  await responder.call(cycles.closeStep, { params, body: { step: 2 } });
  await at(presenter, 3);
  await presenter.call(cycles.contribute, say(turn, 3, 'I had not seen that the order gives the answer away.'));
  await presenter.call(cycles.closeStep, { params, body: { step: 3 } });
}
