import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getOnboarding, setOnboardingStep } from '../../../shared/contracts/onboarding.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tHome } from '../../i18n/home.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Row } from '../../ui/page.tsx';
import css from './resume.module.css';

/** For who left in the middle of the first steps; nothing for everybody else. */
export function ResumeOnboarding() {
  const queryClient = useQueryClient();
  const onboarding = useQuery({ ...read(getOnboarding, {}), staleTime: Number.POSITIVE_INFINITY });
  const end = useCall(setOnboardingStep, {
    onSuccess: () => queryClient.setQueryData(keyOf(getOnboarding), { step: 'done' }),
  });
  const step = onboarding.data?.step ?? 'done';
  if (step === 'done') return null;
  return (
    <section className={css.resume} aria-label={tHome.firstSteps}>
      <p>
        <strong>{tHome.firstSteps}</strong> {tHome.firstStepsNext(tHome.firstStepNames[step])}
      </p>
      <Row>
        <ButtonLink to="/start" small>
          {tHome.firstStepsGo}
        </ButtonLink>
        <Button small look="quiet" busy={end.isPending} onClick={() => end.mutate({ body: { step: 'done' } })}>
          {tHome.firstStepsNo}
        </Button>
      </Row>
    </section>
  );
}
