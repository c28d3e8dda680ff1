import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dayHeading, startOfDay } from '../../i18n/format.ts';
import { tThreads } from '../../i18n/threads.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { MessageItem, PendingItem } from './message-item.tsx';
import css from './thread.module.css';
import type { ThreadState } from './thread-state.ts';
import type { ThreadStore } from './thread-store.ts';
import { useAnnouncement } from './use-announcement.ts';

/** Closer to the end than this, the reader is taken to be at the end, and stays there as messages come. */
const NEAR_END_PX = 120;

export function MessageList({
  state,
  store,
  connected,
  onTakeBack,
  onSeen,
  partner,
}: {
  state: ThreadState;
  store: ThreadStore;
  connected: boolean;
  onTakeBack: (text: string) => void;
  /** The end of the list came into view: everything up to this cursor has been before the reader. */
  onSeen: (cursor: string) => void;
  /** Their name. */
  partner: string;
}) {
  const scroll = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const fromEnd = useRef<number | null>(null);
  const [unseen, setUnseen] = useState(false);
  const [older, setOlder] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const { messages, pending } = state;
  const announcement = useAnnouncement(state);
  const newest = `${messages.at(-1)?.id} ${pending.at(-1)?.clientId} ${pending.length}`;
  const oldest = messages[0]?.id;
  const last = messages.at(-1)?.cursor;

  // Earlier messages go in above without moving what one reads.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the oldest message changes
  useLayoutEffect(() => {
    if (scroll.current === null || fromEnd.current === null) return;
    scroll.current.scrollTop = scroll.current.scrollHeight - fromEnd.current;
    fromEnd.current = null;
  }, [oldest]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when there is something new at the end
  useLayoutEffect(() => {
    const box = scroll.current;
    if (box === null) return;
    if (atEnd.current || pending.length > 0) box.scrollTop = box.scrollHeight;
    else setUnseen(true);
    if (atEnd.current && last !== undefined) onSeen(last);
  }, [newest]);

  // The panel changes its height with the keyboard and the window: whoever was at the end stays there.
  useEffect(() => {
    const box = scroll.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const showOlder = async () => {
    const box = scroll.current;
    if (box === null || older.busy) return;
    setOlder({ busy: true, error: null });
    fromEnd.current = box.scrollHeight - box.scrollTop;
    try {
      await store.loadOlder();
      setOlder({ busy: false, error: null });
    } catch (error) {
      fromEnd.current = null;
      setOlder({ busy: false, error });
    }
  };

  return (
    <section
      className={css.scroll}
      ref={scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={tThreads.messages}
      onScroll={({ currentTarget: box }) => {
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
        if (!atEnd.current) return;
        setUnseen(false);
        if (last !== undefined) onSeen(last);
      }}
    >
      <p className="visually-hidden" aria-live="polite">
        {announcement}
      </p>
      {state.hasOlder === null && <Skeleton lines={3} />}
      {state.hasOlder === true && (
        <Button small look="quiet" busy={older.busy} onClick={() => void showOlder()}>
          {tThreads.older}
        </Button>
      )}
      <Problem error={older.error} />
      {state.hasOlder === false && messages.length === 0 && pending.length === 0 && (
        <div className={css.start}>
          <strong>{tThreads.start}</strong>
          <p>{tThreads.startAdvice}</p>
        </div>
      )}
      <ol className={css.list}>
        {messages.map((message, index) => (
          <Fragment key={message.id}>
            {isNewDay(messages[index - 1]?.sentAt, message.sentAt) && (
              <li className={css.day}>{dayHeading(message.sentAt)}</li>
            )}
            <MessageItem message={message} store={store} partner={partner} />
          </Fragment>
        ))}
        {pending.map((item) => (
          <PendingItem
            key={item.clientId}
            item={item}
            connected={connected}
            onRetry={() => store.retry(item.clientId)}
            onTakeBack={() => onTakeBack(store.takeBack(item.clientId))}
          />
        ))}
      </ol>
      {unseen && (
        <div className={css.toNewest}>
          <Button
            small
            look="primary"
            icon="down"
            onClick={() => scroll.current?.scrollTo({ top: scroll.current.scrollHeight })}
          >
            {tThreads.newest}
          </Button>
        </div>
      )}
    </section>
  );
}

function isNewDay(before: string | undefined, instant: string): boolean {
  return before === undefined || startOfDay(new Date(before)) !== startOfDay(new Date(instant));
}
