import { useState } from 'react';
import {
  type Contribution,
  deleteContribution,
  markThought,
  type Turn,
  unmarkThought,
} from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { t } from '../../i18n/messages.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Attachments } from '../media/attachments.tsx';
import { IllustratedText } from '../media/illustrated-text.tsx';
import { AnchorLink } from './anchor-link.tsx';
import css from './turn.module.css';
import { useRefreshCycles } from './use-cycle.ts';

/** Something that one of the two said in a step. */
export function ContributionItem({
  said,
  turn,
  onShow,
}: {
  said: Contribution;
  turn: Turn;
  /** Brings words of the work into sight; false when they are not there. */
  onShow: (quote: string) => boolean;
}) {
  const { author, mine, feedbackKind } = said;
  return (
    <li className={css.item} data-mine={mine || undefined} data-kind={feedbackKind ?? undefined}>
      <Avatar name={author.displayName} handle={author.handle} />
      <div className={css.said}>
        <p className={css.byline}>
          <strong>{mine ? tCycles.you : author.displayName}</strong>
          {feedbackKind !== null && (
            <span className={css.kind}>
              <Icon name={feedbackKind} size={18} />
              {t.words.feedbackKinds[feedbackKind]}
            </span>
          )}
          <span className={css.meta}>
            <TimeAgo at={said.at} />
          </span>
        </p>
        {said.deleted ? (
          <p className={css.meta}>{tCycles.deleted}</p>
        ) : (
          <>
            {said.anchor !== null && <AnchorLink anchor={said.anchor} link={turn.work.link} onShow={onShow} />}
            <IllustratedText html={said.html} attachments={said.attachments} compact />
            <Attachments items={said.attachments} />
            <Below said={said} turn={turn} />
          </>
        )}
      </div>
    </li>
  );
}

function Below({ said, turn }: { said: Contribution; turn: Turn }) {
  return (
    <>
      {said.mine && said.madeMeThink && (
        <p className={css.meta}>
          <Icon name="heart" size={16} filled /> {tCycles.thoughtFrom(turn.presenter.displayName)}
        </p>
      )}
      {said.delivery !== null && said.delivery !== 'delivered' && (
        <p className={css.meta} role="status">
          {tCycles.delivery[said.delivery]}
        </p>
      )}
      {!said.mine && said.feedbackKind !== null && <Thought said={said} />}
      {said.mine && <DeleteButton said={said} />}
    </>
  );
}

/** Feedback that made one think: said to who gave it, and to nobody else. */
function Thought({ said }: { said: Contribution }) {
  const refresh = useRefreshCycles();
  const mark = useCall(markThought, { onSuccess: refresh });
  const unmark = useCall(unmarkThought, { onSuccess: refresh });
  const pending = mark.isPending ? true : unmark.isPending ? false : null;
  const pressed = pending ?? said.madeMeThink;
  return (
    <div className={css.thought}>
      <button
        type="button"
        className={css.toggle}
        aria-pressed={pressed}
        onClick={() => {
          if (pending === null) (pressed ? unmark : mark).mutate({ params: { id: said.id } });
        }}
      >
        <Icon name="heart" size={18} filled={pressed} />
        {tCycles.thought}
      </button>
      <span className={css.meta}>{tCycles.thoughtHint(said.author.displayName)}</span>
      <Problem error={mark.error ?? unmark.error} />
    </div>
  );
}

function DeleteButton({ said }: { said: Contribution }) {
  const [asking, setAsking] = useState(false);
  const refresh = useRefreshCycles();
  const remove = useCall(deleteContribution, {
    onSuccess: () => {
      setAsking(false);
      refresh();
    },
  });
  return (
    <div>
      <Button small look="quiet" icon="trash" onClick={() => setAsking(true)}>
        {tCycles.delete}
      </Button>
      {asking && (
        <Dialog
          title={tCycles.deleteTitle}
          confirm={tCycles.delete}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate({ params: { id: said.id } })}
        >
          <p>{tCycles.deleteAdvice}</p>
        </Dialog>
      )}
    </div>
  );
}
