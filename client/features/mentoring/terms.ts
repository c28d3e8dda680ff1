import type { Amendment } from '../../../shared/contracts/mentoring.ts';

/** The terms of an agreement as they are read: each of them is there. */
export type AgreedTerms = Amendment['terms'];

/** What two may agree on, in the order it is shown. The note is a letter, not a term. */
export const TERM_NAMES = ['myGoals', 'partnerGoals', 'cadence', 'protocol', 'confidentiality', 'endsOn'] as const;
export type TermName = (typeof TERM_NAMES)[number];

/** The terms of a pair, without what else a pair has. */
export function termsOf(pair: AgreedTerms): AgreedTerms {
  const { myGoals, partnerGoals, cadence, endsOn, protocol, confidentiality, note } = pair;
  return { myGoals, partnerGoals, cadence, endsOn, protocol, confidentiality, note };
}

/** Which terms differ; space around words is no difference. */
export function changedTerms(before: AgreedTerms, after: AgreedTerms): TermName[] {
  return TERM_NAMES.filter((name) => before[name].trim() !== after[name].trim());
}

/** One step of an agreement's way, and the terms that stood when it was taken; null for the offer it began with. */
export interface HistoryStep {
  amendment: Amendment;
  before: AgreedTerms | null;
}

/** `items` newest first, the last the offer itself: what each proposed stood against what was agreed by then. */
export function historyOf(items: readonly Amendment[]): HistoryStep[] {
  return items.map((amendment, index) => {
    const agreed = items.find((earlier, at) => at > index && (earlier.state === 'accepted' || at === items.length - 1));
    return { amendment, before: agreed?.terms ?? null };
  });
}
