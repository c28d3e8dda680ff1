import type { ReactNode } from 'react';
import css from './chip.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';

export function Chips({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={css.chips} aria-label={label}>
      {children}
    </ul>
  );
}

/** A short fact; `as="li"` inside `Chips`. Colour never says it alone. */
export function Chip({
  children,
  tone,
  icon,
  as: Tag = 'span',
}: {
  children: ReactNode;
  tone?: 'accent' | 'good' | 'warn';
  icon?: IconName;
  as?: 'span' | 'li';
}) {
  return (
    <Tag className={cx(css.chip, tone && css[tone])}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </Tag>
  );
}
