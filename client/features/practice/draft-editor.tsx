import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Draft, type DraftFields, listDrafts, publishPost } from '../../../shared/contracts/practice.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { Form } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './editor.module.css';
import { refreshPosts } from './post-cache.ts';
import { PostFieldsForm } from './post-fields.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { useDraft } from './use-draft.ts';

/** Writing: everything is kept as it is typed; publishing is a separate, deliberate step. */
export function DraftEditor({ stored, onCreated }: { stored: Draft | null; onCreated: (id: string) => void }) {
  const draft = useDraft(stored, onCreated);
  const { fields, change } = draft;
  const [publishing, setPublishing] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const publish = useCall(publishPost, {
    onSuccess: (post) => {
      draft.published();
      toast(tPractice.published);
      void queryClient.invalidateQueries({ queryKey: keyOf(listDrafts) });
      refreshPosts(queryClient);
      navigate(`/posts/${post.id}`, { replace: true });
    },
  });
  const errors = fieldsOf(publish.error);
  const hasFieldErrors = Object.keys(errors).length > 0;
  useEffect(() => {
    if (hasFieldErrors) setPublishing(false);
  }, [hasFieldErrors]);

  const onPublish = async (choice: Pick<DraftFields, 'visibility'>) => {
    // The draft's id must be known before, so that publishing removes it.
    await draft.flush();
    publish.mutate({ body: { ...fields, ...choice, ...(draft.id() === null ? {} : { draft: draft.id() ?? '' }) } });
  };
  return (
    <>
      <Form error={publish.error} onSubmit={() => setPublishing(true)}>
        {draft.other !== null && (
          <Notice>
            <p>{tPractice.draftChangedElsewhere}</p>
            <Button small onClick={draft.takeOther}>
              {tPractice.draftTakeOther}
            </Button>
          </Notice>
        )}
        {hasFieldErrors && <Problem error={formProblem(publish.error, Object.keys(fields))} />}
        <PostFieldsForm fields={fields} onChange={change} errors={errors} />
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
          visibility={fields.visibility}
          busy={publish.isPending}
          error={hasFieldErrors ? null : publish.error}
          onVisibility={(visibility) => change({ visibility })}
          onClose={() => setPublishing(false)}
          onPublish={() => void onPublish({ visibility: fields.visibility })}
        />
      )}
    </>
  );
}
