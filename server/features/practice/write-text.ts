import type { Attachment } from '../../activities/activity.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import { type AppError, appError } from '../../core/errors.ts';
import type { Picture } from '../../core/html.ts';
import { type ParsedText, parseMarkdown, type Resolved } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isOurFile, type MediaDocument, type MediaFiles, type MediaLinks } from '../media/index.ts';
import type { ActorView, ProfileViews } from '../profiles/index.ts';

/** More people than this are not told of one text; the names further on stay text. */
const MENTIONS_MAX = 20;
/** Looked up on their own instances, all at once, when they are not known here. */
const LOOKED_UP_MAX = 10;
/** Publishing does not wait longer for somebody else's server. */
const LOOK_UP_MS = 4_000;
const TAGS_MAX = 10;
const PICTURES_MAX = 8;

export interface TextParts {
  profiles: ProfileViews;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  media: { files: MediaFiles; links: MediaLinks };
}

/** What becomes of what somebody typed, with the files they put under it. */
export interface WrittenText {
  html: string;
  /** IRIs, without the author's. */
  mentions: string[];
  tags: string[];
  /** The pictures in the text, then the files under it. */
  attachments: Attachment[];
}

interface Typed {
  markdown: string;
  tags?: readonly string[];
  /** Ids of files under the text. */
  attachments?: readonly string[];
}

/** A text as it will be published. The error names the field that must be changed. */
export async function writeText(parts: TextParts, author: string, typed: Typed): Promise<Result<WrittenText>> {
  const text = parseMarkdown(typed.markdown);
  const [people, files, attached] = await Promise.all([
    findPeople(parts, text.references.mentions, true),
    filesInText(parts, author, text),
    parts.media.files.readyOf(author, typed.attachments ?? []),
  ]);
  const pictures = checkPictures(parts.naming, text, files);
  if (!pictures.ok) return pictures;
  const documents = checkAttached(parts.naming, typed.attachments ?? [], attached);
  if (!documents.ok) return documents;
  const tags = distinctTags([...(typed.tags ?? []), ...text.references.tags]);
  const attachments = new Map([...pictures.value, ...documents.value].map((one) => [one.url, one]));
  return ok({
    html: text.render(resolve(parts.naming, text, { people, tags, files })),
    mentions: [...new Set([...people.values()].map(({ _id }) => _id))].filter((iri) => iri !== author),
    tags,
    attachments: [...attachments.values()],
  });
}

/**
 * The same text for its author's eyes, unfinished as it may be. It is asked for while they type: people who are not known
 * here are looked up when it is published, so no other server hears of what may never be said.
 */
export async function previewText(parts: TextParts, author: string, markdown: string): Promise<string> {
  const text = parseMarkdown(markdown);
  const [people, files] = await Promise.all([
    findPeople(parts, text.references.mentions, false),
    filesInText(parts, author, text),
  ]);
  const html = text.render(resolve(parts.naming, text, { people, tags: distinctTags(text.references.tags), files }));
  const attachments = [...files.values()].map((file) => attachmentOf(parts.naming, file, ''));
  return parts.media.links.present({ _id: '', id: '', html, attachments }).html;
}

function resolve(
  naming: Naming,
  text: ParsedText,
  found: { people: Map<string, ActorView>; tags: string[]; files: Map<string, MediaDocument> },
): Resolved {
  const pictures = new Map<string, Picture>();
  for (const { src } of text.references.pictures) {
    const file = found.files.get(naming.mediaId(src) ?? '');
    if (file?.kind !== 'image') continue;
    const { alt, width, height } = file;
    pictures.set(src, { src: naming.media(file._id), alt, width, height });
  }
  return {
    mentions: found.people,
    tags: new Map(found.tags.map((tag) => [tag.toLowerCase(), naming.tagPage(tag)])),
    pictures,
  };
}

