import { useState } from 'react';
import { useKeptFrom } from '../editor/use-kept-from.ts';
import type { AgreedTerms } from './terms.ts';

export interface TermsInForm {
  terms: AgreedTerms;
  change: (patch: Partial<AgreedTerms>) => void;
  /** After sending: nothing of it is kept any more. */
  forget: () => void;
}

/**
 * Terms while they are written. What takes thought, the texts, is kept under `key` until it is sent; until something is
 * typed they are as they were given.
 */
export function useTerms(key: string, given: AgreedTerms): TermsInForm {
  const myGoals = useKeptFrom(`terms-mine:${key}`, given.myGoals);
  const partnerGoals = useKeptFrom(`terms-theirs:${key}`, given.partnerGoals);
  const note = useKeptFrom(`terms-note:${key}`, given.note);
  const [chosen, setChosen] = useState(() => ({
    cadence: given.cadence,
    endsOn: given.endsOn,
    protocol: given.protocol,
    confidentiality: given.confidentiality,
  }));
  return {
    terms: { ...chosen, myGoals: myGoals.text, partnerGoals: partnerGoals.text, note: note.text },
    change: ({ myGoals: mine, partnerGoals: theirs, note: words, ...rest }) => {
      if (mine !== undefined) myGoals.type(mine);
      if (theirs !== undefined) partnerGoals.type(theirs);
      if (words !== undefined) note.type(words);
      setChosen((before) => ({ ...before, ...rest }));
    },
    forget: () => {
      for (const { forget } of [myGoals, partnerGoals, note]) forget();
    },
  };
}
