import { useState } from 'react';
import { markThought, unmarkThought } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tFeedback } from '../../i18n/feedback.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import css from './feedback.module.css';

/** Feedback to me that made me think: told to who gave it, and to nobody else. */
export function Thought({
  id,
  giver,
  marked,
  onChanged,
}: {
  /** Of a contribution, a message or a public response. */
  id: string;
  giver: string;
  marked: boolean;
  onChanged: (marked: boolean) => void;
}) {
  // What was pressed shows at once, until the page has it from the server.
  const [pressed, setPressed] = useState<boolean | null>(null);
  const done = (now: boolean) => ({
    onSuccess: () => {
      onChanged(now);
      setPressed(null);
    },
  });
  const mark = useCall(markThought, done(true));
  const unmark = useCall(unmarkThought, done(false));
  const busy = mark.isPending || unmark.isPending;
  const shown = busy ? (pressed ?? marked) : marked;
  return (
    <div className={css.thought}>
      <button
        type="button"
        className={css.toggle}
        aria-pressed={shown}
        onClick={() => {
          if (busy) return;
          setPressed(!marked);
          (marked ? unmark : mark).mutate({ params: { id } });
        }}
      >
        <Icon name="heart" size={18} filled={shown} />
        {tFeedback.thought}
      </button>
      <span className={css.meta}>{tFeedback.thoughtHint(giver)}</span>
      <Problem error={mark.error ?? unmark.error} />
    </div>
  );
}

/** That feedback of mine made somebody think. */
export function MadeThink({ name }: { name: string }) {
  return (
    <p className={css.meta}>
      <Icon name="heart" size={16} filled /> {tFeedback.thoughtFrom(name)}
    </p>
  );
}
