import type { Post } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Form, Row } from '../../ui/page.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { WritingField } from '../editor/writing-field.tsx';
import { useReply } from './use-reply.ts';

/** A plain answer to one response. */
export function ReplyComposer({ to, post, onSent }: { to: Post; post: Post; onSent: () => void }) {
  const me = useSignedIn();
  const [text, setText] = useKeptText(`reply:${me.id}:${to.id}`);
  const send = useReply(post, to, () => {
    setText('');
    onSent();
  });
  return (
    <Form error={send.error} onSubmit={() => send.mutate({ markdown: text, feedbackKind: null })}>
      <WritingField
        label={tPractice.replyLabel(to.author.displayName)}
        value={text}
        onChange={setText}
        error={fieldsOf(send.error).markdown}
        maxLength={10_000}
        autoFocus
      />
      <Problem error={formProblem(send.error, ['markdown'])} />
      <Row>
        <Button type="submit" look="primary" busy={send.isPending}>
          {tPractice.send}
        </Button>
      </Row>
    </Form>
  );
}
