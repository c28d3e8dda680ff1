import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { type DraftFields, editPost, type PostSource } from '../../../shared/contracts/practice.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { deviceStorage } from '../../ui/device-storage.ts';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { Form } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { useStudentHints } from '../editor/use-student-hints.ts';
import { DeviceDrafts } from './device-drafts.ts';
import { EMPTY_DRAFT } from './draft-fields.ts';
import css from './editor.module.css';
import { PollAsAsked } from './poll-as-asked.tsx';
import { putPost, refreshPosts } from './post-cache.ts';
import { PostFieldsForm } from './post-fields.tsx';
import { missingIn, usePostUploads } from './use-post-uploads.ts';

/** Changes to a published post: kept on this device while typing, sent only on save. Who may see it stays. */
export function PostEditor({ id, source }: { id: string; source: PostSource }) {
  const me = useSignedIn();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [device] = useState(() => new DeviceDrafts(me.id, deviceStorage));
  const name = `edit-${id}`;
  const { answers, ...published } = source;
  const [fields, setFields] = useState<DraftFields>(
    () => device.read(name, EMPTY_DRAFT)?.fields ?? { ...published, poll: null },
  );
  const latest = useRef(fields);
  const change = (part: Partial<DraftFields> | ((now: DraftFields) => Partial<DraftFields>)) => {
    const next = { ...latest.current, ...(typeof part === 'function' ? part(latest.current) : part) };
    latest.current = next;
    setFields(next);
    device.write(name, { fields: next, base: null });
  };
  const uploads = usePostUploads(name, fields, change);
  const hints = useStudentHints(fields.markdown);
  const [missing, setMissing] = useState<object | null>(null);
  const lacking = missing && missingIn(fields, uploads);
  const save = useCall(editPost, {
    onSuccess: (post) => {
      device.remove(name);
      putPost(queryClient, post);
      refreshPosts(queryClient, [id]);
      toast(tPractice.updated);
      navigate(`/posts/${id}`, { replace: true });
    },
  });
  const { visibility: _, poll: _poll, ...body } = fields;
  const onSubmit = () => {
    const ready = missingIn(fields, uploads) === null;
    setMissing(ready ? null : {});
    if (ready) save.mutate({ params: { id }, body });
  };
  return (
    <Form error={save.error ?? missing} onSubmit={onSubmit}>
      <Problem error={formProblem(save.error, Object.keys(fields))} />
      <PostFieldsForm
        fields={fields}
        onChange={change}
        errors={fieldsOf(save.error)}
        uploads={uploads}
        hints={hints}
        poll={answers.length > 0 && <PollAsAsked answers={answers} />}
        complain={missing !== null}
      />
      {lacking && <Notice tone="error">{tPractice.missing[lacking]}</Notice>}
      <div className={css.finish}>
        <Button
          look="quiet"
          onClick={() => {
            device.remove(name);
            navigate(`/posts/${id}`, { replace: true });
          }}
        >
          {t.form.cancel}
        </Button>
        <Button type="submit" look="primary" busy={save.isPending}>
          {tPractice.update}
        </Button>
      </div>
    </Form>
  );
}
