import type { Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { ContributionItem } from './contribution-item.tsx';
import css from './turn.module.css';

/** What was said so far, step by step. */
export function Contributions({ turn, onShow }: { turn: Turn; onShow: (quote: string) => boolean }) {
  const { steps } = turn.protocol;
  const said = steps.map((step, index) => ({
    step,
    index,
    items: turn.contributions.filter((contribution) => contribution.step === index),
  }));
  const begun = said.filter(({ items }) => items.length > 0);
  if (begun.length === 0) return null;
  return (
    <section className={css.conversation} aria-label={tCycles.saidAbout(turn.work.title)}>
      {begun.map(({ step, index, items }) => (
        <div key={index} className={css.stepSaid}>
          <h4>{step.name}</h4>
          <ol>
            {items.map((contribution) => (
              <ContributionItem key={contribution.id} said={contribution} turn={turn} onShow={onShow} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
