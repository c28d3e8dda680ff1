import type { Projection } from '../database.ts';
import { StorageQueryError } from '../errors.ts';
import type { Document } from './document-codec.ts';
import { compiled } from './query.ts';

/** Keeps (`1`) or leaves out (`0`) fields. Top-level names are done here; dotted paths by mingo. */
export function projector(projection: Projection | undefined): ((document: Document) => Document) | undefined {
  if (projection === undefined) return undefined;
  const fields = Object.entries(projection).filter(([path]) => path !== '_id');
  const keepsId = projection._id !== 0;
  const keeps = fields.some(([, keep]) => keep === 1) || (fields.length === 0 && projection._id === 1);
  if (keeps && fields.some(([, keep]) => keep === 0)) {
    throw new StorageQueryError('A projection either keeps fields or leaves fields out.');
  }
  if (fields.length === 0 && projection._id === undefined) return undefined;
  if (fields.some(([path]) => path.includes('.'))) return dotted(projection);
  const names = new Set(fields.map(([path]) => path));
  return (document) => {
    const result: Record<string, unknown> = {};
    for (const name in document) {
      if (name === '_id' ? keepsId : names.has(name) === keeps) result[name] = document[name];
    }
    return result as Document;
  };
}

function dotted(projection: Projection): (document: Document) => Document {
  const everything = compiled({});
  return (document) => everything.find<Document>([document], projection).all()[0] ?? document;
}
