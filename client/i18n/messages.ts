import type { InterfaceLanguage } from '../../shared/vocabulary.ts';
import { common, language } from './en/common.ts';

/**
 * The interface's words that every page shares; each feature has its own (`tPractice.publish`), so that a page fetches
 * only what it says. All of them are typed by the English texts in `en/`; the other languages are folders with the same
 * keys and parameters, and each language's build takes its own folder in place of `en/` (`vite.config.ts`).
 */
export const t: { language: InterfaceLanguage } & typeof common = { language, ...common };
