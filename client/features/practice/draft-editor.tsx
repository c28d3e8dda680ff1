import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type Draft,
  type DraftFields,
  listDrafts,
  type Post,
  publishPost,
} from '../../../shared/contracts/practice.ts';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { Form } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useStudentHints } from '../editor/use-student-hints.ts';
import css from './editor.module.css';
import { rememberLanguage } from './last-language.ts';
import { PollField } from './poll-field.tsx';
import { refreshPosts } from './post-cache.ts';
import { PostFieldsForm } from './post-fields.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { useDraft } from './use-draft.ts';
import { missingIn, usePostUploads } from './use-post-uploads.ts';
import { mayWait, useWaiting } from './use-waiting.ts';
import { newWaitingId } from './waiting-room.ts';

/** Writing: everything is kept as it is typed; publishing is a separate, deliberate step. */
export function DraftEditor({ stored, onCreated }: { stored: Draft | null; onCreated: (id: string) => void }) {
  const [scope, setScope] = useState(stored?.id ?? 'new');
  const draft = useDraft(stored, (id) => {
    setScope(id);
    onCreated(id);
  });
  const { fields, change } = draft;
  const uploads = usePostUploads(scope, fields, change);
  const hints = useStudentHints(fields.markdown);
  const others = useStudentHints([fields.title, fields.focusQuestion, ...(fields.poll?.options ?? [])].join('\n\n'));
  const [publishing, setPublishing] = useState(false);
  /** A new one for each attempt that found something missing, so that the first such field gets the focus again. */
  const [missing, setMissing] = useState<object | null>(null);
  const lacking = missing && missingIn(fields, uploads);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const { room } = useWaiting();
  const publish = useMutation<Post | 'waits', Error, DraftFields>({
    mutationFn: async (written) => {
      // The draft's id must be known before, so that publishing removes it.
      await draft.flush();
      const draftId = draft.id();
      const id = draftId ?? newWaitingId();
      try {
        return await call(publishPost, { body: { ...written, draft: id } });
      } catch (error) {
        // Without a title the server would refuse it, and nobody would be there to read why.
        if (room === null || !mayWait(error) || written.title.trim() === '' || written.markdown.trim() === '')
          throw error;
        const waiting = { id, writtenAt: new Date().toISOString(), refused: null };
        room.add({ ...waiting, kind: 'post', fields: written, isDraft: draftId !== null });
        return 'waits';
      }
    },
    onSuccess: (outcome) => {
      draft.published();
      rememberLanguage(fields.language);
      toast(outcome === 'waits' ? tPractice.waits : tPractice.published);
      if (outcome === 'waits') return navigate('/write', { replace: true });
      void queryClient.invalidateQueries({ queryKey: keyOf(listDrafts) });
      refreshPosts(queryClient);
      navigate(`/posts/${outcome.id}`, { replace: true });
    },
  });
  const errors = fieldsOf(publish.error);
  const hasFieldErrors = Object.keys(errors).length > 0;
  useEffect(() => {
    if (hasFieldErrors) setPublishing(false);
  }, [hasFieldErrors]);

  const onSubmit = () => {
    const ready = missingIn(fields, uploads) === null;
    setMissing(ready ? null : {});
    setPublishing(ready);
  };
  return (
    <>
      <Form error={publish.error ?? missing} onSubmit={onSubmit}>
        {draft.other !== null && (
          <Notice>
            <p>{tPractice.draftChangedElsewhere}</p>
            <Button small onClick={draft.takeOther}>
              {tPractice.draftTakeOther}
            </Button>
          </Notice>
        )}
        {hasFieldErrors && <Problem error={formProblem(publish.error, Object.keys(fields))} />}
        <PostFieldsForm
          fields={fields}
          onChange={change}
          errors={errors}
          uploads={uploads}
          hints={hints}
          poll={
            <PollField
              poll={fields.poll}
              onChange={(poll) => change({ poll })}
              errors={errors}
              complain={missing !== null}
            />
          }
          complain={missing !== null}
        />
        {lacking && <Notice tone="error">{tPractice.missing[lacking]}</Notice>}
        <div className={css.finish}>
          <p className={css.saving} role="status">
            {tPractice.saving[draft.state]}
          </p>
          <Button type="submit" look="primary" busy={publish.isPending}>
            {tPractice.publish}
          </Button>
        </div>
      </Form>
      {publishing && (
        <PublishDialog
          fields={fields}
          findings={[...others.findings, ...hints.findings]}
          busy={publish.isPending}
          error={hasFieldErrors ? null : publish.error}
          onVisibility={(visibility) => change({ visibility })}
          onClose={() => setPublishing(false)}
          onPublish={() => publish.mutate(fields)}
        />
      )}
    </>
  );
}
