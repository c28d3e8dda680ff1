import { signDraftCavage } from './draft-cavage.ts';
import { signRfc9421 } from './rfc9421.ts';
import type { SigningKey, Unsigned } from './sign.ts';
import type { SignatureKind, SignaturePreference } from './signature-preference.ts';

const SIGN = { 'draft-cavage': signDraftCavage, rfc9421: signRfc9421 } as const;
const OTHER: Record<SignatureKind, SignatureKind> = { 'draft-cavage': 'rfc9421', rfc9421: 'draft-cavage' };

/**
 * What servers answer that do not read a signature. 403 is not among them: that is said by those who know who asks and do not
 * want it, and who has blocked us must not be asked twice each time.
 */
const UNREAD: ReadonlySet<number> = new Set([400, 401]);

/**
 * Sends a request signed as its host likes it and, when the host cannot read that, once more the other way; what it takes then
 * is remembered. When neither is taken, the first answer counts.
 *
 * @param attempt sends with these headers; an answer that is not used costs nothing more
 */
export async function knock<A extends { status: number }>(
  preference: SignaturePreference,
  request: Unsigned,
  key: SigningKey,
  now: Date,
  attempt: (headers: Record<string, string>) => Promise<A>,
): Promise<A> {
  const { host } = request.url;
  const kind = preference.of(host);
  const answer = await attempt(await SIGN[kind](request, key, now));
  if (!UNREAD.has(answer.status)) return answer;
  const again = await attempt(await SIGN[OTHER[kind]](request, key, now));
  if (again.status < 400) await preference.learnt(host, OTHER[kind]);
  return UNREAD.has(again.status) ? answer : again;
}
