import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { tThreads } from '../../i18n/threads.ts';
import { Problem } from '../../ui/feedback.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { MessageComposer } from './message-composer.tsx';
import { MessageList } from './message-list.tsx';
import css from './thread.module.css';
import { useCompany } from './use-company.ts';
import { useReadMark } from './use-read-mark.ts';
import { useThread } from './use-thread.ts';

/** A pair's private conversation. The thread's id is the pair's. */
export function Thread({ pair }: { pair: Pair }) {
  const { store, state, error, connected } = useThread(pair.id);
  const [text, setText] = useKeptText(`thread:${useSignedIn().id}:${pair.id}`);
  const company = useCompany(pair.id, pair.partner.id);
  const { panel, onSeen } = useReadMark(pair);
  const name = pair.partner.displayName;
  const news = company.typing ? tThreads.typing(name) : company.here ? tThreads.here(name) : '';
  return (
    <section className={css.thread} ref={panel} aria-label={tThreads.label(name)}>
      <MessageList
        partner={pair.partner.displayName}
        state={state}
        store={store}
        connected={connected}
        onSeen={onSeen}
        onTakeBack={(taken) => setText(text.trim() === '' ? taken : `${taken}\n\n${text}`)}
      />
      <div>
        {state.hasOlder === null && <Problem error={error} />}
        <p className={css.company} role="status">
          {connected || state.hasOlder === null ? news : tThreads.reconnecting}
        </p>
        {pair.may.write ? (
          <MessageComposer pair={pair} store={store} text={text} onText={setText} onTyping={company.tell} />
        ) : (
          <p className={css.closed}>{tThreads.closed}</p>
        )}
      </div>
    </section>
  );
}
