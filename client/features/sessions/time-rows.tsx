import { tSessions } from '../../i18n/sessions.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { Soft } from '../../ui/page.tsx';
import { meaningOf, type TimeRow } from './proposed-times.ts';
import css from './sessions.module.css';
import { ownZone, type WallTime, wallTimeOf } from './wall-time.ts';
import { offsetName, startOf } from './when.ts';

/** One proposed time by one's own clock; where the clocks change it says what that means. */
export function TimeRowFields({
  row,
  number,
  error,
  onChange,
  onRemove,
}: {
  row: TimeRow;
  /** From 1. */
  number: number;
  /** What the last attempt to send said about it. */
  error: string | undefined;
  onChange: (row: TimeRow) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
}) {
  const zone = ownZone();
  const meaning = meaningOf(row, zone, new Date());
  return (
    <fieldset className={css.time}>
      <legend>{tSessions.time(number)}</legend>
      <div className={css.wall}>
        <TextField
          label={tSessions.day}
          type="date"
          min={wallTimeOf(new Date(), zone).day}
          value={row.day}
          onChange={(day) => onChange({ ...row, day, second: false })}
          error={meaning.kind === 'past' ? tSessions.past : meaning.kind === 'empty' ? error : undefined}
        />
        <TextField
          label={tSessions.clock}
          type="time"
          value={row.time}
          onChange={(time) => onChange({ ...row, time, second: false })}
          error={meaning.kind === 'skipped' ? tSessions.skipped(wallTimeOf(meaning.instead, zone).time) : undefined}
        />
        {onRemove && <IconButton icon="close" label={tSessions.removeTime(number)} onClick={onRemove} />}
      </div>
      {meaning.kind === 'skipped' && (
        <div>
          <Button small onClick={() => onChange({ ...row, ...wallTimeOf(meaning.instead, zone) })}>
            {tSessions.take(wallTimeOf(meaning.instead, zone).time)}
          </Button>
        </div>
      )}
      {meaning.kind === 'at' && meaning.twice && (
        <OneOf
          legend={tSessions.twice}
          value={row.second ? 'second' : 'first'}
          onChange={(which) => onChange({ ...row, second: which === 'second' })}
          options={[
            { value: 'first', label: tSessions.firstOfTwo(offsetName(meaning.twice.first, zone)) },
            { value: 'second', label: tSessions.secondOfTwo(offsetName(meaning.twice.second, zone)) },
          ]}
        />
      )}
      {meaning.kind === 'at' && <Soft>{startOf(meaning.at, zone)}</Soft>}
    </fieldset>
  );
}

/** Times that fit the rhythm of the two: one press fills a row in. */
export function Suggestions({ times, onTake }: { times: readonly WallTime[]; onTake: (time: WallTime) => void }) {
  const zone = ownZone();
  if (times.length === 0) return null;
  return (
    <div className={css.suggestions}>
      <span>{tSessions.suggestions}</span>
      {times.map((time) => {
        const meaning = meaningOf({ ...time, key: 0, second: false }, zone, new Date());
        return (
          meaning.kind === 'at' && (
            <Button key={`${time.day} ${time.time}`} small onClick={() => onTake(time)}>
              {startOf(meaning.at, zone)}
            </Button>
          )
        );
      })}
    </div>
  );
}
