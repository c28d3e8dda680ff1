import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  countUnread,
  listNotifications,
  type Notification,
  readNotification,
} from '../../../shared/contracts/notifications.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { sentenceFor } from './notification-sentence.ts';
import css from './notifications.module.css';

const ICONS: Record<Notification['kind'], IconName> = {
  follow: 'people',
  'follow-request': 'people',
  feedback: 'noticing',
  reply: 'reply',
  mention: 'reply',
  pair: 'pair',
  message: 'send',
  turn: 'swap',
  session: 'clock',
  'follow-up': 'check',
  balance: 'pair',
  moderation: 'admin',
  report: 'flag',
};

/** One entry, one link: whoever follows it has read it. */
export function NotificationItem({ item }: { item: Notification }) {
  const queryClient = useQueryClient();
  const read = useCall(readNotification, {
    onSuccess: () => {
      for (const endpoint of [countUnread, listNotifications]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
    },
  });
  const icon = item.kind === 'feedback' ? (item.feedbackKind ?? ICONS.feedback) : ICONS[item.kind];
  const newest = item.people[0];
  return (
    <li className={cx(css.item, item.unread && css.unread)}>
      <span className={css.mark}>
        {newest && <Avatar name={newest.displayName} handle={newest.handle} />}
        <span className={newest ? css.kind : css.alone}>
          <Icon name={icon} size={newest ? 14 : 22} />
        </span>
      </span>
      <div className={css.words}>
        <p className={css.sentence}>
          <Link
            to={item.to}
            className={css.link}
            onClick={() => item.unread && read.mutate({ params: { id: item.id } })}
          >
            {item.unread && <span className={css.new}>{tNotifications.unread}</span>} {sentenceFor(item)}
          </Link>
        </p>
        {item.excerpt !== '' && (
          <p className={css.excerpt} dir="auto">
            {item.excerpt}
          </p>
        )}
        <p className={css.meta}>
          <TimeAgo at={item.at} />
          {item.count > Math.max(1, item.people.length) && item.about.type !== 'admin' && (
            <span>{tNotifications.inAll(item.count)}</span>
          )}
        </p>
      </div>
    </li>
  );
}
