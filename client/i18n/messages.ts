import { common, language } from './en/common.ts';

/**
 * The interface's words that every page shares; each feature has its own (`tPractice.publish`), so that a page fetches
 * only what it says. All of them are typed by the English texts in `en/`: a second language is a second folder with
 * the same keys and parameters, chosen here and in the features' files by what the person set.
 */
export const t: { language: string } & typeof common = { language, ...common };
