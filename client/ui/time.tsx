import { useEffect, useState } from 'react';
import { ago, moment } from '../i18n/format.ts';

const TICK_MS = 60_000;

/** How long ago, kept true while the page stays open; the exact moment on hover and for machines. */
export function TimeAgo({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, Math.max(now, Date.parse(at)))}
    </time>
  );
}
