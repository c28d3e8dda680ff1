import { useRef, useState } from 'react';
import { type Anchor, contribute, type Turn } from '../../../shared/contracts/cycles.ts';
import { STEMS } from '../../../shared/feedback-hints.ts';
import { FEEDBACK_KINDS, type FeedbackKind } from '../../../shared/vocabulary.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { tFeedback } from '../../i18n/feedback.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Form, Row } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import { WritingField } from '../editor/writing-field.tsx';
import { GentlePrompt } from '../feedback/gentle-prompt.tsx';
import { Stems, withStem } from '../feedback/stems.tsx';
import { useGentlePrompt } from '../feedback/use-gentle-prompt.ts';
import { PairFilesField, usePairFiles } from '../media/pair-files.tsx';
import { AnchorFields } from './anchor-fields.tsx';
import { newClientId } from './client-id.ts';
import { LeftOver } from './left-over.tsx';
import css from './turn.module.css';
import { usePutCycle } from './use-cycle.ts';

const WORDS_MAX = 10_000;

/** What one says in a step. Who helps chooses a kind of feedback; who presents answers and thinks aloud. */
export function ContributionComposer({
  turn,
  step,
  anchor,
  onAnchor,
  isInText,
}: {
  turn: Turn;
  /** Of the protocol's steps, the present one. */
  step: number;
  anchor: Anchor | null;
  onAnchor: (anchor: Anchor | null) => void;
  isInText: (quote: string) => boolean;
}) {
  const at = turn.protocol.steps[step];
  const responds = at?.kind === 'respond';
  const helps = !turn.iPresent;
  const [kind, setKind] = useState<FeedbackKind | 'none'>(
    !helps ? 'none' : responds ? 'noticing' : at?.kind === 'probe' ? 'question' : 'none',
  );
  const [text, setText] = useKeptOnServer(`turn:${turn.id}:${step}`);
  const [clientId, setClientId] = useState(newClientId);
  const form = useRef<HTMLDivElement>(null);
  const gentle = useGentlePrompt(text, kind !== 'none');
  const files = usePairFiles(`turn:${turn.id}:${step}`);
  const putCycle = usePutCycle();
  const toast = useToast();
  const send = useCall(contribute, {
    onSuccess: (cycle) => {
      setText('');
      setClientId(newClientId());
      onAnchor(null);
      files.clear();
      putCycle(cycle);
      toast(tCycles.sent);
    },
  });
  const sendAsItIs = () => {
    if (send.isPending) return;
    files.whenReady(() =>
      send.mutate({
        params: { id: turn.id },
        body: { step, markdown: text, feedbackKind: kind === 'none' ? null : kind, anchor, files: files.ids, clientId },
      }),
    );
  };
  const begin = (stem: string) => {
    setText(withStem(text, stem));
    form.current?.querySelector('textarea')?.focus();
  };
  const ownStems = at?.stems ?? [];
  const stems = ownStems.length > 0 || kind === 'none' ? ownStems : STEMS[t.language][kind];
  return (
    <div ref={form} className={css.composer}>
      <LeftOver
        turn={turn}
        onTake={(words) => {
          setText(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`);
          form.current?.querySelector('textarea')?.focus();
        }}
      />
      <Form error={send.error} onSubmit={() => gentle.holdBack() || sendAsItIs()}>
        {helps && (
          <OneOf
            legend={tCycles.feedbackKind}
            hint={kind === 'none' ? tCycles.noKindMeaning : tFeedback.kindMeaning[kind]}
            value={kind}
            onChange={setKind}
            options={[
              ...FEEDBACK_KINDS.map((value) => ({ value, label: <KindChoice kind={value} /> })),
              ...(responds ? [] : [{ value: 'none' as const, label: tCycles.noKind }]),
            ]}
          />
        )}
        <Stems stems={stems} onTake={begin} />
        <WritingField
          label={tCycles.write(at?.name ?? '')}
          value={text}
          onChange={setText}
          error={fieldsOf(send.error).markdown}
          maxLength={WORDS_MAX}
        />
        <AnchorFields key={clientId} turn={turn} anchor={anchor} onAnchor={onAnchor} isInText={isInText} />
        <PairFilesField box={files} />
        <GentlePrompt gentle={gentle} onStem={begin} onSendAnyway={sendAsItIs} />
        <Problem error={formProblem(send.error, ['markdown'])} />
        <Row>
          <Button type="submit" look="primary" busy={send.isPending}>
            {tCycles.send}
          </Button>
        </Row>
      </Form>
    </div>
  );
}

function KindChoice({ kind }: { kind: FeedbackKind }) {
  return (
    <span className={css.kindChoice}>
      <Icon name={kind} size={18} />
      {t.words.feedbackKinds[kind]}
    </span>
  );
}
