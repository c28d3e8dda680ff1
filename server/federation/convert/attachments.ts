import { isBlurhashValid } from 'blurhash';
import { ALT_MAX } from '../../../shared/contracts/media.ts';
import type { Attachment, Json, JsonObject } from '../../activities/activity.ts';
import { escapeHtml, htmlToText, type Picture, withoutTags } from '../../core/html.ts';
import { iri, isObject, list, text, typeOf } from './read.ts';

/** More than this is not a post but an album; the rest is left out. */
const ATTACHMENTS_MAX = 16;
const MEDIA_TYPE_MAX_CHARS = 100;
const CAPTION_MAX_CHARS = 300;
/** Wider or higher than any camera makes them; a page must not reserve room for it. */
const PIXELS_MAX = 20_000;
const BLURHASH_MAX_CHARS = 100;
const IMAGE_TAG_MAX_CHARS = 4_000;

const WIRE_TYPES = { image: 'Image', document: 'Document', video: 'Video', audio: 'Audio' } as const;

export function writeAttachment({
  kind,
  url,
  mediaType,
  name,
  width,
  height,
  blurhash,
  focus,
}: Attachment): JsonObject {
  return {
    type: WIRE_TYPES[kind],
    ...(mediaType === '' ? {} : { mediaType }),
    url,
    name,
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...(blurhash === null ? {} : { blurhash }),
    ...(focus === null ? {} : { focalPoint: focus }),
  };
}

/** The picture that previews of a link show (AS2 `image`): the first one. */
export function writePreviewImage(attachments: readonly Attachment[]): JsonObject {
  const first = attachments.find(({ kind }) => kind === 'image');
  return first === undefined ? {} : { image: writeAttachment(first) };
}

/**
 * Pictures, recordings and files of an object, each once. `image`, the cover that others name apart from the rest, is one
 * of them, and so are the pictures in `content`, which long texts of others show and do not attach.
 */
export function readAttachments(json: JsonObject, content = ''): Attachment[] {
  const found = new Map<string, Attachment>();
  for (const item of [...items(json), ...picturesIn(content)]) {
    const attachment = isObject(item) ? readAttachment(item) : null;
    if (attachment && !found.has(attachment.url)) found.set(attachment.url, attachment);
  }
  return [...found.values()].slice(0, ATTACHMENTS_MAX);
}

/** What else is attached (pages, things of a kind that we do not know), as links under the text: nothing said is lost. */
export function attachmentLinks(json: JsonObject): string {
  const links: string[] = [];
  for (const item of list(json.attachment).slice(0, ATTACHMENTS_MAX)) {
    if (!isObject(item) || readAttachment(item) !== null) continue;
    const href = locationOf(item)?.href;
    if (href === undefined) continue;
    const caption = htmlToText(text(item.name, CAPTION_MAX_CHARS)) || href;
    links.push(`<p><a href="${escapeHtml(href)}">${escapeHtml(caption)}</a></p>`);
  }
  return links.join('');
}

/** The pictures that stand in the text of an object, by their address. */
export function picturesOf(attachments: readonly Attachment[]): Map<string, Picture> {
  const images = attachments.filter(({ kind }) => kind === 'image');
  return new Map(images.map(({ url, name, width, height }) => [url, { src: url, alt: name, width, height }]));
}

/** As many of the pictures in HTML as may be attached. What is made of it is sanitised later, like any other. */
function picturesIn(content: string): JsonObject[] {
  return imageTagsIn(content).map((tag) => {
    const attribute = (name: string) =>
      unescaped(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(tag)?.[1] ?? '');
    return { type: 'Image', url: attribute('src'), name: attribute('alt') };
  });
}

/** Each end is looked for once: a pattern for the whole tag would go through the text anew for each that never ends. */
function imageTagsIn(content: string): string[] {
  const tags: string[] = [];
  const opening = /<img\s/gi;
  let end = -1;
  for (let found = opening.exec(content); found !== null; found = opening.exec(content)) {
    if (end < found.index) end = content.indexOf('>', found.index);
    if (end === -1 || tags.length === ATTACHMENTS_MAX) break;
    if (end - found.index > IMAGE_TAG_MAX_CHARS) continue;
    tags.push(content.slice(found.index, end + 1));
    opening.lastIndex = end + 1;
  }
  return tags;
}

/** The attachments that are looked at, with the cover at the end. */
function items(json: JsonObject): Json[] {
  const images = list(json.image)
    .slice(0, 1)
    .map((image) => (isObject(image) ? { ...image, type: 'Image' } : image));
  return [...list(json.attachment).slice(0, ATTACHMENTS_MAX), ...images];
}

function readAttachment(item: JsonObject): Attachment | null {
  const location = locationOf(item);
  if (location === null) return null;
  const mediaType = location.mediaType;
  const kind = kindOf(typeOf(item), mediaType);
  if (kind === null) return null;
  const seen = kind === 'image' || kind === 'video';
  return {
    kind,
    url: location.href,
    mediaType,
    name: oneLine(text(item.name, ALT_MAX) || text(item.summary, ALT_MAX)),
    width: seen ? pixels(item.width) : null,
    height: seen ? pixels(item.height) : null,
    blurhash: seen ? blurhash(item.blurhash) : null,
    focus: seen ? focalPoint(item.focalPoint) : null,
  };
}

/** By what it is said to be, since some send every file as a Document and others leave the media type out. */
function kindOf(type: string, mediaType: string): Attachment['kind'] | null {
  const [main] = mediaType.split('/');
  // Not a picture to us but a document that may hold scripts.
  if (mediaType === 'image/svg+xml') return null;
  if (main === 'image' || main === 'video' || main === 'audio') return main;
  if (type === 'Image') return mediaType === '' ? 'image' : null;
  if (type === 'Video') return mediaType === '' ? 'video' : null;
  if (type === 'Audio') return mediaType === '' ? 'audio' : null;
  return type === 'Document' && main === 'application' ? 'document' : null;
}

/** Where it is: `url` (a string, a Link, or several of which the first counts), else `href`. */
function locationOf(item: JsonObject): { href: string; mediaType: string } | null {
  const own = mediaTypeOf(item.mediaType);
  for (const url of [...list(item.url).slice(0, ATTACHMENTS_MAX), ...list(item.href).slice(0, 1)]) {
    const href = isObject(url) ? iri(url.href) : iri(url);
    if (href !== null) return { href, mediaType: own || (isObject(url) ? mediaTypeOf(url.mediaType) : '') };
  }
  return null;
}

/** In lower case and without parameters; empty for what is none. */
function mediaTypeOf(value: Json | undefined): string {
  const found = text(value, MEDIA_TYPE_MAX_CHARS).split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/.test(found) ? found : '';
}

/** The value of an attribute. */
function unescaped(value: string): string {
  return withoutTags(value);
}

function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function pixels(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= PIXELS_MAX ? value : null;
}

function focalPoint(value: Json | undefined): Attachment['focus'] {
  const [x, y, ...more] = list(value);
  return isOnAxis(x) && isOnAxis(y) && more.length === 0 ? [x, y] : null;
}

function isOnAxis(value: Json | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= 1;
}

function blurhash(value: Json | undefined): string | null {
  const found = text(value, BLURHASH_MAX_CHARS + 1);
  if (found.length > BLURHASH_MAX_CHARS || !/^[\w#$%*+,\-.:;=?@[\]^{|}~]{6,}$/.test(found)) return null;
  return isBlurhashValid(found).result ? found : null;
}
