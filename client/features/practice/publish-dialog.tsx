import { useState } from 'react';
import type { DraftFields } from '../../../shared/contracts/practice.ts';
import type { PrivacyFinding } from '../../../shared/student-privacy.ts';
import { POST_VISIBILITIES, type PostVisibility } from '../../../shared/vocabulary.ts';
import { tEditor } from '../../i18n/editor.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Soft } from '../../ui/page.tsx';
import css from './editor.module.css';
import { ElsewherePreview } from './elsewhere-preview.tsx';
import { lasting } from './poll-draft.ts';

/**
 * Going public is its own act: who may read it is chosen here, one thought goes to the students (with what was found
 * about them), and one can see how it will look on other servers.
 */
export function PublishDialog({
  fields,
  findings,
  busy,
  error,
  onVisibility,
  onClose,
  onPublish,
}: {
  fields: DraftFields;
  findings: readonly PrivacyFinding[];
  busy: boolean;
  error: unknown;
  onVisibility: (visibility: PostVisibility) => void;
  onClose: () => void;
  onPublish: () => void;
}) {
  const [checked, setChecked] = useState(false);
  const [reminded, setReminded] = useState(false);
  const [looking, setLooking] = useState(false);
  const { visibility, poll } = fields;
  return (
    <Dialog
      title={tPractice.publishTitle}
      confirm={tPractice.publishConfirm}
      busy={busy}
      error={error}
      onClose={onClose}
      onConfirm={() => (checked ? onPublish() : setReminded(true))}
    >
      <OneOf
        legend={tPractice.audience}
        hint={tPractice.audienceMeaning[visibility]}
        value={visibility}
        onChange={onVisibility}
        options={POST_VISIBILITIES.map((value) => ({ value, label: t.words.visibilities[value] }))}
      />
      {poll !== null && <Soft>{tPractice.pollBegins(lasting(poll.openMinutes))}</Soft>}
      {findings.length > 0 && (
        <Notice>
          <p>{tEditor.hintCount(findings.length)}:</p>
          <ul className={css.findings}>
            {findings.map((finding) => (
              <li key={`${finding.start} ${finding.text}`}>
                <q>{finding.text.replace(/\s*\n\s*/g, ', ')}</q> {tEditor.hint[finding.rule]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Checkbox label={tPractice.studentCheck} checked={checked} onChange={setChecked} />
      {reminded && !checked && <Notice tone="error">{tPractice.studentCheckNeeded}</Notice>}
      <details className={css.elsewhere} onToggle={(event) => setLooking(event.currentTarget.open)}>
        <summary>{tPractice.elsewhere}</summary>
        {looking && <ElsewherePreview fields={fields} />}
      </details>
    </Dialog>
  );
}
