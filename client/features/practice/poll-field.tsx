import { type KeyboardEvent, useEffect, useRef } from 'react';
import { POLL_ANSWER_MAX_CHARS, POLL_ANSWERS_MAX, POLL_ANSWERS_MIN } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { errorUnder } from '../../ui/explain.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { Row, Soft } from '../../ui/page.tsx';
import css from './editor.module.css';
import { lasting, newPoll, POLL_LENGTHS_MINUTES, type PollDraft, pollProblem } from './poll-draft.ts';

interface Props {
  poll: PollDraft | null;
  onChange: (poll: PollDraft | null) => void;
  errors: Readonly<Record<string, string>>;
  /** Somebody wants to publish: say what is missing. */
  complain: boolean;
}

/** What people can vote for under a post, folded away until it is wanted. The focus stays with what was added or taken. */
export function PollField({ poll, onChange, errors, complain }: Props) {
  const place = useRef<HTMLDivElement>(null);
  /** Of the text fields, the one that gets the focus next; the button to add a poll when there are none. */
  const next = useRef<number | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    const fields = place.current?.querySelectorAll<HTMLElement>(poll === null ? 'button' : 'li input');
    fields?.[next.current]?.focus();
    next.current = null;
  }, [poll]);
  const changeTo = (changed: PollDraft | null, focus: number) => {
    next.current = focus;
    onChange(changed);
  };
  return (
    <div ref={place}>
      {poll === null ? (
        <Button small icon="list" onClick={() => changeTo(newPoll(), 0)}>
          {tPractice.addPoll}
        </Button>
      ) : (
        <PollForm poll={poll} errors={errors} complain={complain} onChange={onChange} changeTo={changeTo} />
      )}
    </div>
  );
}

function PollForm({
  poll,
  errors,
  complain,
  onChange,
  changeTo,
}: Props & { poll: PollDraft; changeTo: (poll: PollDraft | null, focus: number) => void }) {
  const { options, multiple, openMinutes } = poll;
  const problem = complain ? pollProblem(poll) : null;
  const complaintAt = (at: number) => {
    if (problem !== null) return problem.at === at ? tPractice.pollProblem[problem.what] : undefined;
    return errors[`poll.options.${at}`] ?? (at === 0 ? errorUnder(errors, 'poll') : undefined);
  };
  const isFull = options.length >= POLL_ANSWERS_MAX;
  const add = () => changeTo({ ...poll, options: [...options, ''] }, options.length);
  const goOn = (event: KeyboardEvent<HTMLLIElement>, at: number) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    // It leads to the next answer; it must not send the form.
    event.preventDefault();
    if (at + 1 < options.length) changeTo({ ...poll }, at + 1);
    else if (!isFull) add();
  };
  return (
    <fieldset className={css.poll}>
      <legend>{tPractice.poll}</legend>
      <Soft>{tPractice.pollHint}</Soft>
      <ol className={css.answers}>
        {options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers are told apart by their place alone
          <li key={at} className={css.answer} onKeyDown={(event) => goOn(event, at)}>
            <TextField
              label={tPractice.pollAnswer(at + 1)}
              value={option}
              onChange={(text) =>
                onChange({ ...poll, options: options.map((other, index) => (index === at ? text : other)) })
              }
              error={complaintAt(at)}
              maxLength={POLL_ANSWER_MAX_CHARS}
              autoComplete="off"
              dir="auto"
            />
            {options.length > POLL_ANSWERS_MIN && (
              <IconButton
                icon="trash"
                label={tPractice.removeAnswer(at + 1)}
                onClick={() =>
                  changeTo(
                    { ...poll, options: options.filter((_, index) => index !== at) },
                    Math.min(at, options.length - 2),
                  )
                }
              />
            )}
          </li>
        ))}
      </ol>
      {isFull ? (
        <Soft>{tPractice.pollFull}</Soft>
      ) : (
        <Row>
          <Button small onClick={add}>
            {tPractice.addAnswer}
          </Button>
        </Row>
      )}
      <OneOf
        legend={tPractice.pollHowMany}
        value={multiple ? 'several' : 'one'}
        onChange={(chosen) => onChange({ ...poll, multiple: chosen === 'several' })}
        options={(['one', 'several'] as const).map((value) => ({ value, label: tPractice.pollMay[value] }))}
      />
      <Select
        label={tPractice.pollLength}
        value={String(openMinutes)}
        onChange={(minutes) => onChange({ ...poll, openMinutes: Number(minutes) })}
        options={lengthsWith(openMinutes)}
      />
      <Row>
        <Button small icon="trash" onClick={() => changeTo(null, 0)}>
          {tPractice.removePoll}
        </Button>
      </Row>
    </fieldset>
  );
}

/** With the one that is chosen even when it is not offered here. */
function lengthsWith(chosen: number): (readonly [string, string])[] {
  const lengths = new Set<number>([...POLL_LENGTHS_MINUTES, chosen]);
  return [...lengths].sort((a, b) => a - b).map((minutes) => [String(minutes), lasting(minutes)]);
}
