import type { Json, JsonObject } from '../../activities/activity.ts';
import type { FederationNaming } from '../naming.ts';
import { idOf, iri, isObject, list, text } from './read.ts';

const TAGS_MAX = 32;
const TAG_MAX_CHARS = 64;
const MENTIONS_MAX = 100;

export function writeHashtag(tag: string, naming: FederationNaming): JsonObject {
  return { type: 'Hashtag', name: `#${tag}`, href: naming.tagPage(tag) };
}

/** Others resolve a mention by `href`; the name is what they show, and for an actor elsewhere it is our best guess. */
export function writeMention(actor: string, naming: FederationNaming): JsonObject {
  const url = URL.parse(actor);
  const name = naming.usernameIn(actor) ?? url?.pathname.split('/').filter(Boolean).at(-1)?.replace(/^@/, '') ?? '';
  return { type: 'Mention', href: actor, name: `@${name}@${url?.host ?? ''}` };
}

/** Hashtags without `#`, each once whatever its case. */
export function readHashtags(tag: Json | undefined): string[] {
  const found = new Map<string, string>();
  for (const item of list(tag)) {
    if (!isObject(item) || item.type !== 'Hashtag' || found.size === TAGS_MAX) continue;
    const name = text(item.name, TAG_MAX_CHARS + 1)
      .normalize('NFC')
      .replace(/^#/, '')
      .trim();
    if (name !== '' && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  }
  return [...found.values()];
}

export function readMentions(tag: Json | undefined): string[] {
  const found = new Set<string>();
  for (const item of list(tag)) {
    if (!isObject(item) || item.type !== 'Mention' || found.size === MENTIONS_MAX) continue;
    const actor = iri(item.href) ?? idOf(item);
    if (actor !== null) found.add(actor);
  }
  return [...found];
}
