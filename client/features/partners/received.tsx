import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  dismissIntroduction,
  listMyIntroductions,
  type ReceivedIntroduction,
} from '../../../shared/contracts/partners.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tPartners } from '../../i18n/partners.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Section } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Person } from '../profiles/person.tsx';
import { OfferLink } from './partner-card.tsx';
import css from './partners.module.css';

/** People whom an organizer proposes to me; nothing at all when there are none. */
export function ReceivedIntroductions() {
  const { data } = useQuery(read(listMyIntroductions, {}));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={tPartners.introduced} lead={tPartners.introducedLead}>
      <ul className={css.cards}>
        {data.items.map((introduction) => (
          <Received key={introduction.id} introduction={introduction} />
        ))}
      </ul>
    </Section>
  );
}

function Received({ introduction: { id, by, partner, note } }: { introduction: ReceivedIntroduction }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const dismiss = useCall(dismissIntroduction, {
    onSuccess: () => {
      toast(tPartners.introductionGone(partner.displayName));
      void queryClient.invalidateQueries({ queryKey: keyOf(listMyIntroductions) });
    },
  });
  return (
    <li className={css.card}>
      <Person person={partner} />
      <p>{tPartners.thinks(by.displayName, partner.displayName)}</p>
      {note !== '' && (
        <p className={css.letter} dir="auto">
          {note}
        </p>
      )}
      <Problem error={dismiss.error} />
      <div className={css.actions}>
        <OfferLink person={partner} />
        <Button
          small
          look="quiet"
          busy={dismiss.isPending}
          aria-label={tPartners.notThisOneOf(partner.displayName)}
          onClick={() => dismiss.mutate({ params: { id } })}
        >
          {tPartners.notThisOne}
        </Button>
      </div>
    </li>
  );
}
