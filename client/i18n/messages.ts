import { en } from './en.ts';

/** Every catalogue has exactly the keys and parameters of the English one. */
export type Messages = typeof en;

/**
 * The interface's words: `t.practice.publish`. A second language is a second value of `Messages`, chosen here from
 * what the person set before the first render.
 */
export const t: Messages = en;
