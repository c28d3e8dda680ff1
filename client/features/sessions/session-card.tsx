import { CALENDAR_FILES_PATH, type MeetingTime, type Session } from '../../../shared/contracts/sessions.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Soft } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { hostOf } from '../mentoring/pairs.ts';
import { AnswerSession } from './answer-session.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionNotes } from './session-notes.tsx';
import css from './sessions.module.css';
import { whenOf } from './when.ts';

/** A session: when, where, about what, and what the reader may do about it. */
export function SessionCard({
  session,
  all,
  onMove,
}: {
  session: Session;
  /** The pair's sessions, among them the one that this one moves. */
  all: readonly Session[];
  onMove: () => void;
}) {
  const heading = useFocusWhenLost<HTMLHeadingElement>(session.state);
  const moved = all.find(({ id }) => id === session.moves);
  const name = session.partner.displayName;
  const agreed = session.state === 'agreed' && session.time;
  return (
    <article className={css.session} data-open={agreed && !session.past ? '' : undefined}>
      <div className={css.head}>
        <h3 ref={heading} tabIndex={-1}>
          {session.time ? (
            <When time={session.time} />
          ) : session.proposedByMe ? (
            tSessions.proposedByMe
          ) : (
            tSessions.proposedToMe(name)
          )}
        </h3>
        {!(agreed && session.past) && <Chip {...(agreed && { tone: 'good' })}>{tSessions.states[session.state]}</Chip>}
      </div>
      {session.state === 'proposed' && moved?.time && <Soft>{tSessions.movesFrom(whenOf(moved.time))}</Soft>}
      {session.state === 'proposed' &&
        (session.may.answer ? <AnswerSession session={session} /> : <Proposed times={session.times} name={name} />)}
      {session.reason !== '' && (
        <p>
          {tSessions.reasonGiven} {session.reason}
        </p>
      )}
      {session.room !== '' && <Room room={session.room} open={session.state === 'agreed' && !session.past} />}
      {session.agenda !== '' && <p className={css.agenda}>{session.agenda}</p>}
      {agreed && !session.past && (
        <a className={css.link} href={`${CALENDAR_FILES_PATH}/${session.id}.ics`} download>
          <Icon name="down" size={18} />
          {tSessions.toCalendar}
        </a>
      )}
      {session.delivery !== null && session.delivery !== 'delivered' && !session.partner.local && (
        <Soft>{tMentoring.delivery[session.delivery](hostOf(session.partner))}</Soft>
      )}
      <SessionActions session={session} onMove={onMove} />
      <SessionNotes session={session} />
    </article>
  );
}

function Proposed({ times, name }: { times: readonly MeetingTime[]; name: string }) {
  return (
    <>
      <ul className={css.times}>
        {times.map((time) => (
          <li key={time.start}>
            <When time={time} />
          </li>
        ))}
      </ul>
      <Soft>{tSessions.waiting(name)}</Soft>
    </>
  );
}

function When({ time }: { time: MeetingTime }) {
  return <time dateTime={time.start}>{whenOf(time)}</time>;
}

/** A link of theirs is opened apart from this app, and cannot reach back into it; anything else is a place. */
function Room({ room, open }: { room: string; open: boolean }) {
  const address = webAddress(room);
  if (address === null || !open) {
    return (
      <p>
        <strong>{tSessions.room}</strong> {room}
      </p>
    );
  }
  return (
    <a className={css.link} href={address} target="_blank" rel="noopener noreferrer">
      <Icon name="play" size={18} />
      {tSessions.openRoom} <span className={css.host}>{new URL(address).host}</span>{' '}
      <span className="visually-hidden">{tSessions.newTab}</span>
    </a>
  );
}

/** Only what a browser opens as a page; anything else (`javascript:`) stays words. */
function webAddress(room: string): string | null {
  const url = URL.parse(room.trim());
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
