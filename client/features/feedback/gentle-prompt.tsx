import { useEffect, useId, useRef } from 'react';
import { FEEDBACK_RULES, type FeedbackHint, STEMS } from '../../../shared/feedback-hints.ts';
import { JUDGING } from '../../../shared/feedback-words.ts';
import { tFeedback } from '../../i18n/feedback.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import css from './feedback.module.css';
import { Stems } from './stems.tsx';
import type { GentlePrompt as Gentle } from './use-gentle-prompt.ts';

/**
 * Under a composer: what could make the feedback prompt thinking, with ways to begin. It never bars: whoever pressed Send
 * finds "Send as it is" here.
 */
export function GentlePrompt({
  gentle: { hints, asks },
  onStem,
  onSendAnyway,
}: {
  gentle: Gentle;
  onStem: (stem: string) => void;
  onSendAnyway: () => void;
}) {
  const id = useId();
  const title = useRef<HTMLParagraphElement>(null);
  const shown = hints.length > 0;
  useEffect(() => {
    if (asks && shown) title.current?.focus();
  }, [asks, shown]);
  return (
    <>
      <p className="visually-hidden" role="status">
        {shown && !asks && hints.map(({ rule }) => tFeedback.hint[rule]).join(' ')}
      </p>
      {shown && (
        <section className={css.prompt} data-asks={asks || undefined} aria-labelledby={id}>
          <p className={css.title} id={id} ref={title} tabIndex={-1}>
            <Icon name="suggestion" size={18} />
            {tFeedback.prompt}
          </p>
          {hints.map((hint) => (
            <p key={hint.rule}>
              {hint.rule !== 'only-judges' && hint.rule !== 'only-thanks' && (
                <q className={css.passage}>{shortened(hint.text)}</q>
              )}{' '}
              {tFeedback.hint[hint.rule]}
            </p>
          ))}
          <Stems stems={stemsOf(hints)} onTake={onStem} />
          <div>
            <Button small look={asks ? 'secondary' : 'quiet'} onClick={onSendAnyway}>
              {tFeedback.sendAnyway}
            </Button>
          </div>
          <HowItWorks />
        </section>
      )}
    </>
  );
}

/** Everything that the rules go by, for who wants to know. */
function HowItWorks() {
  return (
    <details className={css.how}>
      <summary>{tFeedback.howItWorks}</summary>
      <div>
        <p>{tFeedback.howItWorksLead}</p>
        <ul>
          {FEEDBACK_RULES.map((rule) => (
            <li key={rule}>{tFeedback.rule[rule]}</li>
          ))}
        </ul>
        <details>
          <summary>{tFeedback.knownWords}</summary>
          <p>{[...JUDGING].join(', ')}</p>
        </details>
      </div>
    </details>
  );
}

/** All ways to begin of one kind, or one of each. */
function stemsOf(hints: readonly FeedbackHint[]): string[] {
  const kinds = [...new Set(hints.flatMap((hint) => hint.kinds))];
  return kinds.flatMap((kind) => STEMS[t.language][kind].slice(0, kinds.length === 1 ? 3 : 1));
}

const PASSAGE_MAX = 80;

function shortened(passage: string): string {
  return passage.length <= PASSAGE_MAX ? passage : `${passage.slice(0, PASSAGE_MAX).trimEnd()}…`;
}
