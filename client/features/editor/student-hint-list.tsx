import type { PrivacyFinding } from '../../../shared/student-privacy.ts';
import { tEditor } from '../../i18n/editor.ts';
import { Button } from '../../ui/button.tsx';
import { WordList } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import css from './student-hint-list.module.css';
import type { StudentHints } from './use-student-hints.ts';

const NAMES_MAX = 200;

/** Passages that could point to a student: which, why, and what to write in their place. A hint, never a bar. */
export function StudentHintList({
  hints,
  onShow,
  onReplace,
}: {
  hints: StudentHints;
  onShow: (finding: PrivacyFinding) => void;
  onReplace: (finding: PrivacyFinding, words: string) => void;
}) {
  const { findings } = hints;
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
                <Button small onClick={() => onShow(finding)}>
                  {tEditor.showPassage}
                </Button>
                {(finding.rule === 'student-name' || finding.rule === 'known-name') && (
                  <Button small onClick={() => onReplace(finding, tEditor.aStudent)}>
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
    </div>
  );
}
