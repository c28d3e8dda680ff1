import { accounts } from './en/accounts.ts';
import { common, language } from './en/common.ts';
import { mentoring } from './en/mentoring.ts';
import { practice } from './en/practice.ts';
import { profiles } from './en/profiles.ts';
import { threads } from './en/threads.ts';

/** English, complete: the shape that every other language fills in. */
export const en = { language, ...common, accounts, profiles, practice, mentoring, threads };
