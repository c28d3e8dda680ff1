import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getOnboarding, setOnboardingStep } from '../../../shared/contracts/onboarding.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Row } from '../../ui/page.tsx';
import css from './onboarding.module.css';
import { SHOWN_STEPS } from './step-path.tsx';

/** For who left in the middle of the first steps; nothing for everybody else. */
export function ResumeOnboarding() {
  const queryClient = useQueryClient();
  const onboarding = useQuery({ ...read(getOnboarding, {}), staleTime: Number.POSITIVE_INFINITY });
  const end = useCall(setOnboardingStep, {
    onSuccess: () => queryClient.setQueryData(keyOf(getOnboarding), { step: 'done' }),
  });
  const step = SHOWN_STEPS.find((shown) => shown === onboarding.data?.step);
  if (step === undefined) return null;
  return (
    <section className={css.resume} aria-label={tOnboarding.path}>
      <p>
        <strong>{tOnboarding.resume}</strong> {tOnboarding.resumeLead(tOnboarding.steps[step])}
      </p>
      <Row>
        <ButtonLink to="/start" small>
          {tOnboarding.resumeButton}
        </ButtonLink>
        <Button small look="quiet" busy={end.isPending} onClick={() => end.mutate({ body: { step: 'done' } })}>
          {tOnboarding.resumeNo}
        </Button>
      </Row>
    </section>
  );
}
