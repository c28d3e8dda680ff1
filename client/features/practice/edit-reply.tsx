import { useQuery, useQueryClient } from '@tanstack/react-query';
import { editReply, getPostSource, type Post } from '../../../shared/contracts/practice.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Form, Row } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { WritingField } from '../editor/writing-field.tsx';
import { putPost, refreshPosts } from './post-cache.ts';

/** A response of mine, in its place, as I typed it. */
export function EditReply({ reply, onDone }: { reply: Post; onDone: () => void }) {
  const source = useQuery({ ...read(getPostSource, { params: { id: reply.id } }), staleTime: 0, gcTime: 0 });
  if (source.isPending) return <Skeleton lines={2} />;
  if (source.error) return <Problem error={source.error} retry={source.refetch} />;
  return <Editor reply={reply} source={source.data.markdown} onDone={onDone} />;
}

function Editor({ reply, source, onDone }: { reply: Post; source: string; onDone: () => void }) {
  const me = useSignedIn();
  const queryClient = useQueryClient();
  const toast = useToast();
  // Empty is what nothing has been typed over.
  const [typed, setTyped] = useKeptText(`edit:${me.id}:${reply.id}`);
  const save = useCall(editReply, {
    onSuccess: (post) => {
      setTyped('');
      putPost(queryClient, post);
      refreshPosts(queryClient, [reply.root]);
      toast(tPractice.updated);
      onDone();
    },
  });
  const text = typed === '' ? source : typed;
  return (
    <Form error={save.error} onSubmit={() => save.mutate({ params: { id: reply.id }, body: { markdown: text } })}>
      <WritingField
        label={tPractice.editReply}
        value={text}
        onChange={(next) => setTyped(next === '' ? ' ' : next)}
        error={fieldsOf(save.error).markdown}
        maxLength={10_000}
        autoFocus
      />
      <Problem error={formProblem(save.error, ['markdown'])} />
      <Row>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t.form.save}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            setTyped('');
            onDone();
          }}
        >
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
