import type { ReactNode, Ref } from 'react';
import css from './turn.module.css';

/** A part of a turn under its heading: no landmark, since two turns on a page have the same parts. */
export function TurnPart({
  title,
  heading,
  children,
}: {
  title: string;
  heading?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  return (
    <div className={css.section}>
      <h3 ref={heading} tabIndex={heading ? -1 : undefined}>
        {title}
      </h3>
      {children}
    </div>
  );
}
