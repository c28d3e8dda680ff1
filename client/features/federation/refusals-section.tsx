import { useQuery } from '@tanstack/react-query';
import { getFederationRefusals } from '../../../shared/contracts/federation.ts';
import { read } from '../../api/queries.ts';
import { tFederation } from '../../i18n/federation.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { reasonWords } from './error-words.ts';

/** What the inbox refused, counted: many of one reason say what is wrong with others, or here. */
export function RefusalsSection() {
  const refusals = useQuery(read(getFederationRefusals, {}));
  return (
    <Section
      title={tFederation.refusals}
      lead={
        refusals.data && (
          <>
            {tFederation.refusalsSince} <TimeAgo at={refusals.data.since} />.
          </>
        )
      }
    >
      <Sheet>
        {refusals.isPending && <Skeleton lines={1} />}
        <Problem error={refusals.error} retry={refusals.refetch} />
        {refusals.data?.reasons.length === 0 && <Soft>{tFederation.noRefusals}</Soft>}
        {refusals.data && refusals.data.reasons.length > 0 && (
          <Rows label={tFederation.refusals}>
            {refusals.data.reasons.map(({ reason, count }) => (
              <li key={reason}>
                <div>
                  {reasonWords(reason)}
                  <Soft>
                    <code>{reason}</code>
                  </Soft>
                </div>
                <span>{tFederation.times(count)}</span>
              </li>
            ))}
          </Rows>
        )}
      </Sheet>
    </Section>
  );
}
