import type { RefObject } from 'react';
import type { PrivacyFinding } from '../../../shared/student-privacy.ts';
import { tEditor } from '../../i18n/editor.ts';
import { Button } from '../../ui/button.tsx';
import { WordList } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { insertText } from './insert-text.ts';
import css from './student-hint-list.module.css';
import type { StudentHints } from './use-student-hints.ts';

const NAMES_MAX = 200;

/** Passages that could point to a student: which, why, and what to write in their place. A hint, never a bar. */
export function StudentHintList({
  hints,
  area,
  onChange,
  onWrite = () => {},
}: {
  hints: StudentHints;
  area: RefObject<HTMLTextAreaElement | null>;
  onChange: (value: string) => void;
  /** The text area may not be on screen: show it. */
  onWrite?: () => void;
}) {
  const { findings } = hints;
  const inText = (act: (area: HTMLTextAreaElement) => void) => {
    onWrite();
    requestAnimationFrame(() => area.current && act(area.current));
  };
  const show = ({ start, end }: PrivacyFinding) =>
    inText((text) => {
      text.focus();
      text.setSelectionRange(start, end);
    });
  const replace = ({ start, end }: PrivacyFinding, words: string) =>
    inText((text) => {
      const at = start + words.length;
      insertText(text, { from: start, to: end, insert: words, selectStart: at, selectEnd: at }, onChange);
    });
  return (
    <div className={css.hints}>
      <p className={css.count} role="status">
        {findings.length > 0 && (
          <>
            <Icon name="alert" size={18} />
            {tEditor.hintCount(findings.length)}
          </>
        )}
      </p>
      {findings.length > 0 && (
        <ul className={css.list} aria-label={tEditor.hints}>
          {findings.map((finding) => (
            <li key={`${finding.start} ${finding.text}`} className={css.hint}>
              <p>
                <q className={css.passage}>{finding.text.replace(/\s*\n\s*/g, ', ')}</q> {tEditor.hint[finding.rule]}
              </p>
              <div className={css.buttons}>
                <Button small onClick={() => show(finding)}>
                  {tEditor.showPassage}
                </Button>
                {(finding.rule === 'student-name' || finding.rule === 'known-name') && (
                  <Button small onClick={() => replace(finding, tEditor.aStudent)}>
                    {tEditor.replaceWith(tEditor.aStudent)}
                  </Button>
                )}
                <Button small look="quiet" onClick={() => hints.dismiss(finding)}>
                  {tEditor.letStand}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The names of my students, kept on this device alone, that every text is looked through for. */
export function StudentNames({ hints }: { hints: StudentHints }) {
  return (
    <details className={css.names}>
      <summary>{tEditor.studentNames}</summary>
      <WordList
        label={tEditor.studentNamesLabel}
        hint={tEditor.studentNamesHint}
        values={hints.names}
        onChange={hints.setNames}
        limit={NAMES_MAX}
      />
    </details>
  );
}
