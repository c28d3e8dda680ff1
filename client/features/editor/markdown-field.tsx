import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { MARKDOWN_MAX } from '../../../shared/contracts/practice.ts';
import { tEditor } from '../../i18n/editor.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import fieldCss from '../../ui/field.module.css';
import { Icon } from '../../ui/icon.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { ImageCards } from '../media/image-cards.tsx';
import type { Uploads } from '../media/use-uploads.ts';
import { changeImage, imageMarkdown, imagesIn, removeImage } from './images.ts';
import { insertParagraph, runTool } from './insert-text.ts';
import type { Tool } from './markdown-edit.ts';
import css from './markdown-field.module.css';
import { Preview } from './preview.tsx';
import { toolFor } from './shortcuts.ts';
import { StudentHintList, StudentNames } from './student-hint-list.tsx';
import type { StudentHints } from './use-student-hints.ts';
import { WritingArea } from './writing-area.tsx';

const TOOLS: readonly Tool[] = ['bold', 'italic', 'heading', 'list', 'numbered', 'quote', 'link'];
/** Room for two readable columns beside the navigation. */
const DESK = '(min-width: 72rem)';

/**
 * Markdown with a toolbar for those who do not know it, pictures and files by button, paste or drop, hints about students,
 * and the text as it will be published: beside it on a desk, in its place on a phone.
 */
export function MarkdownField({
  label,
  hint,
  error,
  value,
  onChange,
  uploads,
  hints,
  complain,
}: {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
  uploads: Uploads;
  hints: StudentHints;
  /** Somebody wants to publish: say what is missing. */
  complain: boolean;
}) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const desk = useMediaQuery(DESK);
  const [previewing, setPreviewing] = useState(false);
  const [beside, setBeside] = useState(true);
  const [dropping, setDropping] = useState(false);
  const writing = desk || !previewing;
  const images = imagesIn(value);

  const use = (tool: Tool) => area.current && runTool(area.current, tool, onChange);
  const addFiles = (files: Iterable<File>) => {
    for (const file of files) {
      const kind = file.type.startsWith('image/') ? 'image' : 'document';
      const upload = uploads.add(kind, file);
      if (upload !== null && kind === 'image' && area.current) {
        insertParagraph(area.current, imageMarkdown('', `upload:${upload}`), onChange);
      }
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const tool = toolFor(event.nativeEvent);
    if (tool === undefined) return;
    event.preventDefault();
    use(tool);
  };
  // Office programs put a picture of the words beside the words: then the words are meant.
  const onPaste = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData;
    if (files.length === 0 || types.includes('text/plain')) return;
    event.preventDefault();
    addFiles(files);
  };
  const onDrop = (event: DragEvent) => {
    setDropping(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  };
  return (
    <div className={css.field}>
      <label className={fieldCss.label} htmlFor={id}>
        {label}
      </label>
      <p className={fieldCss.hint} id={`${id}-hint`}>
        {hint}
      </p>
      <div className={cx(css.frame, dropping && css.dropping)} data-invalid={error !== undefined}>
        <div className={css.bar}>
          {writing && (
            <fieldset className={css.tools} aria-label={tEditor.toolbar}>
              {TOOLS.map((tool) => (
                <IconButton key={tool} icon={tool} label={tEditor.tools[tool]} onClick={() => use(tool)} />
              ))}
              <IconButton icon="image" label={tEditor.addFile} onClick={() => chooser.current?.click()} />
              <input
                ref={chooser}
                type="file"
                hidden
                multiple
                aria-label={tEditor.addFile}
                accept={[uploads.accept.image, uploads.accept.document].filter(Boolean).join(',')}
                onChange={({ target }) => {
                  addFiles([...(target.files ?? [])]);
                  // The same file may be chosen again.
                  target.value = '';
                }}
              />
            </fieldset>
          )}
          <fieldset className={css.views} aria-label={tEditor.view}>
            {!desk && (
              <button
                type="button"
                className={css.view}
                aria-pressed={!previewing}
                onClick={() => setPreviewing(false)}
              >
                {tEditor.views.write}
              </button>
            )}
            <button
              type="button"
              className={css.view}
              aria-pressed={desk ? beside : previewing}
              onClick={() => (desk ? setBeside(!beside) : setPreviewing(true))}
            >
              {tEditor.views.preview}
            </button>
          </fieldset>
        </div>
        <div className={cx(css.panes, desk && beside && css.split)}>
          {writing && (
            <div>
              {value.trim() === '' && (
                <div className={css.frameOffer}>
                  <Button small look="quiet" icon="heading" onClick={() => onChange(tEditor.frameText)}>
                    {tEditor.frame}
                  </Button>
                </div>
              )}
              <WritingArea
                area={area}
                id={id}
                className={css.text}
                value={value}
                marks={hints.findings}
                maxLength={MARKDOWN_MAX}
                aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
                aria-invalid={error !== undefined || undefined}
                onChange={onChange}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
                onDragOver={(event) => {
                  if (!event.dataTransfer.types.includes('Files')) return;
                  event.preventDefault();
                  setDropping(true);
                }}
                onDragLeave={() => setDropping(false)}
                onDrop={onDrop}
              />
            </div>
          )}
          {(desk ? beside : previewing) && <Preview markdown={value} className={css.preview} />}
        </div>
        {uploads.objection !== '' && (
          <p className={cx(fieldCss.error, css.objection)} role="alert">
            <Icon name="alert" size={16} />
            {uploads.objection}
          </p>
        )}
        <ImageCards
          images={images}
          uploads={uploads}
          complain={complain}
          onAlt={(source, alt) => onChange(changeImage(value, source, { alt }))}
          onRemove={(source) => {
            uploads.remove(source.replace('upload:', ''));
            onChange(removeImage(value, source));
          }}
        />
        <div className={css.foot}>
          <StudentHintList hints={hints} area={area} onChange={onChange} onWrite={() => setPreviewing(false)} />
          <StudentNames hints={hints} />
        </div>
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
