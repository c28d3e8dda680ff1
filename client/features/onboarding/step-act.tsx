import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { getNextAction } from '../../../shared/contracts/onboarding.ts';
import { read } from '../../api/queries.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { FoundPostItem } from '../search/found-items.tsx';

/** The best next thing first, and one other: feedback for somebody who waits, or a first short post. */
export function StepAct({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate();
  const action = useQuery({ ...read(getNextAction, {}), staleTime: Number.POSITIVE_INFINITY });
  if (action.isPending) return <Skeleton lines={4} />;
  const post = action.data?.feedbackOn ?? null;
  const go = (to: string) => {
    onDone();
    navigate(to);
  };
  return (
    <>
      <Problem error={action.error} retry={action.refetch} />
      {post && (
        <Section title={tOnboarding.actFeedback} lead={tOnboarding.actFeedbackLead}>
          <Sheet>
            <FoundPostItem post={post} />
            <div>
              <Button look="primary" icon="reply" onClick={() => go(`/posts/${post.id}`)}>
                {tOnboarding.actFeedbackButton}
              </Button>
            </div>
          </Sheet>
        </Section>
      )}
      {post && <Soft>{tOnboarding.actOr}</Soft>}
      <Section title={tOnboarding.actWrite} lead={tOnboarding.actWriteLead}>
        <Row>
          <Button {...(post ? {} : { look: 'primary' as const })} icon="write" onClick={() => go('/write')}>
            {tOnboarding.actWriteButton}
          </Button>
        </Row>
      </Section>
      <div>
        <Button look="quiet" onClick={() => go('/')}>
          {tOnboarding.finish}
        </Button>
      </div>
    </>
  );
}