/** Those who are meant, by how they are named in the text. Whoever cannot be found in time is left out. */
async function findPeople(
  parts: TextParts,
  handles: readonly string[],
  mayAskOthers: boolean,
): Promise<Map<string, ActorView>> {
  let lookUps = mayAskOthers ? LOOKED_UP_MAX : 0;
  const found = await Promise.all(
    handles.slice(0, MENTIONS_MAX).map(async (handle) => {
      const [name = '', domain = parts.naming.domain] = handle.split('@');
      if (domain === parts.naming.domain) return [handle, await parts.profiles.local(name)] as const;
      if (parts.policy.isBlocked(domain)) return [handle, null] as const;
      const known = await parts.profiles.byHandle(handle);
      if (known || lookUps === 0) return [handle, known] as const;
      lookUps -= 1;
      return [handle, await lookUp(parts, handle)] as const;
    }),
  );
  return new Map(found.flatMap(([handle, person]) => (person ? [[handle, person]] : [])));
}

async function lookUp({ remote, profiles }: TextParts, handle: string): Promise<ActorView | null> {
  const looking = remote.findByHandle(handle).then(
    (result) => (result.ok ? profiles.byIri(result.value.iri) : null),
    () => null,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LOOK_UP_MS);
  });
  return Promise.race([looking, late]).finally(() => clearTimeout(timer));
}

/** The author's files that stand in the text as pictures, by id. */
async function filesInText(parts: TextParts, author: string, text: ParsedText): Promise<Map<string, MediaDocument>> {
  const own = ownPictures(parts.naming, text).slice(0, PICTURES_MAX);
  const ids = own.flatMap(({ src }) => parts.naming.mediaId(src) ?? []);
  const files = await parts.media.files.readyOf(author, ids);
  return new Map(files.map((file) => [file._id, file]));
}

function checkPictures(naming: Naming, text: ParsedText, files: Map<string, MediaDocument>): Result<Attachment[]> {
  const attachments: Attachment[] = [];
  const own = ownPictures(naming, text);
  if (own.length > PICTURES_MAX) return fail(inText(`Use at most ${PICTURES_MAX} images in one text.`));
  for (const { src, alt } of own) {
    const file = files.get(naming.mediaId(src) ?? '');
    if (file === undefined) return fail(inText(`The image ${src} is not among your files. Upload it again.`));
    if (file.kind !== 'image') return fail(inText(`${file.name} is not an image. Attach it below the text instead.`));
    const description = alt || file.alt;
    if (description === '') {
      return fail(
        inText('Say what the image shows, between the brackets: ![what it shows](…). Not everybody can see it.'),
      );
    }
    attachments.push(attachmentOf(naming, file, description));
  }
  return ok(attachments);
}

function checkAttached(naming: Naming, ids: readonly string[], files: readonly MediaDocument[]): Result<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const id of new Set(ids)) {
    const file = files.find(({ _id }) => _id === id);
    if (file === undefined) return fail(below('One of the files is not among yours any more. Attach it again.'));
    if (file.kind === 'image' && file.alt === '') return fail(below(`Say what the image ${file.name} shows.`));
    attachments.push(attachmentOf(naming, file, file.kind === 'image' ? file.alt : file.name));
  }
  return ok(attachments);
}

function ownPictures(naming: Naming, text: ParsedText): ParsedText['references']['pictures'] {
  return text.references.pictures.filter(({ src }) => isOurFile(naming, src));
}

function attachmentOf(naming: Naming, file: MediaDocument, name: string): Attachment {
  const { kind, mediaType, width, height, blurhash } = file;
  return { kind, url: naming.media(file._id), mediaType, name, width, height, blurhash, focus: null };
}

/** Each once whatever its case, as first written. */
function distinctTags(tags: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const tag of tags) if (!found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag);
  return [...found.values()].slice(0, TAGS_MAX);
}

const inText = (sentence: string): AppError => appError('invalid_input', sentence, { markdown: sentence });
const below = (sentence: string): AppError => appError('invalid_input', sentence, { attachments: sentence });
