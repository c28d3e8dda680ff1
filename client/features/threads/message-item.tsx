import { useState } from 'react';
import { deleteMessage, type Message } from '../../../shared/contracts/threads.ts';
import { useCall } from '../../api/use-call.ts';
import { moment, timeOfDay } from '../../i18n/format.ts';
import { tMedia } from '../../i18n/media.ts';
import { t } from '../../i18n/messages.ts';
import { tThreads } from '../../i18n/threads.ts';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { MadeThink, Thought } from '../feedback/thought.tsx';
import { Attachments } from '../media/attachments.tsx';
import { KindLabel } from '../practice/kind-label.tsx';
import css from './thread.module.css';
import type { Pending } from './thread-state.ts';
import type { ThreadStore } from './thread-store.ts';

export function MessageItem({
  message,
  store,
  partner,
}: {
  message: Message;
  store: ThreadStore;
  /** Their name. */
  partner: string;
}) {
  const [asking, setAsking] = useState(false);
  const remove = useCall(deleteMessage, {
    onSuccess: () => {
      setAsking(false);
      store.receive({ ...message, deleted: true, html: '' });
    },
  });
  return (
    <li className={cx(css.message, message.mine && css.mine)}>
      <span className="visually-hidden">{message.mine ? tThreads.you : message.author.displayName}:</span>
      {message.deleted ? (
        <p className={css.gone}>{tThreads.deleted}</p>
      ) : (
        <div className={css.note}>
          {message.feedbackKind !== null && <KindLabel kind={message.feedbackKind} />}
          <RichText html={message.html} compact />
          <Attachments items={message.attachments} />
          {message.mine && message.madeMeThink && <MadeThink name={partner} />}
          {!message.mine && message.feedbackKind !== null && (
            <Thought
              id={message.id}
              giver={message.author.displayName}
              marked={message.madeMeThink}
              onChanged={(madeMeThink) => store.receive({ ...message, madeMeThink })}
            />
          )}
        </div>
      )}
      <p className={css.foot}>
        <time dateTime={message.sentAt} title={moment(message.sentAt)}>
          {timeOfDay(message.sentAt)}
        </time>
        {!message.deleted && <DeliveryWords delivery={message.delivery} />}
        {message.mine && !message.deleted && (
          <button
            type="button"
            className={cx(css.small, css.subtle)}
            aria-label={tThreads.delete}
            title={tThreads.delete}
            onClick={() => setAsking(true)}
          >
            <Icon name="trash" size={16} />
          </button>
        )}
      </p>
      {asking && (
        <Dialog
          title={tThreads.deleteTitle}
          confirm={t.form.delete}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate({ params: { id: message.id } })}
        >
          <p>{tThreads.deleteAdvice}</p>
        </Dialog>
      )}
    </li>
  );
}

function DeliveryWords({ delivery }: { delivery: Message['delivery'] }) {
  if (delivery === null) return null;
  if (delivery === 'delivered') {
    return (
      <span>
        <Icon name="check" size={14} />
        {tThreads.delivered}
      </span>
    );
  }
  return (
    <span>
      <Icon name={delivery === 'failed' ? 'alert' : 'clock'} size={14} />
      {delivery === 'failed' ? tThreads.failed : tThreads.onItsWay}
    </span>
  );
}

/** Written, not yet confirmed: looks so, and says what it waits for. */
export function PendingItem({
  item,
  connected,
  onRetry,
  onTakeBack,
}: {
  item: Pending;
  connected: boolean;
  onRetry: () => void;
  onTakeBack: () => void;
}) {
  return (
    <li className={cx(css.message, css.mine, css.waiting)}>
      <span className="visually-hidden">{tThreads.you}:</span>
      <div className={css.note}>
        {item.feedbackKind !== null && <KindLabel kind={item.feedbackKind} />}
        <p className={css.plain}>{item.markdown}</p>
        {item.files.length > 0 && (
          <p className={css.plain}>
            {tMedia.files}: {item.files.length}
          </p>
        )}
      </div>
      {item.refused === null ? (
        <p className={css.foot}>
          <span>
            <Icon name="clock" size={14} />
            {connected ? tThreads.sending : tThreads.waiting}
          </span>
        </p>
      ) : (
        <p className={cx(css.foot, css.refused)} role="alert">
          <span>
            <Icon name="alert" size={14} />
            {tThreads.notSent}: {item.refused}
          </span>
          <button type="button" className={css.small} onClick={onRetry}>
            {tThreads.retry}
          </button>
          <button type="button" className={css.small} onClick={onTakeBack}>
            {tThreads.takeBack}
          </button>
        </p>
      )}
    </li>
  );
}
