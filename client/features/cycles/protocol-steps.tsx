import { type ReactNode, useEffect, useState } from 'react';
import type { ProtocolStep } from '../../../shared/contracts/protocols.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { Path } from '../../ui/pictures/path.tsx';
import css from './protocol.module.css';
import { StepTimer } from './step-timer.tsx';

/** Who looks at the steps: one of the two in a turn, or somebody who only looks at a protocol. */
export type Looker = { part: 'presenter' | 'responder'; partner: string } | null;

/**
 * The steps of a protocol as a path, and the one that one looks at: what it is for, who speaks, for how long. The same for a
 * turn under way, for choosing a protocol, and for editing one.
 */
export function ProtocolSteps({
  label = tCycles.path,
  steps,
  at,
  looker = null,
  children,
}: {
  /** Tells it from others on the page. */
  label?: string;
  steps: readonly ProtocolStep[];
  /** The present step of a turn; as many as there are when all are done; null where there is no turn. */
  at: number | null;
  looker?: Looker;
  /** Stands in the present step. */
  children?: ReactNode;
}) {
  // Null is the present step; none when all are done.
  const [looking, setLooking] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the turn goes on, so does who looks
  useEffect(() => setLooking(null), [at]);
  const through = at !== null && at >= steps.length;
  const shown = Math.min(looking ?? at ?? 0, through && looking === null ? steps.length : steps.length - 1);
  const step = steps[shown];
  return (
    <div className={css.protocol}>
      <Path
        label={label}
        said={through ? tCycles.through : tCycles.at((at ?? shown) + 1, steps.length, nameOf(steps[at ?? shown]))}
        done={tCycles.stepDone}
        steps={steps.map((each) => nameOf(each))}
        at={at ?? shown}
        onGo={setLooking}
        ticks={at !== null}
      />
      {step && (
        <div className={css.card} data-now={at === shown || undefined}>
          <p className={css.name}>{nameOf(step)}</p>
          {at !== null && shown !== at && (
            <p className={css.meta}>{shown < at ? tCycles.isOver : tCycles.comesLater}</p>
          )}
          <p className={css.meta}>
            {whoSpeaks(step, looker)} {tCycles.minutes(step.minutes)}
          </p>
          {step.prompts.length > 0 && (
            <ul className={css.prompts}>
              {step.prompts.map((prompt) => (
                <li key={prompt}>{prompt}</li>
              ))}
            </ul>
          )}
          {at === null && step.stems.length > 0 && (
            <p className={css.stems}>{step.stems.map((stem) => `${stem.trim().replace(/…$/, '')}…`).join('  ')}</p>
          )}
          {at === shown && looker !== null && <StepTimer key={shown} minutes={step.minutes} />}
          {at !== null && !through && shown !== at && (
            <div>
              <Button small onClick={() => setLooking(null)}>
                {tCycles.toNow}
              </Button>
            </div>
          )}
        </div>
      )}
      {children}
    </div>
  );
}

function nameOf(step: ProtocolStep | undefined): string {
  return step === undefined || step.name.trim() === '' ? tCycles.unnamedStep : step.name;
}

function whoSpeaks({ speaks }: ProtocolStep, looker: Looker): string {
  if (looker === null) return tCycles.who[speaks];
  if (speaks === 'both') return tCycles.who.youBoth(looker.partner);
  return speaks === looker.part ? tCycles.who.youAlone(looker.partner) : tCycles.who.nameAlone(looker.partner);
}
