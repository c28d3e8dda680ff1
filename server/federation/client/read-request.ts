import type { Json, JsonObject } from '../../activities/activity.ts';
import type { AppRequest, WrittenText } from '../../activities/app-requests.ts';
import { type AppError, appError } from '../../core/errors.ts';
import { HTML_MAX_CHARS, sanitizeHtml } from '../../core/html.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { readLanguage } from '../convert/language.ts';
import { readPoll } from '../convert/poll.ts';
import { audience, first, idOf, isObject, list, text, typeOf } from '../convert/read.ts';
import { readHashtags } from '../convert/tags.ts';
import type { FederationNaming } from '../naming.ts';

const TITLE_MAX_CHARS = 1_000;
const TERM_MAX_CHARS = 1_000;
const MARKDOWN_MAX_CHARS = 100_000;
const FILES_MAX = 32;
const ACTIVITIES = new Set([
  ...['Create', 'Update', 'Delete', 'Follow', 'Like', 'Announce', 'Accept', 'Reject', 'Undo', 'Add', 'Remove'],
  // Of ActivityStreams, and not done here: refused by name, not wrapped as if they were texts.
  ...['Block', 'Flag', 'Ignore', 'Invite', 'Join', 'Leave', 'Listen', 'Move', 'Offer', 'Read'],
  ...['TentativeAccept', 'TentativeReject', 'Travel', 'View', 'Arrive', 'Dislike'],
]);

/** Whether something posted to an outbox is an activity; anything else is an object that a Create goes around (AP 6.2.1). */
export function isActivity(json: JsonObject): boolean {
  return ACTIVITIES.has(typeOf(json)) || json.actor !== undefined;
}

/**
 * What an app asks for, from the activity that it posted. Ids are ours to give, so those it made up are not looked at; nobody
 * is addressed whom others do not see to be (`bto`, `bcc`); `actor` and `attributedTo` may be left out, and are `actor`.
 */
export function readRequest(json: JsonObject, actor: string, naming: FederationNaming): Result<AppRequest> {
  const object = first(json.object);
  const inline = isObject(object) ? object : null;
  const id = idOf(json.object);
  const type = typeOf(json);
  const writes = type === 'Create' || type === 'Update';
  const speakers = [json.actor, writes ? inline?.attributedTo : undefined].flatMap(list).map(idOf);
  if (speakers.some((speaker) => speaker !== actor)) return fail(NOT_YOURSELF);
  switch (type) {
    case 'Create': {
      if (inline === null || !TEXTS.has(typeOf(inline))) return fail(ONLY_TEXTS);
      const whole = { ...inline, to: together(json.to, inline.to), cc: together(json.cc, inline.cc) };
      return ok({
        type,
        text: textOf(inline, naming),
        inReplyTo: idOf(inline.inReplyTo),
        context: idOf(inline.context),
        feedbackKind: text(inline['staffroom:feedbackKind'], TERM_MAX_CHARS) || null,
        poll: typeOf(inline) === 'Question' ? pollOf(inline) : null,
        audience: audience(whole),
      });
    }
    case 'Update':
      if (inline === null || id === null) return fail(NEEDS_OBJECT);
      return TEXTS.has(typeOf(inline)) ? ok({ type, object: id, text: textOf(inline, naming) }) : fail(ONLY_TEXTS);
    case 'Undo': {
      const undone = inline === null ? null : readUndone(inline);
      if (id === null) return undone === null ? fail(NEEDS_OBJECT) : ok({ type, object: undone });
      return ok({ type, object: id });
    }
    case 'Add':
    case 'Remove': {
      const target = idOf(json.target);
      return id === null || target === null ? fail(NEEDS_OBJECT) : ok({ type, object: id, target });
    }
    case 'Delete':
    case 'Follow':
    case 'Like':
    case 'Announce':
    case 'Accept':
    case 'Reject':
      return id === null ? fail(NEEDS_OBJECT) : ok({ type, object: id });
    default:
      return fail(UNSUPPORTED);
  }
}

