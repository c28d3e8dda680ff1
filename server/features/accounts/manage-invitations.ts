import { randomInt } from 'node:crypto';
import type { Invitation } from '../../../shared/contracts/accounts.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { InvitationDocument } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';

const LISTED_MAX = 200;
const NAMED_VALID_DAYS = 60;
const DAY_MS = 24 * 3600 * 1000;
/** Without letters and digits that are mistaken for each other: codes are read out and typed. */
const ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789';
/** Four groups of four: 78 bits. */
const GROUPS = 4;
const GROUP_CHARS = 4;

/** Invitations that can still be used, newest first. */
export async function listInvitations({ views, clock }: AccountsContext): Promise<Invitation[]> {
  const usable = { expiresAt: { $gt: clock.now() }, usesLeft: { $gt: 0 } };
  const found = await views.invitations.find(usable, { sort: { _id: -1 }, limit: LISTED_MAX }).toArray();
  return found.map(invitationOf);
}

export async function createInvitation(
  { views, clock }: AccountsContext,
  createdBy: string,
  { note, uses, validDays }: { note: string; uses: number; validDays: number },
): Promise<Invitation> {
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + validDays * DAY_MS);
  const invitation = { _id: newId(), code: newCode(), note, createdBy, createdAt, expiresAt, usesLeft: uses };
  await views.invitations.insertOne(invitation);
  return invitationOf(invitation);
}

/**
 * A code that lets one account in, always the same for a name until it is used up or out of date; null when it is, or when
 * whoever is named as inviter may not let anybody in.
 */
export async function codeFor(context: AccountsContext, inviter: string, name: string): Promise<string | null> {
  const { views, clock } = context;
  const account = await views.accounts.findOne({ actor: inviter, status: 'active' });
  if (!account || account.role === 'teacher') return null;
  const now = clock.now();
  const invitation = {
    code: newCode(),
    note: '',
    createdBy: account._id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + NAMED_VALID_DAYS * DAY_MS),
    usesLeft: 1,
  };
  const stored = await views.invitations.findOneAndUpdate(
    { _id: name },
    { $setOnInsert: invitation },
    { upsert: true, returnDocument: 'after' },
  );
  return stored && stored.usesLeft > 0 && stored.expiresAt > now ? stored.code : null;
}

export async function revokeInvitation({ views }: AccountsContext, id: string): Promise<Result<void>> {
  const { deletedCount } = await views.invitations.deleteOne({ _id: id });
  return deletedCount === 0 ? fail(NOT_FOUND) : ok(undefined);
}

/** The actor of whoever made an invitation that can still be used; undefined when there is none with this code. */
export async function inviterOf({ views, clock }: AccountsContext, typed: string): Promise<string | null | undefined> {
  const usable = { code: normaliseCode(typed), usesLeft: { $gt: 0 }, expiresAt: { $gt: clock.now() } };
  const invitation = await views.invitations.findOne(usable);
  if (!invitation) return undefined;
  return (await views.accounts.findOne({ _id: invitation.createdBy }, { projection: { actor: 1 } }))?.actor ?? null;
}

/** As stored, however it was typed: `ABCD efgh…` and `abcd-efgh…` are one code. */
export function normaliseCode(typed: string): string {
  const letters = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (letters.match(/.{1,4}/g) ?? []).join('-');
}

function newCode(): string {
  const group = () => Array.from({ length: GROUP_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

function invitationOf({ _id: id, code, note, createdAt, expiresAt, usesLeft }: InvitationDocument): Invitation {
  return { id, code, note, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), usesLeft };
}
