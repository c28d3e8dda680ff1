import { useState } from 'react';
import { type Contribution, deleteContribution, type Turn } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { t } from '../../i18n/messages.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { MadeThink, Thought } from '../feedback/thought.tsx';
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
  const refresh = useRefreshCycles();
  return (
    <>
      {said.mine && said.madeMeThink && <MadeThink name={turn.presenter.displayName} />}
      {said.delivery !== null && said.delivery !== 'delivered' && (
        <p className={css.meta} role="status">
          {tCycles.delivery[said.delivery]}
        </p>
      )}
      {turn.iPresent && !said.mine && said.feedbackKind !== null && (
        <Thought id={said.id} giver={said.author.displayName} marked={said.madeMeThink} onChanged={refresh} />
      )}
      {said.mine && <DeleteButton said={said} />}
    </>
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
