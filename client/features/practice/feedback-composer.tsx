import { useRef, useState } from 'react';
import type { Post } from '../../../shared/contracts/practice.ts';
import { STEMS } from '../../../shared/feedback-hints.ts';
import { FEEDBACK_KINDS, type FeedbackKind } from '../../../shared/vocabulary.ts';
import { tFeedback } from '../../i18n/feedback.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { WritingField } from '../editor/writing-field.tsx';
import { GentlePrompt } from '../feedback/gentle-prompt.tsx';
import { Stems, withStem } from '../feedback/stems.tsx';
import { useGentlePrompt } from '../feedback/use-gentle-prompt.ts';
import css from './responses.module.css';
import { useReply } from './use-reply.ts';

type Choice = FeedbackKind | 'none';

/**
 * Feedback that prompts thinking: the focus question stands above it, a kind is chosen first, and stems help one
 * begin without judging.
 */
export function FeedbackComposer({ post }: { post: Post }) {
  const me = useSignedIn();
  const own = post.author.handle === me.handle;
  const [kind, setKind] = useState<Choice>(own || post.kind === 'reply' ? 'none' : 'noticing');
  const [text, setText] = useKeptText(`feedback:${me.id}:${post.id}`);
  const gentle = useGentlePrompt(text, kind !== 'none');
  const form = useRef<HTMLDivElement>(null);
  const send = useReply(post, post, () => setText(''));
  const sendAsItIs = () => send.mutate({ markdown: text, feedbackKind: kind === 'none' ? null : kind });
  const begin = (stem: string) => {
    setText(withStem(text, stem));
    form.current?.querySelector('textarea')?.focus();
  };
  return (
    <Sheet ref={form}>
      <h3>{own ? tPractice.replyTitle : tPractice.feedbackTitle}</h3>
      {post.focusQuestion !== '' && !own && <p className={css.asked}>{tPractice.feedbackFor(post.focusQuestion)}</p>}
      <Form error={send.error} onSubmit={() => gentle.holdBack() || sendAsItIs()}>
        <OneOf
          legend={tPractice.kind}
          hint={kind === 'none' ? tPractice.kindNoneMeaning : tFeedback.kindMeaning[kind]}
          value={kind}
          onChange={setKind}
          options={[
            ...FEEDBACK_KINDS.map((value) => ({ value, label: <KindChoice kind={value} /> })),
            { value: 'none' as const, label: tPractice.kindNone },
          ]}
        />
        {kind !== 'none' && <Stems stems={STEMS[t.language][kind]} onTake={begin} />}
        <WritingField
          label={tPractice.feedbackLabel}
          value={text}
          onChange={setText}
          error={fieldsOf(send.error).markdown}
          maxLength={10_000}
        />
        <GentlePrompt gentle={gentle} onStem={begin} onSendAnyway={sendAsItIs} />
        <Problem error={formProblem(send.error, ['markdown'])} />
        <Row>
          <Button type="submit" look="primary" busy={send.isPending}>
            {tPractice.send}
          </Button>
        </Row>
      </Form>
    </Sheet>
  );
}

function KindChoice({ kind }: { kind: FeedbackKind }) {
  return (
    <span className={css.kindLabel}>
      <Icon name={kind} size={18} />
      {t.words.feedbackKinds[kind]}
    </span>
  );
}
