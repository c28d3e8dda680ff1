import { useState } from 'react';
import { completeFollowUp, type FollowUp } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import { WritingField } from '../editor/writing-field.tsx';
import { PairFilesField, usePairFiles } from '../media/pair-files.tsx';
import { PostPicker } from './post-picker.tsx';
import css from './turn.module.css';
import { useRefreshCycles } from './use-cycle.ts';

const WORDS_MAX = 10_000;

/** That it was done: something to show of it, and what one saw. */
export function CompleteFollowUp({ followUp, onClose }: { followUp: FollowUp; onClose: () => void }) {
  const heading = useFocusOnOpen<HTMLHeadingElement>();
  const refresh = useRefreshCycles();
  const toast = useToast();
  const [markdown, setMarkdown] = useKeptOnServer(`follow-up:${followUp.id}:evidence`);
  const [reflection, setReflection] = useKeptOnServer(`follow-up:${followUp.id}:reflection`);
  const [link, setLink] = useState('');
  const [post, setPost] = useState<string | null>(null);
  const files = usePairFiles(`follow-up:${followUp.id}`);
  const complete = useCall(completeFollowUp, {
    onSuccess: () => {
      setMarkdown('');
      setReflection('');
      files.clear();
      refresh();
      toast(tCycles.completed);
    },
  });
  const errors = fieldsOf(complete.error);
  return (
    <Form
      error={complete.error}
      onSubmit={() =>
        files.whenReady(() =>
          complete.mutate({
            params: { id: followUp.id },
            body: { markdown, link, post, files: files.ids, reflection },
          }),
        )
      }
    >
      <h4 ref={heading} tabIndex={-1}>
        {tCycles.completeTitle}
      </h4>
      <Soft>{tCycles.evidenceHint}</Soft>
      <WritingField
        label={tCycles.evidence}
        value={markdown}
        onChange={setMarkdown}
        error={errors.markdown}
        maxLength={WORDS_MAX}
      />
      <details className={css.more}>
        <summary>{tCycles.evidenceLink}</summary>
        <TextField
          label={tCycles.evidenceLink}
          type="url"
          inputMode="url"
          value={link}
          onChange={setLink}
          error={errors.link}
          optional
        />
      </details>
      <details className={css.more}>
        <summary>{tCycles.evidencePost}</summary>
        <PostPicker label={tCycles.evidencePost} value={post} onChange={(id) => setPost(id)} />
      </details>
      <PairFilesField box={files} />
      <WritingField
        label={tCycles.reflection}
        value={reflection}
        onChange={setReflection}
        error={errors.reflection}
        maxLength={WORDS_MAX}
      />
      <Problem error={formProblem(complete.error, ['markdown', 'reflection', 'link'])} />
      <Row>
        <Button type="submit" look="primary" icon="check" busy={complete.isPending}>
          {tCycles.completeSave}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
