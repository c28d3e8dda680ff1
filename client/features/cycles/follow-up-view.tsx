import { useState } from 'react';
import { Link } from 'react-router';
import { changeFollowUp, type FollowUp } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { calendarDay } from '../../i18n/format.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Row } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import { Attachments } from '../media/attachments.tsx';
import { weeksFrom } from '../mentoring/pairs.ts';
import { CompleteFollowUp } from './complete-follow-up.tsx';
import css from './turn.module.css';
import { useRefreshCycles } from './use-cycle.ts';

/** A follow-up as both see it: what, by when, with whom, and what came of it. */
export function FollowUpView({ followUp, partner }: { followUp: FollowUp; partner: string }) {
  const [completing, setCompleting] = useState(false);
  const { mine, state, may } = followUp;
  const declined = state === 'declined';
  return (
    <div className={css.followUp} id={`follow-up-${followUp.id}`}>
      <p className={css.terms}>
        <strong>
          {declined
            ? mine
              ? tCycles.nothingMine
              : tCycles.nothingOf(partner)
            : mine
              ? tCycles.followUpMine
              : tCycles.followUpOf(partner)}
        </strong>
        {!declined && <Chip {...(state === 'done' && { tone: 'good' })}>{tCycles.followUpStates[state]}</Chip>}
      </p>
      {!declined && <p className={css.promise}>{followUp.what}</p>}
      <p className={css.terms}>
        {followUp.by !== null && <span>{tCycles.byDay(calendarDay(followUp.by))}</span>}
        {followUp.support !== '' && <span>{tCycles.supportedBy(followUp.support)}</span>}
      </p>
      {followUp.reason !== '' && (
        <p>
          <strong>{tCycles.reason}:</strong> {followUp.reason}
        </p>
      )}
      {followUp.evidence !== null && <EvidenceView followUp={followUp} evidence={followUp.evidence} />}
      {may.complete && !completing && (
        <Row>
          <Button look="primary" icon="check" onClick={() => setCompleting(true)}>
            {tCycles.complete}
          </Button>
          {may.change && <ChangeButtons followUp={followUp} />}
        </Row>
      )}
      {may.complete && completing && <CompleteFollowUp followUp={followUp} onClose={() => setCompleting(false)} />}
    </div>
  );
}

function EvidenceView({ followUp, evidence }: { followUp: FollowUp; evidence: NonNullable<FollowUp['evidence']> }) {
  return (
    <>
      <p className={css.small}>{tCycles.evidenceOf}</p>
      {evidence.html !== '' && <RichText html={evidence.html} compact />}
      <Attachments items={evidence.attachments} />
      {evidence.link !== '' && (
        <p>
          <a href={evidence.link} target="_blank" rel="noopener noreferrer">
            {evidence.link}
          </a>
        </p>
      )}
      {evidence.post !== null && (
        <p>
          <Link to={`/posts/${evidence.post.id}`}>{evidence.post.title || tPosts.untitled}</Link>
        </p>
      )}
      <p className={css.small}>{followUp.mine ? tCycles.reflectionMine : tCycles.reflectionOf}</p>
      <RichText html={evidence.reflectionHtml} compact />
    </>
  );
}

/** Another day, or no day any more; either says why. */
function ChangeButtons({ followUp }: { followUp: FollowUp }) {
  const refresh = useRefreshCycles();
  const toast = useToast();
  const [asking, setAsking] = useState<'day' | 'drop' | null>(null);
  const [by, setBy] = useState(followUp.by ?? weeksFrom(new Date(), 1));
  const [reason, setReason] = useKeptOnServer(`follow-up:${followUp.id}:change`);
  const change = useCall(changeFollowUp, {
    onSuccess: () => {
      setReason('');
      setAsking(null);
      refresh();
      toast(tCycles.changed);
    },
  });
  const errors = fieldsOf(change.error);
  return (
    <>
      <Button onClick={() => setAsking('day')}>{tCycles.changeDay}</Button>
      <Button look="quiet" onClick={() => setAsking('drop')}>
        {tCycles.drop}
      </Button>
      {asking !== null && (
        <Dialog
          title={asking === 'day' ? tCycles.changeTitle : tCycles.dropTitle}
          confirm={asking === 'day' ? tCycles.changeDay : tCycles.drop}
          busy={change.isPending}
          error={formProblem(change.error, ['by', 'reason'])}
          onClose={() => setAsking(null)}
          onConfirm={() =>
            change.mutate({ params: { id: followUp.id }, body: { by: asking === 'day' ? by : null, reason } })
          }
        >
          {asking === 'day' ? (
            <TextField
              label={tCycles.newDay}
              type="date"
              min={weeksFrom(new Date(), 0)}
              value={by}
              onChange={setBy}
              error={errors.by}
            />
          ) : (
            <p>{tCycles.dropAdvice}</p>
          )}
          <TextArea
            label={tCycles.why}
            value={reason}
            onChange={setReason}
            error={errors.reason}
            maxLength={1_000}
            required
          />
        </Dialog>
      )}
    </>
  );
}
