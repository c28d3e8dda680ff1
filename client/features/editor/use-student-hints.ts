import { useMemo, useState } from 'react';
import { findStudentDetails, type PrivacyFinding } from '../../../shared/student-privacy.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { useStudentNames } from './student-names.ts';
import { useDebounced } from './use-debounced.ts';

const PAUSE_MS = 400;

export interface StudentHints {
  /** In the text as it stands; those that its author let stand are left out. */
  findings: readonly PrivacyFinding[];
  dismiss: (finding: PrivacyFinding) => void;
  names: readonly string[];
  setNames: (names: string[]) => void;
}

/** What in a text could point to a student, looked for on this device alone, shortly after one stops typing. */
export function useStudentHints(text: string): StudentHints {
  const me = useSignedIn();
  const [names, setNames] = useStudentNames(me.id);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const settled = useDebounced(text, PAUSE_MS);
  const own = me.displayName;
  const findings = useMemo(
    () => findStudentDetails(settled, { names, own: [own] }).filter((finding) => !dismissed.has(passageKey(finding))),
    [settled, names, own, dismissed],
  );
  return {
    // While one types the places move on; what no longer stands where it was found waits for the next look.
    findings:
      settled === text
        ? findings
        : findings.filter(({ start, end, text: passage }) => text.slice(start, end) === passage),
    dismiss: (finding) => setDismissed(new Set([...dismissed, passageKey(finding)])),
    names,
    setNames,
  };
}

function passageKey({ rule, text }: PrivacyFinding): string {
  return `${rule} ${text}`;
}
