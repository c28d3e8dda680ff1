import { SUBJECTS } from '../../../shared/vocabulary.ts';

/** The subjects that are suggested: they are stored by their English names. */
export const subjects: Readonly<Record<string, string>> = Object.fromEntries(
  SUBJECTS.map((subject) => [subject, subject]),
);
