import { useLayoutEffect, useRef } from 'react';
import { tEditor } from '../../i18n/editor.ts';
import { Avatar } from '../../ui/avatar.tsx';
import type { CompletionTarget } from './completion.ts';
import type { Suggestion } from './use-suggestions.ts';
import css from './writing-area.module.css';

/** Left free at the bottom of the window: the tab bar and the row with Publish. */
const BOTTOM_PX = 140;
const GAP_PX = 6;

/** What the letters at the caret may become, under them or over them; the text area keeps the focus. */
export function CompletionList({
  id,
  at,
  suggestions,
  kind,
  active,
  onTake,
}: {
  id: string;
  /** Where the word stands that is completed, in the window. */
  at: (() => DOMRect | null) | null;
  suggestions: readonly Suggestion[];
  kind: CompletionTarget['kind'];
  active: number;
  onTake: (index: number) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = list.current;
    const frame = box?.parentElement?.getBoundingClientRect();
    const word = at?.() ?? null;
    if (!box || !frame || word === null) return;
    const visible = window.visualViewport?.height ?? window.innerHeight;
    const below = visible - BOTTOM_PX - word.bottom;
    const over = below < box.offsetHeight && word.top > below;
    const top = over ? word.top - box.offsetHeight - GAP_PX : word.bottom + GAP_PX;
    const left = Math.max(0, Math.min(word.left - frame.left, frame.width - box.offsetWidth));
    box.style.top = `${top - frame.top}px`;
    box.style.left = `${left}px`;
    box.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <>
      <p role="status" className="visually-hidden">
        {suggestions.length === 0 ? '' : tEditor.suggestions(suggestions.length)}
      </p>
      {suggestions.length > 0 && (
        <div ref={list} id={id} className={css.list} role="listbox" aria-label={tEditor.completion[kind]} tabIndex={-1}>
          {suggestions.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the text area, which names the active option
            <div
              key={suggestion.insert}
              id={`${id}-${index}`}
              className={css.option}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onTake(index)}
            >
              {suggestion.person && <Avatar {...suggestion.person} size="small" />}
              <span className={css.words}>
                <span>{suggestion.words}</span>
                {suggestion.detail !== '' && <span className={css.detail}>{suggestion.detail}</span>}
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
