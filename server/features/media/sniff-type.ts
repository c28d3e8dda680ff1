import { open, readFile } from 'node:fs/promises';
import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { DOCUMENT_TYPES, IMAGE_TYPES } from './media.model.ts';

export type Sniffed = { kind: 'image' } | { kind: 'document'; type: string };

const HEAD_BYTES = 1_024;
const COMPOUND_FILE = 'application/x-cfb';
/** Names of streams in a compound file (MS-CFB), as they stand in its directory. */
const LEGACY_STREAMS: readonly (readonly [type: string, name: string])[] = [
  ['application/msword', 'WordDocument'],
  ['application/vnd.ms-powerpoint', 'PowerPoint Document'],
  ['application/vnd.ms-excel', 'Workbook'],
  ['application/vnd.ms-excel', 'Book'],
];
/** Where macros are: in compound files as streams or storages, in OOXML and OpenDocument as names of parts of the archive. */
const LEGACY_MACROS = ['_VBA_PROJECT', 'Macros'];
const ARCHIVED_MACROS = ['vbaProject.bin', 'Basic/script-lc.xml', 'Scripts/'];

/** What a file is, by its content: what it is called says nothing. The error is a sentence for who uploads it. */
export async function sniffType(path: string): Promise<Result<Sniffed>> {
  const { fileTypeFromFile } = await import('file-type');
  const type = (await fileTypeFromFile(path))?.mime ?? '';
  // An animated PNG is one whose first picture is taken.
  if (IMAGE_TYPES.includes(type) || type === 'image/apng') return ok({ kind: 'image' });
  if (type === 'image/heic' || type === 'image/heif') return fail(SAYS.heic);
  if (/macroenabled/i.test(type)) return fail(SAYS.macros);
  if (type === COMPOUND_FILE) return legacyType(await readFile(path));
  if (Object.hasOwn(DOCUMENT_TYPES, type)) {
    const archived = type !== 'application/pdf';
    if (archived && (await hasMacros(path))) return fail(SAYS.macros);
    return ok({ kind: 'document', type });
  }
  return fail((await isMarkup(path)) ? SAYS.markup : SAYS.unknown);
}

async function hasMacros(archive: string): Promise<boolean> {
  const bytes = await readFile(archive);
  return ARCHIVED_MACROS.some((name) => bytes.includes(name, 0, 'latin1'));
}

function legacyType(bytes: Buffer): Result<Sniffed> {
  const has = (name: string) => bytes.includes(directoryName(name));
  if (LEGACY_MACROS.some(has)) return fail(SAYS.macros);
  const found = LEGACY_STREAMS.find(([, name]) => has(name));
  return found ? ok({ kind: 'document', type: found[0] }) : fail(SAYS.unknown);
}

/** How a name stands in the directory of a compound file, and not in a text (MS-CFB 2.6.1): 64 bytes, then its length. */
function directoryName(name: string): Buffer {
  const bytes = Buffer.alloc(66);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  return bytes;
}

async function isMarkup(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return /^[\s\ufeff]*<(?:\?xml|!doctype|!--|svg|html|script|body|head)/i.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

const refusal = (sentence: string) => appError('invalid_input', sentence);

const SAYS = {
  heic: refusal(
    'This server cannot read HEIC pictures. Save it as JPEG, or take it with “Most compatible”, and try again.',
  ),
  macros: refusal(
    'This document has macros, which can do harm on the computers of those who open it. Save it without.',
  ),
  markup: refusal(
    'SVG and web pages can hold scripts, so they are not taken. Save the picture as PNG, or the page as PDF.',
  ),
  unknown: refusal(
    'This kind of file cannot be used here. Pictures: JPEG, PNG, WebP, GIF, AVIF. Documents: PDF, Word, Excel, PowerPoint, OpenDocument.',
  ),
};
