import type { CycleMove } from '../../../shared/vocabulary.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

/** What waits in pairs, and what waits rarely: only who has it reads this. */
export const today = {
  offer: (name: string) => `${name} offers you a pair`,
  offerDo: 'Answer',
  ending: (name: string, day: string) => `Your time with ${name} ends on ${day}`,
  endingDo: 'Look back',
  signUps: (count: number) =>
    plural(language, count, { one: 'One person waits to be let in', other: '# people wait to be let in' }),
  signUpsDo: 'Let them in',
  reports: (count: number) =>
    plural(language, count, { one: 'A report waits to be looked at', other: '# reports wait to be looked at' }),
  reportsDo: 'Look',
  moved: (handle: string) => `You have moved to ${handle}. Here you can only read`,
  movedDo: 'Change',
  meetToday: (name: string, time: string) => `You meet ${name} today at ${time}`,
  meetTomorrow: (name: string, time: string) => `You meet ${name} tomorrow at ${time}`,
  meetDo: 'Prepare',
  times: (name: string) => `${name} proposes times to meet`,
  timesDo: 'Answer',
  moves: {
    present: (name: string) => `Now you present something to ${name}`,
    respond: (name: string) => `${name} waits for what you see`,
    clarify: (name: string) => `${name} asks about what you presented`,
    reflect: (name: string) => `What do you take from the feedback of ${name}?`,
    'follow-up': (name: string) => `What will you do after the feedback of ${name}?`,
    consent: (name: string) => `${name} asks whether they may quote you`,
  } satisfies Record<CycleMove, (name: string) => string>,
  begin: (name: string) => `You and ${name} are a pair. Who shows something first?`,
  beginDo: 'Begin',
  movesDo: {
    present: 'Present',
    respond: 'Respond',
    clarify: 'Answer',
    reflect: 'Reflect',
    'follow-up': 'Decide',
    consent: 'Answer',
  } satisfies Record<CycleMove, string>,
  due: {
    over: (day: string) => `What you set out to do by ${day}`,
    today: (_day: string) => 'What you set out to do, for today',
    soon: (day: string) => `What you set out to do, for ${day}`,
  },
  dueDo: 'See to it',
  amendment: (name: string) => `${name} proposes a change of your agreement`,
  amendmentDo: 'Answer',
  introduction: (by: string, name: string) => `${by} thinks that you and ${name} could help each other`,
  introductionDo: 'Look',
};
