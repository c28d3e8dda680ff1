import { useState } from 'react';
import { POST_VISIBILITIES, type PostVisibility } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Checkbox } from '../../ui/field.tsx';

/** Going public is its own act: who may read it is chosen here, and one thought goes to the students. */
export function PublishDialog({
  visibility,
  busy,
  error,
  onVisibility,
  onClose,
  onPublish,
}: {
  visibility: PostVisibility;
  busy: boolean;
  error: unknown;
  onVisibility: (visibility: PostVisibility) => void;
  onClose: () => void;
  onPublish: () => void;
}) {
  const [checked, setChecked] = useState(false);
  const [reminded, setReminded] = useState(false);
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
      <Checkbox label={tPractice.studentCheck} checked={checked} onChange={setChecked} />
      {reminded && !checked && <Notice tone="error">{tPractice.studentCheckNeeded}</Notice>}
    </Dialog>
  );
}
