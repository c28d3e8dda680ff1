import type { CSSProperties, ReactNode } from 'react';
import css from './pictures.module.css';

/**
 * Two sides of one page, left and right of the margin rule, row by row on one scale. It is a table, so that it reads as
 * one; the bars only draw what the numbers say.
 */
export function Balance({
  left,
  right,
  rowsAre,
  rows,
}: {
  left: string;
  right: string;
  /** What the middle column holds, for who does not see it. */
  rowsAre: string;
  rows: readonly { name: string; label: ReactNode; left: number; right: number }[];
}) {
  const scale = Math.max(1, ...rows.flatMap((row) => [row.left, row.right]));
  return (
    <table className={css.balance}>
      <thead>
        <tr>
          <th scope="col">{left}</th>
          <th scope="col">
            <span className="visually-hidden">{rowsAre}</span>
          </th>
          <th scope="col">{right}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <td className={css.left}>
              <Bar count={row.left} scale={scale} />
            </td>
            <th scope="row">{row.label}</th>
            <td className={css.right}>
              <Bar count={row.right} scale={scale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ count, scale }: { count: number; scale: number }) {
  const share: CSSProperties & Record<'--share', number> = { '--share': count / scale };
  return (
    <div className={css.bar}>
      {count}
      {count > 0 && <span style={share} />}
    </div>
  );
}
