import type { Activity, Actor, Article, Audience, JsonObject, Note, PairProposal } from '../../activities/activity.ts';
import type { ActivityCodec } from '../../activities/ports.ts';
import type { FederationNaming } from '../naming.ts';
import { contextOf, readActivity, readDocument, writeActivity, writeDocument } from './activity.ts';
import { date } from './read.ts';
import { redacted } from './redact.ts';

/** The codec, and what serving documents by themselves needs. */
export interface Codec extends ActivityCodec {
  decode(json: JsonObject): Activity;
  decodeObject(json: JsonObject): Actor | Article | Note | PairProposal | null;
  encode(activity: Activity): JsonObject;
  /** A document by itself, complete with `@context`. */
  encodeObject(document: Actor | Article | Note | PairProposal): JsonObject;
}

/** A document that says nothing about its readers is taken to be for nobody in particular, which shows it to nobody. */
const NOBODY: Audience = { to: [], cc: [] };

export function createCodec(naming: FederationNaming): Codec {
  return {
    decode: readActivity,
    decodeObject: (json) => readDocument(json, NOBODY, date(json.published) ?? new Date(0)),
    encode: (activity) => writeActivity(activity, naming),
    redact: redacted,
    encodeObject: (document) => ({ '@context': contextOf(document), ...writeDocument(document, naming) }),
  };
}
