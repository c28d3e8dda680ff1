import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { FEEDBACK_KINDS, type FeedbackKind } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';
import { tThreads } from '../../i18n/threads.ts';
import { IconButton } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { WritingArea } from '../editor/writing-area.tsx';
import { GentlePrompt } from '../feedback/gentle-prompt.tsx';
import { withStem } from '../feedback/stems.tsx';
import { useGentlePrompt } from '../feedback/use-gentle-prompt.ts';
import { PairFilesField, usePairFiles } from '../media/pair-files.tsx';
import css from './thread.module.css';
import type { ThreadStore } from './thread-store.ts';

const MESSAGE_MAX = 10_000;

/** Enter sends where there is a keyboard; on a phone it makes a line, and the button sends. */
export function MessageComposer({
  pair,
  store,
  text,
  onText,
  onTyping,
}: {
  pair: Pair;
  store: ThreadStore;
  text: string;
  onText: (text: string) => void;
  onTyping: (typing: boolean) => void;
}) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [kind, setKind] = useState<FeedbackKind | 'none'>('none');
  const [choosing, setChoosing] = useState(false);
  const [wordless, setWordless] = useState(false);
  const box = usePairFiles(`thread:${pair.id}`);
  const gentle = useGentlePrompt(text, kind !== 'none');
  const sendAsItIs = () => {
    if (text.trim() === '') {
      setWordless(box.ids.length > 0);
      area.current?.focus();
      return;
    }
    box.whenReady(() => {
      store.write(text.trim(), kind === 'none' ? null : kind, box.ids);
      box.clear();
      onText('');
      setKind('none');
      setChoosing(false);
      onTyping(false);
    });
  };
  const send = () => {
    if (!gentle.holdBack()) sendAsItIs();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    if (!matchMedia('(pointer: fine)').matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={css.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {choosing && (
        <OneOf
          legend={tThreads.kind}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'none' as const, label: tThreads.noKind },
            ...FEEDBACK_KINDS.map((value) => ({ value, label: t.words.feedbackKinds[value] })),
          ]}
        />
      )}
      <GentlePrompt
        gentle={gentle}
        onStem={(stem) => {
          onText(withStem(text, stem));
          area.current?.focus();
        }}
        onSendAnyway={sendAsItIs}
      />
      {pair.state === 'active' && <PairFilesField box={box} compact />}
      {wordless && text.trim() === '' && <p role="alert">{tThreads.wordless}</p>}
      <div className={css.line}>
        <IconButton
          icon={kind === 'none' ? 'tag' : kind}
          label={tThreads.kindButton}
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
        />
        <label className="visually-hidden" htmlFor={id}>
          {tThreads.write(pair.partner.displayName)}
        </label>
        <WritingArea
          area={area}
          id={id}
          className={css.text}
          rows={1}
          value={text}
          maxLength={MESSAGE_MAX}
          placeholder={tThreads.write(pair.partner.displayName)}
          onChange={(next) => {
            onText(next);
            onTyping(next !== '');
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className={css.send} aria-label={tThreads.send} title={tThreads.send}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
