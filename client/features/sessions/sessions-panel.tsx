import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { listPairSessions, type Session } from '../../../shared/contracts/sessions.ts';
import { read } from '../../api/queries.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { ProposeForm } from './propose-form.tsx';
import { SessionCard } from './session-card.tsx';
import css from './sessions.module.css';
import { zoneName } from './when.ts';

/** When the two meet: what is agreed, what waits for an answer, and what was. */
export function SessionsPanel({ pair }: { pair: Pair }) {
  const sessions = useQuery(read(listPairSessions, { params: { id: pair.id } }));
  // Null: no form. A session: other times for it.
  const [proposing, setProposing] = useState<'new' | Session | null>(null);
  const heading = useFocusOnOpen<HTMLHeadingElement>(proposing !== null);
  const { open, over } = split(sessions.data?.items ?? []);
  const all = sessions.data?.items ?? [];
  const card = (session: Session) => (
    <li key={session.id}>
      <SessionCard session={session} all={all} onMove={() => setProposing(session)} />
    </li>
  );
  if (proposing !== null) {
    const moving = proposing === 'new' ? null : proposing;
    return (
      <section className={css.panel} aria-labelledby="sessions">
        <h2 id="sessions" ref={heading} tabIndex={-1}>
          {moving === null ? tSessions.propose : tSessions.move}
        </h2>
        <Soft>{tSessions.zone(zoneName())}</Soft>
        <ProposeForm pair={pair} sessions={all} moving={moving} onClose={() => setProposing(null)} />
      </section>
    );
  }
  return (
    <section className={css.panel} aria-labelledby="sessions">
      <h2 id="sessions" ref={heading} tabIndex={-1}>
        {tSessions.title}
      </h2>
      {sessions.isPending && <Skeleton lines={3} />}
      <Problem error={sessions.error} retry={sessions.refetch} />
      {sessions.data && open.length === 0 && <Soft>{tSessions.empty}</Soft>}
      {open.length > 0 && (
        <ol className={css.sessions} aria-label={tSessions.toCome}>
          {open.map(card)}
        </ol>
      )}
      {pair.state === 'active' && sessions.data && (
        <div>
          <Button
            icon="clock"
            look={open.length === 0 ? 'primary' : 'secondary'}
            small={open.length > 0}
            onClick={() => setProposing('new')}
          >
            {tSessions.propose}
          </Button>
        </div>
      )}
      {open.length > 0 && <Soft>{tSessions.zone(zoneName())}</Soft>}
      {over.length > 0 && (
        <details className={css.more}>
          <summary>{tSessions.earlier}</summary>
          <ol className={css.sessions} aria-label={tSessions.earlier}>
            {over.map(card)}
          </ol>
        </details>
      )}
      <p className={css.small}>
        <Link to="/settings#calendar">{tSessions.feedLink}</Link>
      </p>
    </section>
  );
}

/** What one can still do something about, as the server ordered it; and the rest. */
function split(sessions: readonly Session[]): { open: Session[]; over: Session[] } {
  const open = sessions.filter(({ state, past }) => state === 'proposed' || (state === 'agreed' && !past));
  return { open, over: sessions.filter((session) => !open.includes(session)) };
}
