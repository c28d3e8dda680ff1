import type { Emoji, JsonObject, ProfileField } from '../../activities/activity.ts';
import { withoutEmojis } from '../../core/emojis.ts';
import { escapeHtml, htmlToText, sanitizeHtml } from '../../core/html.ts';
import { iri, isObject, list, text, typeOf } from './read.ts';

const FIELDS_MAX = 20;
const NAME_MAX_CHARS = 200;
const VALUE_MAX_CHARS = 4_000;

/**
 * The lines of somebody's profile: `PropertyValue` of Mastodon and most others, `Note` and `Link` of FEP-fb2a. A Staffroom says
 * what stands in them in terms of its own too, so its are left out.
 */
export function readFields(json: JsonObject, emojis: readonly Emoji[]): ProfileField[] {
  if (json['staffroom:school'] !== undefined) return [];
  return list(json.attachment)
    .slice(0, FIELDS_MAX)
    .filter(isObject)
    .flatMap((item) => {
      const name = withoutEmojis(htmlToText(text(item.name, NAME_MAX_CHARS)), emojis);
      const value = contentOf(item);
      return name === '' || value === '' ? [] : [{ name, value }];
    });
}

function contentOf(item: JsonObject): string {
  switch (typeOf(item)) {
    case 'PropertyValue':
      return sanitizeHtml(text(item.value, VALUE_MAX_CHARS));
    case 'Note':
      return sanitizeHtml(text(item.content, VALUE_MAX_CHARS));
    case 'Link': {
      const href = iri(item.href);
      return href === null ? '' : sanitizeHtml(`<a href="${escapeHtml(href)}">${escapeHtml(href)}</a>`);
    }
    default:
      return '';
  }
}
