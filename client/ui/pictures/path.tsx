import { useEffect, useRef } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../icon.tsx';
import css from './pictures.module.css';

/** Steps one after the other, each a way to go there, and how far one has come; a number or a tick says it without the colour too. */
export function Path({
  label,
  said,
  done,
  steps,
  at,
  onGo,
  ticks = true,
}: {
  label: string;
  /** Where one is, in words. */
  said: string;
  /** What is said of a step that lies behind. */
  done: string;
  steps: readonly string[];
  /** The step one is at. */
  at: number;
  onGo: (step: number) => void;
  /** Steps before are behind one; otherwise one only looks through them. */
  ticks?: boolean;
}) {
  const path = useRef<HTMLOListElement>(null);
  // Into the middle where there are more than fit, and without moving the page.
  useEffect(() => {
    const list = path.current;
    const step = list?.children[at];
    if (!list || !step || list.scrollWidth <= list.clientWidth) return;
    const [frame, box] = [list.getBoundingClientRect(), step.getBoundingClientRect()];
    list.scrollLeft += box.left + box.width / 2 - (frame.left + frame.width / 2);
  }, [at]);
  const behind = (index: number) => ticks && index < at;
  return (
    <nav aria-label={label}>
      <p className="visually-hidden">{said}</p>
      <ol className={css.path} ref={path}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps may have one name, and none of them moves
          <li key={index} className={cx(behind(index) && css.done, index === at && css.now)}>
            <button type="button" aria-current={index === at ? 'step' : undefined} onClick={() => onGo(index)}>
              <span className={css.stone}>{behind(index) ? <Icon name="check" size={16} /> : index + 1}</span>
              <span>
                {step}
                {behind(index) && <span className="visually-hidden">, {done}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
