import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { listPartners } from '../../../shared/contracts/partners.ts';
import { getMyProfile } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { tPartners } from '../../i18n/partners.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Select } from '../../ui/field.tsx';
import { Section } from '../../ui/page.tsx';
import { Missing } from './missing.tsx';
import { PartnerCard } from './partner-card.tsx';
import css from './partners.module.css';

const EVERY = '';

export function Suggestions() {
  const [subject, setSubject] = useState(EVERY);
  const profile = useQuery(read(getMyProfile, {}));
  const everybody = useQuery(read(listPartners, { query: {} }));
  const narrowed = useQuery({
    ...read(listPartners, { query: { subject } }),
    enabled: subject !== EVERY,
    placeholderData: keepPreviousData,
  });
  const partners = subject === EVERY ? everybody : narrowed;
  const list = useRef<HTMLDivElement>(null);
  const subjects = new Set([
    ...(profile.data?.subjects ?? []),
    ...(everybody.data?.items.flatMap((partner) => partner.subjects) ?? []),
  ]);
  return (
    <Section title={tPartners.suggestions}>
      {everybody.data && <Missing missing={everybody.data.missing} />}
      {subjects.size > 1 && (
        <Select
          label={tPartners.subject}
          value={subject}
          onChange={setSubject}
          options={[
            [EVERY, tPartners.everySubject],
            ...[...subjects].map((name) => [name, subjectName(name)] as const),
          ]}
        />
      )}
      {partners.isPending && <Skeleton />}
      <Problem error={partners.error} retry={partners.refetch} />
      <div ref={list} tabIndex={-1}>
        {partners.data?.items.length === 0 && (
          <Empty
            title={subject === EVERY ? tPartners.none : tPartners.noneInSubject(subjectName(subject))}
            actions={
              <ButtonLink to="/people" icon="search">
                {tPartners.lookUp}
              </ButtonLink>
            }
          >
            {tPartners.noneAdvice}
          </Empty>
        )}
        {partners.data && partners.data.items.length > 0 && (
          <ul className={css.cards}>
            {partners.data.items.map((partner) => (
              // What had the focus goes with the card it was in.
              <PartnerCard key={partner.person.id} partner={partner} onDismissed={() => list.current?.focus()} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
