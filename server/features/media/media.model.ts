import type { Media } from '../../../shared/contracts/media.ts';
import type { Naming } from '../../activities/ports.ts';

/** How a picture is stored: for reading on a large screen, and for lists and phones. */
export type Size = 'large' | 'small';

/** One form of a file in the store. */
export interface Variant {
  size: Size;
  /** One of {@link SERVED_TYPES}. */
  type: string;
  bytes: number;
}

/** A file of somebody here. Plain data; which posts show it is brought up to date by `media.reactions.ts`. */
export interface MediaDocument {
  /** Random, and part of its address: whoever has the address sees the file, as others' servers must. */
  _id: string;
  /** IRI of the actor. */
  owner: string;
  /** `deleted`: shown to nobody any more, and not yet out of the store. */
  state: 'uploading' | 'ready' | 'deleted';
  kind: Media['kind'];
  mediaType: string;
  name: string;
  alt: string;
  width: number | null;
  height: number | null;
  blurhash: string | null;
  /** What it takes in the store; while it is being uploaded, how large it is said to become. */
  bytes: number;
  /** What was uploaded, whatever became of it. */
  uploadedBytes: number;
  /** What the store has, or may have of an upload whose last step broke off. */
  variants: Variant[];
  /** Of the pair whose two members alone can open it (IRI); a file that belongs to none has none. */
  thread?: string;
  /** IRIs of the posts, messages and entries that show it now. */
  posts: string[];
  /** IRIs of posts that showed it before an edit: when they are deleted, it goes too. */
  formerPosts: string[];
  createdAt: Date;
  /** Since when no post shows it; null while one does. */
  unusedSince: Date | null;
}

/** Documents by media type, with the ending they are served under. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
};

/** Pictures that are taken; they are stored as WebP and AVIF. */
export const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

/** Everything that is ever served as, and under which ending it is stored: nothing here is a page, a script or JSON. */
export const SERVED_TYPES: Readonly<Record<string, string>> = {
  'image/webp': 'webp',
  'image/avif': 'avif',
  ...DOCUMENT_TYPES,
};

/** Where a variant is in the store. */
export function storeKey(id: string, { size, type }: Pick<Variant, 'size' | 'type'>): string {
  return `${id.slice(0, 2)}/${id}/${size}.${SERVED_TYPES[type] ?? 'bin'}`;
}

/** The form to serve: the size asked for, as AVIF to who takes it. */
export function chooseVariant(variants: readonly Variant[], size: Size, accept: string): Variant | null {
  const sized = variants.filter((variant) => variant.size === size);
  const among = sized.length > 0 ? sized : variants;
  const avif = /image\/avif(?!\s*;\s*q=0(?:\.0*)?(?:\s*[,;]|$))/i.test(accept);
  return among.find(({ type }) => (type === 'image/avif') === avif) ?? among[0] ?? null;
}

const NAME_MAX_CHARS = 200;

/** What a file is called by who uploads it, as a name and nothing but a name. */
export function fileName(said: string | null | undefined): string {
  const base = (said ?? '').split(/[\\/]/).at(-1) ?? '';
  const plain = base.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '').trim();
  return plain.slice(0, NAME_MAX_CHARS).toWellFormed().replace(/^\.+/, '') || 'file';
}

/** Whether an address in a text is under the path of our files, of one that there is or not. */
export function isOurFile(naming: Pick<Naming, 'media'>, src: string): boolean {
  return src.startsWith('/media/') || src.startsWith(naming.media(''));
}

export function present(media: MediaDocument): Media {
  const { _id, kind, mediaType, name, alt, width, height, blurhash, bytes } = media;
  return { id: _id, kind, mediaType, url: `/media/${_id}`, name, alt, width, height, blurhash, bytes };
}
