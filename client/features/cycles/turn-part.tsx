import type { ReactNode } from 'react';
import css from './turn.module.css';

/** A part of a turn under its heading: no landmark, since two turns on a page have the same parts. */
export function TurnPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.section}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}
