import { LanguageTag } from '../../../shared/contracts/profiles.ts';
import type { Json, JsonObject } from '../../activities/activity.ts';
import { isObject, list, text } from './read.ts';

/** Longer texts are not sent a second time only to say what they are written in. */
const MAP_MAX_CHARS = 20_000;
const TAG_MAX_CHARS = 35;
const TEXT_MAX_CHARS = 200_000;
/** BCP 47 for "nobody says", which is what null is here. */
const UNDETERMINED = 'und';

/**
 * What a text is written in, as the fediverse says it: by the key of a language map (AS2 4.7). Others look at
 * `contentMap`, then at `nameMap`; a long text has it only on its name.
 */
export function writeLanguage(
  language: string | null,
  { name, content }: { name: string; content: string },
): JsonObject {
  if (language === null) return {};
  return {
    ...(name === '' ? {} : { nameMap: { [language]: name } }),
    ...(name !== '' && content.length > MAP_MAX_CHARS ? {} : { contentMap: { [language]: content } }),
  };
}

/** The one language of an object; of several that of the text which is read; null when it says none. */
export function readLanguage(json: JsonObject): string | null {
  const read = isObject(json.contentMap)
    ? languageTag(keyOf(json.contentMap, text(json.content, TEXT_MAX_CHARS)))
    : null;
  if (read !== null) return read;
  for (const map of [json.contentMap, json.nameMap, json.summaryMap]) {
    const key = onlyKey(map);
    if (key !== null) return key;
  }
  // Lemmy's way.
  if (isObject(json.language)) return languageTag(json.language.identifier);
  const terms = list(json['@context']).find((term) => isObject(term) && term['@language'] !== undefined);
  return isObject(terms) ? languageTag(terms['@language']) : null;
}

/** What stands in `content`; in its stead, the first of a language map. */
export function readContent(json: JsonObject, maxChars: number): string {
  const said = text(json.content, maxChars);
  if (said !== '' || !isObject(json.contentMap)) return said;
  return text(Object.values(json.contentMap)[0], maxChars);
}

/** Under which language a text stands; the first one, which is read when there is no other. */
function keyOf(map: JsonObject, said: string): string | undefined {
  const [first] = Object.keys(map);
  return said === '' ? first : Object.keys(map).find((key) => map[key] === said);
}

function onlyKey(map: Json | undefined): string | null {
  if (!isObject(map)) return null;
  const [key, ...others] = Object.keys(map);
  return others.length === 0 ? languageTag(key) : null;
}

function languageTag(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.length > TAG_MAX_CHARS || value === UNDETERMINED) return null;
  return LanguageTag.safeParse(value).success ? value : null;
}
