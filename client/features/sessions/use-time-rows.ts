import { useRef, useState } from 'react';
import { TIMES_MAX, type TimeRow } from './proposed-times.ts';
import type { WallTime } from './wall-time.ts';

/** The rows of a proposal: at least one, at most five. A time that is added fills an empty row first. */
export function useTimeRows() {
  const next = useRef(1);
  const [rows, setRows] = useState<readonly TimeRow[]>([{ key: 0, day: '', time: '', second: false }]);
  const change = (row: TimeRow) => setRows((all) => all.map((other) => (other.key === row.key ? row : other)));
  return {
    rows,
    change,
    remove: (key: number) => setRows((all) => all.filter((row) => row.key !== key)),
    add: (time?: WallTime) => {
      if (time && rows.some((row) => row.day === time.day && row.time === time.time)) return;
      const free = time && rows.find(({ day }) => day === '');
      if (free) change({ ...free, ...time, second: false });
      else if (rows.length < TIMES_MAX) {
        const last = rows.at(-1);
        const row = { key: next.current++, day: '', time: last?.time ?? '', second: false, ...time };
        setRows((all) => [...all, row]);
      }
    },
  };
}