const TEXTS = new Set(['Article', 'Note', 'Question']);

/** What is asked, as it came: whether it can be, the use case says. */
function pollOf(json: JsonObject): { options: string[]; multiple: boolean; closesAt: Date | null } {
  const poll = readPoll(json, new Date(0));
  const options = poll?.options.map(({ text: option }) => option) ?? [];
  return { options, multiple: poll?.multiple ?? false, closesAt: poll?.closesAt ?? null };
}

/** Addressed by the activity or by its object: AP 6.2 makes the two the same. */
function together(...recipients: (Json | undefined)[]): Json {
  return recipients.flatMap(list);
}

/** An activity of one's own by what it was: apps that did not keep its id say so. */
function readUndone(json: JsonObject): { type: 'Follow' | 'Like' | 'Announce'; object: string } | null {
  const type = (['Follow', 'Like', 'Announce'] as const).find((known) => known === typeOf(json));
  const object = idOf(json.object);
  return type === undefined || object === null ? null : { type, object };
}

/** What is said of a text, and nothing of what is not. */
function textOf(json: JsonObject, naming: FederationNaming): WrittenText {
  const markdown = markdownOf(json);
  const language = readLanguage(json);
  const term = (name: string) => text(json[`staffroom:${name}`], TERM_MAX_CHARS);
  return {
    ...(json.name === undefined ? {} : { title: text(json.name, TITLE_MAX_CHARS) }),
    ...(markdown === null ? {} : { markdown }),
    ...(json.tag === undefined ? {} : { tags: readHashtags(json.tag) }),
    ...(json.attachment === undefined ? {} : { attachments: filesOf(json.attachment, naming) }),
    ...(language === null ? {} : { language }),
    ...(term('focusQuestion') === '' ? {} : { focusQuestion: term('focusQuestion') }),
    ...(term('subject') === '' ? {} : { subject: term('subject') }),
    ...(term('gradeLevel') === '' ? {} : { gradeLevel: term('gradeLevel') }),
  };
}

/**
 * What was typed, when the app says so (AP 3.3); else its HTML. Markdown lets HTML stand as it is up to the next empty line,
 * and there is none in it.
 */
function markdownOf(json: JsonObject): string | null {
  const source = first(json.source);
  if (isObject(source) && source.mediaType === 'text/markdown') return text(source.content, MARKDOWN_MAX_CHARS);
  if (json.content === undefined) return null;
  if (json.mediaType === 'text/markdown') return text(json.content, MARKDOWN_MAX_CHARS);
  const html = sanitizeHtml(text(json.content, HTML_MAX_CHARS)).trim();
  return html === '' ? '' : `<div>${html.replace(/\s*\n\s*\n\s*/g, '\n')}</div>`;
}

/** Files that were uploaded here before, by their addresses. */
function filesOf(attachment: Json, naming: FederationNaming): string[] {
  return list(attachment)
    .slice(0, FILES_MAX)
    .flatMap((item) => {
      const url = isObject(item) ? first(item.url) : item;
      return typeof url === 'string' ? (naming.mediaId(url) ?? url) : [];
    });
}

const sentence = (words: string): AppError => appError('invalid_input', words);
const NOT_YOURSELF = appError(
  'forbidden',
  'An app can only say what its user says: “actor” and “attributedTo” are them.',
);
const NEEDS_OBJECT = sentence('Say what it is about, in “object”: the id of something, or something with its id.');
const ONLY_TEXTS = sentence(
  'Only an Article, a Note or a Question can be created or updated here. Profiles are changed in the API.',
);
const UNSUPPORTED = sentence(
  'This outbox takes Create, Update, Delete, Follow, Like, Announce, Undo, Accept and Reject of a Follow, and Add and Remove of a featured post. For the rest see /api/docs.',
);
