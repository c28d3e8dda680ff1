import { describe, expect, test } from 'vitest';
import { type AgreedTerms, changedTerms, historyOf, termsOf } from '../../../../client/features/mentoring/terms.ts';
import type { Amendment } from '../../../../shared/contracts/mentoring.ts';
import type { AmendmentState } from '../../../../shared/vocabulary.ts';

const terms = (patch: Partial<AgreedTerms> = {}): AgreedTerms => ({
  myGoals: 'Wait time',
  partnerGoals: 'Exit tickets',
  cadence: 'weekly',
  endsOn: '2027-06-30',
  protocol: '',
  confidentiality: 'ask-first',
  note: '',
  ...patch,
});

let id = 0;
const amendment = (state: AmendmentState, patch: Partial<AgreedTerms> = {}): Amendment => ({
  id: String(id++),
  proposedByMe: true,
  state,
  terms: terms(patch),
  at: '2027-01-01T00:00:00Z',
  answeredAt: null,
  reason: '',
  may: { accept: false, decline: false, withdraw: false },
});

describe('what differs between two agreements', () => {
  test('is each term that was changed, in the order they are shown', () => {
    expect(changedTerms(terms(), terms())).toEqual([]);
    expect(changedTerms(terms(), terms({ endsOn: '2027-07-01', myGoals: 'Questions' }))).toEqual(['myGoals', 'endsOn']);
    expect(
      changedTerms(terms(), terms({ protocol: 'Tuning', confidentiality: 'between-us', cadence: 'monthly' })),
    ).toEqual(['cadence', 'protocol', 'confidentiality']);
  });

  test('is not the space around words, and not the note, which is a letter', () => {
    expect(changedTerms(terms(), terms({ myGoals: ' Wait time\n', note: 'Shall we?' }))).toEqual([]);
  });

  test('only terms are taken from a pair', () => {
    expect(termsOf({ ...terms(), id: 'p', state: 'active' } as AgreedTerms)).toEqual(terms());
  });
});

describe('the history of an agreement', () => {
  test('holds each proposal against what was agreed when it was made', () => {
    const offer = amendment('accepted');
    const refused = amendment('declined', { cadence: 'monthly' });
    const agreed = amendment('accepted', { protocol: 'Tuning' });
    const waiting = amendment('proposed', { endsOn: '2027-09-01' });
    const steps = historyOf([waiting, agreed, refused, offer]);
    expect(steps.map(({ before }) => before)).toEqual([agreed.terms, offer.terms, offer.terms, null]);
  });

  test('begins with the offer, whatever became of it', () => {
    const offer = amendment('proposed');
    expect(historyOf([amendment('withdrawn'), offer]).map(({ before }) => before)).toEqual([offer.terms, null]);
    expect(historyOf([])).toEqual([]);
  });
});
