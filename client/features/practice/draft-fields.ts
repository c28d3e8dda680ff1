import type { Draft, DraftFields, PostFields } from '../../../shared/contracts/practice.ts';

export const EMPTY_DRAFT: DraftFields = {
  title: '',
  markdown: '',
  focusQuestion: '',
  tags: [],
  subject: '',
  gradeLevel: null,
  licence: 'CC-BY-4.0',
  visibility: 'public',
  language: null,
  attachments: [],
};

export function fieldsOfDraft(draft: Draft | PostFields): DraftFields {
  const { title, markdown, focusQuestion, tags, subject, gradeLevel, licence, visibility, language, attachments } =
    draft;
  return { title, markdown, focusQuestion, tags, subject, gradeLevel, licence, visibility, language, attachments };
}

/** Nothing worth keeping has been typed; choices alone do not make a draft. */
export function isEmptyDraft(fields: DraftFields): boolean {
  return [fields.title, fields.markdown, fields.focusQuestion, ...fields.tags].every((text) => text.trim() === '');
}

/** Writing a hash before a tag is a habit from elsewhere, and spaces are not allowed in one. */
export function toTag(typed: string): string {
  return typed
    .replace(/^#+/, '')
    .trim()
    .replace(/[\s-]+/g, '_');
}
