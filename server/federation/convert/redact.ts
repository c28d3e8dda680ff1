import type { Json, JsonObject } from '../../activities/activity.ts';
import { readVote } from './note.ts';
import { readPoll } from './poll.ts';
import { first, isObject } from './read.ts';

/** Of an activity: that it was, not what came with it. */
const KEPT_OF_ACTIVITY = ['@context', 'id', 'type', 'actor', 'to', 'cc', 'published', 'target'];
/**
 * Of its object: its place in a thread and who it was for, so that what others answered keeps its place too; of a person,
 * the name that nobody else may get, and the collections by whose names it is told for whom
 * their posts were, and which of them they pinned.
 */
const KEPT_OF_OBJECT = [
  'id',
  'type',
  'attributedTo',
  'to',
  'cc',
  'published',
  'updated',
  'inReplyTo',
  'context',
  'staffroom:feedbackKind',
  'staffroom:turn',
  'staffroom:step',
  'staffroom:session',
  'staffroom:cycle',
  'staffroom:workKind',
  'staffroom:protocol',
  'preferredUsername',
  'inbox',
  'endpoints',
  'followers',
  'featured',
];

/** That something was a vote, since anything else private would be a message. */
const VOTE: JsonObject = { name: '-' };
/** That something was a poll: an Update of one may say what it stands at, and be no edit. */
const POLL: JsonObject = { oneOf: [{ type: 'Note', name: '-' }] };

/** When it closed does not matter any more. */
const UNDATED = new Date(0);

/** A Create or Update without what its object said. */
export function redacted(json: JsonObject): JsonObject {
  const object = first(json.object);
  return {
    ...pick(json, KEPT_OF_ACTIVITY),
    ...(object === undefined ? {} : { object: isObject(object) ? withoutWords(object) : object }),
  };
}

function withoutWords(object: JsonObject): JsonObject {
  return {
    ...pick(object, KEPT_OF_OBJECT),
    ...(readVote(object) === null ? {} : VOTE),
    ...(readPoll(object, UNDATED) === null ? {} : POLL),
  };
}

function pick(json: JsonObject, keys: readonly string[]): { [key: string]: Json } {
  return Object.fromEntries(keys.flatMap((key) => (json[key] === undefined ? [] : [[key, json[key]]])));
}
