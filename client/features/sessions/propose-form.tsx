import { useState } from 'react';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { moveSession, proposeSession, SESSION_MINUTES, type Session } from '../../../shared/contracts/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { errorUnder, fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptFrom } from '../editor/use-kept-from.ts';
import { TIMES_MAX, timesToSend } from './proposed-times.ts';
import { lastAgreed, suggestTimes } from './suggest-times.ts';
import { Suggestions, TimeRowFields } from './time-rows.tsx';
import { useAgenda } from './use-agenda.ts';
import { usePutSession } from './use-put-session.ts';
import { useTimeRows } from './use-time-rows.ts';
import { ownZone } from './wall-time.ts';
import { whenOf } from './when.ts';

const LENGTHS = [15, 20, 30, 45, 60, 90, 120];

/** The usual length, or the next longer one that holds what is on the agenda. */
function lengthFor(minutes: number): number {
  return LENGTHS.find((length) => length >= Math.max(minutes, SESSION_MINUTES.usual)) ?? SESSION_MINUTES.max;
}

/** Up to five times of a new session, or other times of one that is agreed. */
export function ProposeForm({
  pair,
  sessions,
  moving,
  onClose,
}: {
  pair: Pair;
  sessions: readonly Session[];
  /** The agreed session that is to be at another time; null for a new one. */
  moving: Session | null;
  onClose: () => void;
}) {
  const toast = useToast();
  const putSession = usePutSession();
  const prepared = useAgenda(pair);
  const key = moving?.id ?? pair.id;
  const agenda = useKeptFrom(`session-agenda:${key}`, moving?.agenda ?? prepared.agenda);
  const room = useKeptFrom(`session-room:${key}`, moving?.room ?? lastAgreed(sessions)?.room ?? '');
  const [chosenMinutes, setMinutes] = useState(moving?.time?.minutes);
  const minutes = chosenMinutes ?? lengthFor(prepared.minutes);
  const { rows, change, remove, add } = useTimeRows();
  const [noTime, setNoTime] = useState(false);
  const onSuccess = (session: Session) => {
    for (const { forget } of [agenda, room]) forget();
    putSession(session);
    toast(tSessions.proposed(pair.partner.displayName));
    onClose();
  };
  const propose = useCall(proposeSession, { onSuccess });
  const move = useCall(moveSession, { onSuccess });
  const sending = moving === null ? propose : move;
  const errors = fieldsOf(sending.error);
  const last = lastAgreed(sessions)?.time;
  const send = () => {
    const times = timesToSend(rows, minutes, ownZone(), new Date());
    setNoTime(times?.length === 0);
    if (times === null || times.length === 0) return;
    const body = { times, room: room.text, agenda: agenda.text };
    if (moving === null) propose.mutate({ params: { id: pair.id }, body });
    else move.mutate({ params: { id: moving.id }, body });
  };
  return (
    <Form error={sending.error ?? (noTime || undefined)} onSubmit={send}>
      <Soft>
        {moving?.time ? tSessions.moveLead(whenOf(moving.time)) : tSessions.proposeLead(pair.partner.displayName)}
      </Soft>
      {last && (
        <Suggestions times={suggestTimes(new Date(last.start), pair.cadence, ownZone(), new Date())} onTake={add} />
      )}
      {rows.map((row, index) => (
        <TimeRowFields
          key={row.key}
          row={row}
          number={index + 1}
          error={index === 0 ? (errorUnder(errors, 'times') ?? (noTime ? tSessions.noTime : undefined)) : undefined}
          onChange={change}
          onRemove={rows.length > 1 ? () => remove(row.key) : null}
        />
      ))}
      {rows.length < TIMES_MAX && (
        <div>
          <Button small onClick={() => add()}>
            {tSessions.addTime}
          </Button>
        </div>
      )}
      <Select
        label={tSessions.length}
        value={String(minutes)}
        onChange={(value) => setMinutes(Number(value))}
        options={[...new Set([...LENGTHS, minutes])]
          .sort((a, b) => a - b)
          .map((length) => [String(length), tSessions.minutes(length)] as const)}
      />
      <TextField
        label={tSessions.room}
        hint={tSessions.roomHint}
        value={room.text}
        onChange={room.type}
        error={errors.room}
        maxLength={500}
        optional
      />
      <TextArea
        label={tSessions.agenda}
        hint={tSessions.agendaHint}
        value={agenda.text}
        onChange={agenda.type}
        error={errors.agenda}
        maxLength={2000}
        optional
      />
      <Problem error={formProblem(sending.error, ['times', 'room', 'agenda'])} />
      <div>
        <Row>
          <Button type="submit" look="primary" icon="send" busy={sending.isPending}>
            {tSessions.proposeSend}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t.form.cancel}
          </Button>
        </Row>
      </div>
    </Form>
  );
}
