import { useState } from 'react';
import { useNavigate } from 'react-router';
import { shareTurn, type Turn } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Row, Soft } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { AskConsent } from './ask-consent.tsx';
import { ConsentView } from './consent-view.tsx';
import { TurnPart } from './turn-part.tsx';

/** From a turn to a public post: what may be quoted, asked and answered, and a draft of it. */
export function GoingPublic({ turn, pair, isOpen }: { turn: Turn; pair: Pair; isOpen: boolean }) {
  const partner = pair.partner.displayName;
  const heading = useFocusWhenLost<HTMLHeadingElement>(turn.consents.map(({ id, answer }) => `${id} ${answer}`).join());
  const mayAsk =
    turn.iPresent && isOpen && (turn.state === 'follow-up' || turn.state === 'closed') && pair.state === 'active';
  const quotable = turn.contributions.filter(({ mine, deleted }) => !mine && !deleted);
  if (!turn.may.share && !mayAsk && turn.consents.length === 0) return null;
  if (turn.state === 'follow-up' && turn.consents.length === 0) return null;
  return (
    <TurnPart title={tCycles.public} heading={heading}>
      {turn.iPresent && <Soft>{tCycles.publicLead}</Soft>}
      {turn.iPresent && pair.confidentiality === 'between-us' && <Soft>{tCycles.publicBetweenUs}</Soft>}
      {turn.consents.map((consent) => (
        <ConsentView key={consent.id} consent={consent} partner={partner} />
      ))}
      {mayAsk && pair.confidentiality !== 'between-us' && quotable.length > 0 && (
        <AskConsent turn={turn} pieces={quotable} partner={partner} />
      )}
      {turn.may.share && <MakeDraft turn={turn} />}
    </TurnPart>
  );
}

/** What a draft cannot see to by itself is said before it is made. */
function MakeDraft({ turn }: { turn: Turn }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const share = useCall(shareTurn, { onSuccess: ({ draft }) => void navigate(`/write/${draft}`) });
  return (
    <Row>
      <Button icon="write" onClick={() => setAsking(true)}>
        {tCycles.draft}
      </Button>
      {asking && (
        <Dialog
          title={tCycles.draftTitle}
          confirm={tCycles.draftMake}
          busy={share.isPending}
          error={share.error}
          onClose={() => setAsking(false)}
          onConfirm={() => share.mutate({ params: { id: turn.id } })}
        >
          <p>{tCycles.draftAdvice}</p>
        </Dialog>
      )}
    </Row>
  );
}
