import type { Consent } from '../../../shared/contracts/cycles.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { keyOf, nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type PairView, publishEntry } from '../mentoring/index.ts';
import { presentConsent } from './present-cycles.ts';
import { closureOf, findConsent } from './read-cycles.ts';
import { isQuotable, standingIn } from './turns.model.ts';
import { inPair, inTurn, type WriteCycleParts } from './write-in-pair.ts';

/** Asks the partner whether these pieces of feedback of theirs may be quoted in public. */
export async function askConsent(
  parts: WriteCycleParts,
  actor: string,
  turnId: string,
  { contributions, named }: { contributions: readonly string[]; named: boolean },
): Promise<Result<Consent>> {
  return inTurn(parts, actor, turnId, async (pair, { turn }) => {
    if (isBetweenUs(pair)) return fail(BETWEEN_US);
    if (!standingIn(turn, actor, closureOf(parts, pair, actor)).askConsent) return fail(NOT_NOW);
    const quotable = new Map(turn.contributions.filter(isQuotable(turn.responder)).map(({ _id }) => [keyOf(_id), _id]));
    const wanted = [...new Set(contributions)];
    const pieces = wanted.flatMap((id) => quotable.get(id) ?? []);
    if (pieces.length < wanted.length) return fail(NOT_THEIRS);
    // Asking the same again while it waits for an answer is asking once.
    const asked = turn.consents.find(
      ({ answer, fact }) =>
        answer === 'waiting' && fact.entry.named === named && isSame(fact.entry.contributions, pieces),
    );
    if (asked) return ok(presentConsent(actor, pair, turn, asked));
    const statement = { kind: 'consent-asked' as const, turn: turn.presentation._id, contributions: pieces, named };
    return readConsent(parts, actor, await publishEntry(parts, actor, pair, statement));
  });
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join(' ') === [...others].sort().join(' ');
}

const BETWEEN_US = appError(
  'conflict',
  'You agreed that what is said stays between you, so nothing of your partner’s can be quoted. Propose a change of the agreement first.',
);
const NOT_NOW = appError('conflict', 'The presenter can ask this when all steps of the turn are done.');
const NOT_THEIRS = appError('invalid_input', 'Choose what your partner said in this turn, and did not delete.', {
  contributions: 'Choose what your partner said in this turn, and did not delete.',
});

/** Lets the partner quote, or not. A no can follow a yes; it is the no that counts from then on. */
export async function answerConsent(
  parts: WriteCycleParts,
  actor: string,
  id: string,
  { yes, reason }: { yes: boolean; reason: string },
): Promise<Result<Consent>> {
  const found = await findConsent(parts, actor, id);
  if (!found) return fail(NOT_FOUND);
  return inPair(parts, actor, found.pair.id, async (pair) => {
    const now = await findConsent(parts, actor, id);
    if (!now) return fail(NOT_FOUND);
    const { consent, turn } = now;
    if (actor !== turn.responder) return fail(NOT_ASKED);
    if (consent.answer === 'no' && yes) return fail(SAID_NO);
    if (yes && isBetweenUs(pair)) return fail(BETWEEN_US);
    const iri = consent.fact._id;
    const statement = { kind: 'consent-answered' as const, consent: iri, yes, reason };
    await publishEntry(parts, actor, pair, statement, nameOf('consent-answered', actor, iri, String(yes)));
    return readConsent(parts, actor, iri);
  });
}

const NOT_ASKED = appError('conflict', 'Only your partner can answer this.');
const SAID_NO = appError('conflict', 'You said no to this. Your partner may ask again.');

function isBetweenUs({ agreement }: PairView): boolean {
  return agreement.confidentiality === 'between-us';
}

async function readConsent(parts: WriteCycleParts, actor: string, iri: string): Promise<Result<Consent>> {
  const found = await findConsent(parts, actor, keyOf(iri));
  return found ? ok(presentConsent(actor, found.pair, found.turn, found.consent)) : fail(NOT_FOUND);
}
