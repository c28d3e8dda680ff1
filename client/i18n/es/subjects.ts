import { SPANISH_SUBJECTS } from '../../../shared/subject-names.ts';

export const subjects: Readonly<Record<string, string>> = SPANISH_SUBJECTS;
