import { cx } from '../cx.ts';
import { Icon } from '../icon.tsx';
import css from './pictures.module.css';

/** Steps one after the other, and how far one has come; the number or tick says it without the colour too. */
export function Path({
  label,
  steps,
  at,
}: {
  label: string;
  steps: readonly string[] /** The step one is at. */;
  at: number;
}) {
  return (
    <ol className={css.path} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={cx(index < at && css.done, index === at && css.now)}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={css.stone} aria-hidden="true">
            {index < at ? <Icon name="check" size={16} /> : index + 1}
          </span>
          <span>{step}</span>
        </li>
      ))}
    </ol>
  );
}
