import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type TextareaHTMLAttributes,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cx } from '../../ui/cx.ts';
import { completionAt } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { insertText } from './insert-text.ts';
import { useSuggestions } from './use-suggestions.ts';
import css from './writing-area.module.css';

/** A passage that is underlined. */
export interface Mark {
  start: number;
  end: number;
}

const NO_MARKS: readonly Mark[] = [];

/**
 * A text area that grows with its text, underlines passages, and completes names and hashtags. Behind it lies the same
 * text in the same type: it gives the height, carries the underlines, and tells where on the page a character stands.
 */
export function WritingArea({
  area,
  value,
  onChange,
  marks = NO_MARKS,
  className,
  onKeyDown,
  ...rest
}: {
  area: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (value: string) => void;
  marks?: readonly Mark[];
  className?: string | undefined;
} & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>) {
  const list = useId();
  const mirror = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [closed, setClosed] = useState<number | null>(null);
  const [active, setActive] = useState(0);

  const target = caret === null ? null : completionAt(value, caret);
  const open = target !== null && target.from !== closed ? target : null;
  const suggestions = useSuggestions(open);
  const shown = open !== null && suggestions.length > 0 ? open : null;
  const chosen = Math.min(active, suggestions.length - 1);
  const from = target?.from ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new word begins at the first suggestion
  useEffect(() => setActive(0), [from]);
  useEffect(() => {
    if (from === null) setClosed(null);
  }, [from]);

  const take = (index: number) => {
    const suggestion = suggestions[index];
    if (shown === null || suggestion === undefined || area.current === null) return;
    // One space after it, which may be there already.
    const spaced = value[shown.to] === ' ';
    const insert = spaced ? suggestion.insert : `${suggestion.insert} `;
    const end = shown.from + suggestion.insert.length + 1;
    insertText(area.current, { from: shown.from, to: shown.to, insert, selectStart: end, selectEnd: end }, onChange);
    setClosed(shown.from);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const plain =
      !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (shown !== null && plain) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setActive((chosen + step + suggestions.length) % suggestions.length);
      else if (event.key === 'Enter' || event.key === 'Tab') take(chosen);
      else if (event.key === 'Escape') setClosed(shown.from);
      else return onKeyDown?.(event);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onKeyDown?.(event);
  };
  return (
    <div className={css.stack}>
      <div ref={mirror} className={cx(className, css.mirror)} aria-hidden="true">
        {useMemo(() => underlined(value, marks), [value, marks])}
        {'\n'}
      </div>
      <textarea
        {...rest}
        ref={area}
        className={cx(className, css.area)}
        value={value}
        onChange={(event) => {
          setCaret(event.target.selectionStart);
          onChange(event.target.value);
        }}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          setCaret(selectionStart === selectionEnd ? selectionStart : null)
        }
        onBlur={() => setCaret(null)}
        onKeyDown={onKey}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={shown === null ? undefined : list}
        aria-activedescendant={shown === null ? undefined : `${list}-${chosen}`}
      />
      <CompletionList
        id={list}
        at={shown === null ? null : () => placeOf(mirror.current, shown.from, area.current?.scrollTop ?? 0)}
        suggestions={shown === null ? [] : suggestions}
        kind={shown?.kind ?? 'person'}
        active={chosen}
        onTake={take}
      />
    </div>
  );
}

function underlined(text: string, marks: readonly Mark[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start < at || end > text.length) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Where in the window the character at `offset` stands, in a text scrolled down by so many pixels; null when unknown. */
function placeOf(mirror: HTMLElement | null, offset: number, scrolledPx: number): DOMRect | null {
  if (mirror === null) return null;
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (offset < before + length) {
      const range = document.createRange();
      range.setStart(node, offset - before);
      range.setEnd(node, offset - before + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return new DOMRect(x, y - scrolledPx, width, height);
    }
    before += length;
  }
  return null;
}
