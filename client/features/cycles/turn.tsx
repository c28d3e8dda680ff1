import { useRef, useState } from 'react';
import type { Anchor, Cycle, Turn } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Chip } from '../../ui/chip.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { locate } from './anchors.ts';
import { ContributionComposer } from './contribution-composer.tsx';
import { Contributions } from './contributions.tsx';
import { FollowUpSection } from './follow-up-section.tsx';
import { GoingPublic } from './going-public.tsx';
import { LeftOver } from './left-over.tsx';
import { PassOn } from './pass-on.tsx';
import { showPassage } from './passage.ts';
import { PresentedWork } from './presented-work.tsx';
import { ProtocolSteps } from './protocol-steps.tsx';
import { QuietNote } from './quiet-note.tsx';
import css from './turn.module.css';

/** All of a turn, in the order it happens: the work, the steps, what was said, what comes of it. */
export function TurnView({ turn, cycle, pair }: { turn: Turn; cycle: Cycle; pair: Pair }) {
  const partner = pair.partner.displayName;
  const text = useRef<HTMLDivElement>(null);
  const composer = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const { step, protocol } = turn;
  const underWay = turn.state === 'under-way';
  const goesOn = useFocusWhenLost<HTMLHeadingElement>(underWay ? step : null);
  const comment = (quote: string) => {
    setAnchor({ kind: 'passage', quote });
    const field = composer.current?.querySelector('textarea');
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  };
  const isInText = (quote: string) => locate([text.current?.textContent ?? ''], quote) !== null;
  return (
    <div className={css.turn}>
      <PresentedWork turn={turn} text={text} onComment={turn.may.speak ? comment : null} />
      <div className={css.section}>
        <h3 className={css.protocolName} ref={underWay ? goesOn : null} tabIndex={-1}>
          {protocol.name} {!underWay && <Chip tone="good">{tCycles.through}</Chip>}
        </h3>
        <ProtocolSteps
          label={tCycles.pathOf(turn.work.title)}
          steps={protocol.steps}
          at={step ?? protocol.steps.length}
          looker={{ part: turn.iPresent ? 'presenter' : 'responder', partner }}
        />
        <Contributions turn={turn} onShow={(quote) => showPassage(text.current, quote)} />
        {underWay && step !== null && (
          <div ref={composer} className={css.now}>
            {turn.may.speak && (
              <ContributionComposer
                key={step}
                turn={turn}
                step={step}
                anchor={anchor}
                onAnchor={setAnchor}
                isInText={isInText}
              />
            )}
            {!turn.may.speak && <LeftOver turn={turn} />}
            <QuietNote turn={turn} partner={partner} />
            <PassOn key={`pass ${step}`} turn={turn} step={step} />
          </div>
        )}
      </div>
      {turn.state === 'follow-up' && <LeftOver turn={turn} />}
      {turn.state !== 'set-aside' && <FollowUpSection turn={turn} partner={partner} />}
      <GoingPublic turn={turn} pair={pair} isOpen={cycle.state !== 'set-aside'} />
    </div>
  );
}
