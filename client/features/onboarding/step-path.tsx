import { tOnboarding } from '../../i18n/onboarding.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import css from './onboarding.module.css';

export const SHOWN_STEPS = ['you', 'people', 'act'] as const;
export type ShownStep = (typeof SHOWN_STEPS)[number];

/** Where one is, as a path of three stones; said in words too. */
export function StepPath({ step, onGo }: { step: ShownStep; onGo: (step: ShownStep) => void }) {
  const at = SHOWN_STEPS.indexOf(step);
  return (
    <nav aria-label={tOnboarding.path}>
      <p className="visually-hidden">{tOnboarding.step(at + 1, SHOWN_STEPS.length)}</p>
      <ol className={css.path}>
        {SHOWN_STEPS.map((name, index) => (
          <li key={name} className={cx(index < at && css.done, index === at && css.now)}>
            <button type="button" aria-current={index === at ? 'step' : undefined} onClick={() => onGo(name)}>
              <span className={css.stone}>{index < at ? <Icon name="check" size={16} /> : index + 1}</span>
              <span>
                {tOnboarding.steps[name]}
                {index < at && <span className="visually-hidden">, {tOnboarding.stepDone}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
