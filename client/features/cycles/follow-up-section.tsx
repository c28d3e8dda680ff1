import type { Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Soft } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { FollowUpForm } from './follow-up-form.tsx';
import { FollowUpView } from './follow-up-view.tsx';
import { TurnPart } from './turn-part.tsx';

/** What comes of a turn: both see it, the presenter writes it. */
export function FollowUpSection({ turn, partner }: { turn: Turn; partner: string }) {
  const heading = useFocusWhenLost<HTMLHeadingElement>(`${turn.state} ${turn.followUp?.state}`);
  if (turn.followUp === null && turn.state !== 'follow-up') return null;
  return (
    <TurnPart title={tCycles.followUp} heading={heading}>
      {turn.followUp !== null ? (
        <FollowUpView followUp={turn.followUp} partner={partner} />
      ) : turn.may.followUp ? (
        <FollowUpForm turn={turn} partner={partner} />
      ) : (
        <Soft>{tCycles.followUpTheirs(turn.presenter.displayName)}</Soft>
      )}
    </TurnPart>
  );
}
