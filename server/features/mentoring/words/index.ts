import type { InterfaceLanguage } from '../../../../shared/vocabulary.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

export const WORDS: Readonly<Record<InterfaceLanguage, Words>> = { en, es };
