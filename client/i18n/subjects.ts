import { SUBJECTS } from '../../shared/vocabulary.ts';
import { subjects } from './en/subjects.ts';

const byName = new Map(SUBJECTS.map((subject) => [subjectName(subject), subject]));

/** What is suggested, as the reader calls it. */
export const SUGGESTED_SUBJECTS: readonly string[] = [...byName.keys()];

/** A subject as the reader calls it; one that is not suggested stays as its teacher wrote it. */
export function subjectName(subject: string): string {
  return Object.hasOwn(subjects, subject) ? (subjects[subject] ?? subject) : subject;
}

/** The subject that somebody means by what they typed: a suggested one by its common name, so that all find it. */
export function subjectOf(typed: string): string {
  return byName.get(typed) ?? typed;
}
