import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dismissPartner, listPartners, type Partner } from '../../../shared/contracts/partners.ts';
import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tPartners } from '../../i18n/partners.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Chip, Chips } from '../../ui/chip.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Person } from '../profiles/person.tsx';
import { gradeLevelName } from '../profiles/words.ts';
import css from './partners.module.css';
import { reasonWords } from './reasons.ts';

/** Somebody who could fit: why, what they bring, and the way to an offer. */
export function PartnerCard({ partner, onDismissed }: { partner: Partner; onDismissed: () => void }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const { person, reasons, strengths, growth, helpWith } = partner;
  const dismiss = useCall(dismissPartner, {
    onSuccess: () => {
      onDismissed();
      toast(tPartners.dismissed(person.displayName));
      void queryClient.invalidateQueries({ queryKey: keyOf(listPartners) });
    },
  });
  return (
    <li className={css.card}>
      <Person person={person}>{about(partner)}</Person>
      <ul className={css.reasons} aria-label={tPartners.reasonsFor(person.displayName)}>
        {reasons.map((reason) => (
          <li key={reason.kind}>{reasonWords(reason)}</li>
        ))}
      </ul>
      <div className={css.brings}>
        {strengths.length > 0 ? (
          <Brings title={tPartners.canHelp} values={strengths} />
        ) : (
          helpWith !== '' && <Said title={tPartners.canHelp}>{helpWith}</Said>
        )}
        {growth.length > 0 && <Brings title={tPartners.wantsToGrow} values={growth} />}
      </div>
      <Problem error={dismiss.error} />
      <div className={css.actions}>
        <OfferLink person={person} />
        <Button
          small
          look="quiet"
          busy={dismiss.isPending}
          aria-label={tPartners.notForMeOf(person.displayName)}
          onClick={() => dismiss.mutate({ params: { handle: person.handle } })}
        >
          {tPartners.notForMe}
        </Button>
      </div>
    </li>
  );
}

export function OfferLink({ person }: { person: ProfileSummary }) {
  return (
    <ButtonLink
      to={`/mentoring/offer/${encodeURIComponent(person.handle)}`}
      icon="pair"
      aria-label={tPartners.offerTo(person.displayName)}
    >
      {tPartners.offer}
    </ButtonLink>
  );
}

/** Where they are, in a line: what they teach, whom, and at which school. */
function about({ person, subjects, gradeLevels, school }: Partner): string {
  const facts = [subjects.map(subjectName).join(', '), gradeLevels.map(gradeLevelName).join(', '), school];
  return [person.handle, ...facts].filter((fact) => fact !== '').join(' · ');
}

function Brings({ title, values }: { title: string; values: readonly string[] }) {
  return (
    <Said title={title}>
      <Chips label={title}>
        {values.map((value) => (
          <Chip as="li" key={value}>
            {value}
          </Chip>
        ))}
      </Chips>
    </Said>
  );
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.said}>
      <span>{title}</span>
      {typeof children === 'string' ? <p dir="auto">{children}</p> : children}
    </div>
  );
}
