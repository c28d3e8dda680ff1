import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getOnboarding, type OnboardingStep, setOnboardingStep } from '../../../shared/contracts/onboarding.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { Path } from '../../ui/pictures/path.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { FollowImporter } from './follow-import.tsx';
import css from './onboarding.module.css';
import { StepAct } from './step-act.tsx';
import { StepYou } from './step-you.tsx';
import { Suggestions } from './suggestions.tsx';

const SHOWN_STEPS = ['you', 'people', 'act'] as const;
type ShownStep = (typeof SHOWN_STEPS)[number];

const WORDS: Record<ShownStep, { title: string; lead?: string }> = {
  you: { title: tOnboarding.youTitle, lead: tOnboarding.youLead },
  people: { title: tOnboarding.peopleTitle, lead: tOnboarding.peopleLead },
  act: { title: tOnboarding.actTitle },
};

/** From a new account to the first useful thing in three short steps; each can be skipped, and left for later. */
export function StartPage() {
  const me = useSignedIn();
  const onboarding = useQuery({ ...read(getOnboarding, {}), staleTime: Number.POSITIVE_INFINITY });
  if (onboarding.data === undefined) {
    return (
      <Page title={tOnboarding.path}>
        {onboarding.isPending ? <Skeleton /> : <Problem error={onboarding.error} retry={onboarding.refetch} />}
      </Page>
    );
  }
  const step = SHOWN_STEPS.find((shown) => shown === onboarding.data.step) ?? 'you';
  return <Step key={step} step={step} name={me.displayName} fresh={onboarding.data.step === null} />;
}

function Step({ step, name, fresh }: { step: ShownStep; name: string; fresh: boolean }) {
  const queryClient = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const keep = useCall(setOnboardingStep);
  const go = (next: OnboardingStep) => {
    queryClient.setQueryData(keyOf(getOnboarding), { step: next });
    keep.mutate({ body: { step: next } });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step begins
  useEffect(() => {
    // From now on it can be come back to.
    if (fresh) keep.mutate({ body: { step } });
    else heading.current?.focus();
  }, []);
  const { title, lead } = WORDS[step];
  const at = SHOWN_STEPS.indexOf(step);
  return (
    <Page title={title} bare>
      {step === 'you' && <p className={css.welcome}>{tOnboarding.welcome(name)}</p>}
      <Path
        label={tOnboarding.path}
        said={tOnboarding.step(at + 1, SHOWN_STEPS.length)}
        done={tOnboarding.stepDone}
        steps={SHOWN_STEPS.map((shown) => tOnboarding.steps[shown])}
        at={at}
        onGo={(index) => go(SHOWN_STEPS[index] ?? step)}
      />
      <header>
        <h1 ref={heading} tabIndex={-1} className={css.title}>
          {title}
        </h1>
        {lead && <p className={css.lead}>{lead}</p>}
      </header>
      {step === 'you' && <StepYou onDone={() => go('people')} onSkip={() => go('people')} />}
      {step === 'people' && (
        <>
          <Suggestions />
          <FollowImporter />
          <div>
            <Button look="primary" onClick={() => go('act')}>
              {tOnboarding.goOn}
            </Button>
          </div>
        </>
      )}
      {step === 'act' && <StepAct onDone={() => go('done')} />}
      <Problem error={keep.error} />
    </Page>
  );
}
