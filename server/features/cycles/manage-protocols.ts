import type { Protocol, ProtocolFields, ProtocolInList } from '../../../shared/contracts/protocols.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../../shared/vocabulary.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { SHIPPED, worded } from './protocols/index.ts';
import { PROTOCOLS_MAX, type ProtocolDocument, type ProtocolViews } from './protocols.views.ts';

/** Those that ship, in a language, then those of this instance. */
export async function listProtocols(views: ProtocolViews, language: string): Promise<ProtocolInList[]> {
  const shipped = SHIPPED.map((protocol) => ({
    id: protocol.id,
    ...worded(protocol, spoken(language)),
    ships: true,
  }));
  return [...shipped, ...(await views.all()).map(present)];
}

export async function createProtocol(views: ProtocolViews, fields: ProtocolFields): Promise<Result<ProtocolInList>> {
  if ((await views.protocols.countDocuments({})) >= PROTOCOLS_MAX) {
    return fail(appError('conflict', `This instance has ${PROTOCOLS_MAX} protocols of its own. Delete one first.`));
  }
  const protocol = { _id: newId(), ...fields };
  await views.protocols.insertOne(protocol);
  return ok(present(protocol));
}

/** Turns that began with it keep what they began with. */
export async function updateProtocol(
  views: ProtocolViews,
  id: string,
  fields: ProtocolFields,
): Promise<Result<ProtocolInList>> {
  if (ships(id)) return fail(SHIPS);
  const { matchedCount } = await views.protocols.replaceOne({ _id: id }, fields);
  return matchedCount === 1 ? ok(present({ _id: id, ...fields })) : fail(NOT_FOUND);
}

export async function deleteProtocol(views: ProtocolViews, id: string): Promise<Result<void>> {
  if (ships(id)) return fail(SHIPS);
  const { deletedCount } = await views.protocols.deleteOne({ _id: id });
  return deletedCount === 1 ? ok(undefined) : fail(NOT_FOUND);
}

const SHIPS = appError(
  'conflict',
  'This protocol comes with the software and is the same everywhere. Add one of your own instead.',
);

/** The whole of it, to be copied into a turn; null when there is none. */
export async function protocolFor(views: ProtocolViews, id: string, language: string): Promise<Protocol | null> {
  const shipped = SHIPPED.find((protocol) => protocol.id === id);
  const fields = shipped ? worded(shipped, spoken(language)) : await views.byId(id);
  if (fields === null) return null;
  const { name, purpose, steps } = fields;
  return { id, name, purpose, steps };
}

function present({ _id, name, purpose, language, steps }: ProtocolDocument): ProtocolInList {
  return { id: _id, name, purpose, language, steps, ships: false };
}

function ships(id: string): boolean {
  return SHIPPED.some((protocol) => protocol.id === id);
}

/** What is asked for, or what is nearest to it: `es-MX` is read in Spanish, and what we do not speak in English. */
export function spoken(language: string): InterfaceLanguage {
  const [main = ''] = language.toLowerCase().split('-');
  return INTERFACE_LANGUAGES.find((known) => known === main) ?? INTERFACE_LANGUAGES[0];
}
