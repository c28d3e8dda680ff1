import { useEffect, useState } from 'react';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { momentOf } from './anchors.ts';
import css from './protocol.module.css';

const TICK_MS = 500;

/** A timer for who wants one. It says quietly when the time is up, and stops nobody. */
export function StepTimer({ minutes }: { minutes: number }) {
  /** When it ends, or how much is left while it rests; in milliseconds. */
  const [run, setRun] = useState<{ endsAt: number } | { left: number } | null>(null);
  const [now, setNow] = useState(() => Date.now());
  const running = run !== null && 'endsAt' in run;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [running]);
  if (run === null) {
    return (
      <div>
        <Button
          small
          look="quiet"
          icon="clock"
          onClick={() => {
            setNow(Date.now());
            setRun({ endsAt: Date.now() + minutes * 60_000 });
          }}
        >
          {tCycles.timer.start(minutes)}
        </Button>
      </div>
    );
  }
  const left = Math.max(0, 'endsAt' in run ? run.endsAt - now : run.left);
  const up = left === 0;
  return (
    <div className={css.timer}>
      <span role="timer">{up ? '' : tCycles.timer.left(momentOf(Math.ceil(left / 1_000)))}</span>
      <span role="status">{up ? tCycles.timer.up : ''}</span>
      {!up && (
        <Button
          small
          onClick={() => {
            setNow(Date.now());
            setRun(running ? { left } : { endsAt: Date.now() + left });
          }}
        >
          {running ? tCycles.timer.pause : tCycles.timer.resume}
        </Button>
      )}
      <Button small look="quiet" onClick={() => setRun(null)}>
        {tCycles.timer.stop}
      </Button>
    </div>
  );
}
