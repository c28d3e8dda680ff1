import type { Draft, DraftFields } from '../../../shared/contracts/practice.ts';
import { lastLanguage } from './last-language.ts';

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
  poll: null,
};

export function newDraft(): DraftFields {
  return { ...EMPTY_DRAFT, language: lastLanguage() };
}

export function fieldsOfDraft({ id: _id, updatedAt: _updatedAt, fromTurn: _fromTurn, ...fields }: Draft): DraftFields {
  return fields;
}

/** Nothing worth keeping has been typed; choices alone do not make a draft. */
export function isEmptyDraft(fields: DraftFields): boolean {
  const texts = [fields.title, fields.markdown, fields.focusQuestion, ...fields.tags, ...(fields.poll?.options ?? [])];
  return texts.every((text) => text.trim() === '') && fields.attachments.length === 0;
}

/** Writing a hash before a tag is a habit from elsewhere, and spaces are not allowed in one. */
export function toTag(typed: string): string {
  return typed
    .replace(/^#+/, '')
    .trim()
    .replace(/[\s-]+/g, '_');
}
