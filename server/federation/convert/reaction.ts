import type { JsonObject, Reaction } from '../../activities/activity.ts';
import { readEmojis, writeEmoji } from './extras.ts';
import { text } from './read.ts';

/** One emoji of many parts, such as a family or a flag. */
const CHARACTER_MAX_CHARS = 32;

/** The emoji of a like that is one (`EmojiReact` of FEP-c0e0, and a `Like` with `content` of Misskey). */
export function writeReaction(reaction: Reaction | undefined): JsonObject {
  if (reaction === undefined) return {};
  if ('character' in reaction) return { content: reaction.character };
  return { content: `:${reaction.shortcode}:`, tag: [writeEmoji(reaction)] };
}

/** Null for a plain like, and for what is neither an emoji nor the name of one that comes with it. */
export function readReaction(json: JsonObject): Reaction | null {
  const content = text(json.content, CHARACTER_MAX_CHARS * 4).trim();
  // Misskey names the server in a shortcode; a dot is its own.
  const shortcode = /^:([^:@]+)(?:@[^:]*)?:$/.exec(content)?.[1];
  if (shortcode !== undefined) return readEmojis(json.tag).find((emoji) => emoji.shortcode === shortcode) ?? null;
  const isEmoji = /^[\p{Emoji}\p{Emoji_Component}\p{M}\u200d]+$/u.test(content) && /\P{ASCII}/u.test(content);
  return isEmoji && content.length <= CHARACTER_MAX_CHARS ? { character: content } : null;
}
