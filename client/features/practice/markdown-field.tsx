import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { MARKDOWN_MAX, previewMarkdown } from '../../../shared/contracts/practice.ts';
import { call } from '../../api/call.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import fieldCss from '../../ui/field.module.css';
import { Icon } from '../../ui/icon.tsx';
import { Soft } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { applyTool, type Tool } from './markdown-edit.ts';
import css from './markdown-field.module.css';

const TOOLS: readonly Tool[] = ['bold', 'italic', 'heading', 'list', 'numbered', 'quote', 'link'];
const SHORTCUTS: Readonly<Record<string, Tool>> = { b: 'bold', i: 'italic', k: 'link' };

/** Markdown with a toolbar for those who do not know it, and a preview rendered by the server as it will be published. */
export function MarkdownField({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [previewing, setPreviewing] = useState(false);
  const preview = useMutation({ mutationFn: (markdown: string) => call(previewMarkdown, { body: { markdown } }) });
  const show = () => {
    setPreviewing(true);
    if (value.trim() !== '') preview.mutate(value);
  };
  const use = (tool: Tool) => area.current && edit(area.current, tool, onChange);
  const onKeyDown = (event: KeyboardEvent) => {
    const tool = SHORTCUTS[event.key];
    if (tool === undefined || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    use(tool);
  };
  return (
    <div className={css.field}>
      <label className={fieldCss.label} htmlFor={id}>
        {label}
      </label>
      <p className={fieldCss.hint} id={`${id}-hint`}>
        {hint}
      </p>
      <div className={css.frame} data-invalid={error !== undefined}>
        <div className={css.bar}>
          {!previewing && (
            <fieldset className={css.tools} aria-label={tPractice.toolbar}>
              {TOOLS.map((tool) => (
                <IconButton key={tool} icon={tool} label={tPractice.tools[tool]} onClick={() => use(tool)} />
              ))}
            </fieldset>
          )}
          <fieldset className={css.views} aria-label={tPractice.view}>
            <button type="button" className={css.view} aria-pressed={!previewing} onClick={() => setPreviewing(false)}>
              {tPractice.tabs.write}
            </button>
            <button type="button" className={css.view} aria-pressed={previewing} onClick={show}>
              {tPractice.tabs.preview}
            </button>
          </fieldset>
        </div>
        {previewing ? (
          <div className={css.preview} aria-live="polite">
            {value.trim() === '' && <Soft>{tPractice.emptyPreview}</Soft>}
            {preview.isPending && <Skeleton lines={3} />}
            <Problem error={preview.error} retry={show} />
            {preview.data && value.trim() !== '' && <RichText html={preview.data.html} />}
          </div>
        ) : (
          <>
            {value.trim() === '' && (
              <div className={css.frameOffer}>
                <Button small look="quiet" icon="heading" onClick={() => onChange(tPractice.frameText)}>
                  {tPractice.frame}
                </Button>
              </div>
            )}
            <textarea
              ref={area}
              id={id}
              className={css.text}
              value={value}
              maxLength={MARKDOWN_MAX}
              aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
              aria-invalid={error !== undefined || undefined}
              onChange={(event) => onChange(event.target.value)}
              onKeyDown={onKeyDown}
            />
          </>
        )}
      </div>
      {error !== undefined && (
        <p className={fieldCss.error} id={`${id}-error`}>
          <Icon name="alert" size={16} />
          {error}
        </p>
      )}
    </div>
  );
}

/** `insertText` keeps the browser's undo history, which setting the value would throw away. */
function edit(area: HTMLTextAreaElement, tool: Tool, onChange: (value: string) => void) {
  const change = applyTool(tool, { text: area.value, start: area.selectionStart, end: area.selectionEnd });
  area.focus();
  area.setSelectionRange(change.from, change.to);
  if (!document.execCommand('insertText', false, change.insert)) {
    area.setRangeText(change.insert, change.from, change.to);
    onChange(area.value);
  }
  area.setSelectionRange(change.selectStart, change.selectEnd);
}
