import type { MentoringChoices } from '../../../shared/contracts/partners.ts';
import { useKeptText } from '../../ui/use-kept-text.ts';

/** What is being changed of the choices: kept on this device until it is saved, so that nothing typed is lost. */
export function useChoices(account: string, saved: MentoringChoices) {
  const [kept, keep] = useKeptText(`partnerchoices:${account}`);
  const changed = readChanges(kept);
  return {
    fields: { ...saved, ...changed },
    isChanged: kept !== '',
    set: (change: Partial<MentoringChoices>) => keep(JSON.stringify({ ...changed, ...change })),
    forget: () => keep(''),
  };
}

function readChanges(kept: string): Partial<MentoringChoices> {
  try {
    const read: unknown = JSON.parse(kept || '{}');
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
