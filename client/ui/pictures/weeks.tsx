import css from './pictures.module.css';

const COLUMN = 20;
const BAR = 12;
/** Height of one side, over or under the line. */
const SIDE = 34;
/** A single thing in a quiet time is a small bar, not a tall one. */
const SCALE_MIN = 4;

/** How much went each way over the last weeks: up is one way, down the other; the numbers are in the table below. */
export function Weeks({
  up,
  down,
  asTable,
  weekIs,
  weeks,
}: {
  up: string;
  down: string;
  /** What opens the table. */
  asTable: string;
  weekIs: string;
  /** Oldest first. */
  weeks: readonly { label: string; up: number; down: number }[];
}) {
  const scale = SIDE / Math.max(SCALE_MIN, ...weeks.flatMap((week) => [week.up, week.down]));
  return (
    <figure className={css.weeks}>
      <svg viewBox={`0 0 ${weeks.length * COLUMN} ${2 * SIDE + 2}`} aria-hidden="true" focusable="false">
        {weeks.map((week, index) => {
          const x = index * COLUMN + (COLUMN - BAR) / 2;
          return (
            <g key={week.label}>
              <rect className={css.up} x={x} y={SIDE - week.up * scale} width={BAR} height={week.up * scale} rx="2" />
              <rect
                className={css.down}
                x={x + 1}
                y={SIDE + 3}
                width={BAR - 2}
                height={Math.max(0, week.down * scale - 2)}
                rx="1"
              />
            </g>
          );
        })}
        <line className={css.line} x1="0" x2={weeks.length * COLUMN} y1={SIDE + 1} y2={SIDE + 1} />
      </svg>
      <p className={css.ends} aria-hidden="true">
        <span>{weeks[0]?.label}</span>
        <span>{weeks.at(-1)?.label}</span>
      </p>
      <p className={css.legend} aria-hidden="true">
        <span className={css.upKey}>{up}</span>
        <span className={css.downKey}>{down}</span>
      </p>
      <details className={css.details}>
        <summary>{asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{weekIs}</th>
              <th scope="col">{up}</th>
              <th scope="col">{down}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.label}>
                <th scope="row">{week.label}</th>
                <td>{week.up}</td>
                <td>{week.down}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
