import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { getMentoringChoices, type MentoringChoices } from '../../../shared/contracts/partners.ts';
import { getMyProfile, type ProfileFields } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';
import { tPartners } from '../../i18n/partners.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, Chips } from '../../ui/chip.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Section, Soft } from '../../ui/page.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { ChoicesForm } from './choices-form.tsx';
import css from './partners.module.css';
import { useChoices } from './use-choices.ts';

type Saved = MentoringChoices & { pairs: number };

export function ChoicesSection() {
  const saved = useQuery(read(getMentoringChoices, {}));
  const profile = useQuery(read(getMyProfile, {}));
  return (
    <Section title={tPartners.mine}>
      {saved.data === undefined ? (
        saved.isPending ? (
          <Skeleton lines={3} />
        ) : (
          <Problem error={saved.error} retry={saved.refetch} />
        )
      ) : (
        <Choices saved={saved.data} profile={profile.data} />
      )}
    </Section>
  );
}

/** A summary for who has chosen before; the form for who has not, or who left it half done. */
function Choices({ saved, profile }: { saved: Saved; profile: ProfileFields | undefined }) {
  const me = useSignedIn();
  const choices = useChoices(me.id, saved);
  const [editing, setEditing] = useState(choices.isChanged || saved.strengths.length + saved.growth.length === 0);
  const summary = useRef<HTMLDivElement>(null);
  if (editing) {
    return (
      <ChoicesForm
        choices={choices}
        profile={profile}
        onDone={() => {
          choices.forget();
          setEditing(false);
          requestAnimationFrame(() => summary.current?.focus());
        }}
      />
    );
  }
  return (
    <div className={css.summary} ref={summary} tabIndex={-1}>
      <Tags title={tPartners.strengths} values={saved.strengths} />
      <Tags title={tPartners.growth} values={saved.growth} />
      <div className={css.summaryFoot}>
        <Soft>{describe(saved)}</Soft>
        <Button small icon="write" onClick={() => setEditing(true)}>
          {tPartners.change}
        </Button>
      </div>
    </div>
  );
}

function Tags({ title, values }: { title: string; values: readonly string[] }) {
  return (
    <div className={css.tags}>
      <h3>{title}</h3>
      {values.length === 0 ? (
        <Soft>{tPartners.nothingYet}</Soft>
      ) : (
        <Chips label={title}>
          {values.map((value) => (
            <Chip as="li" tone="accent" key={value}>
              {value}
            </Chip>
          ))}
        </Chips>
      )}
    </div>
  );
}

function describe({ open, cadence, outside, pairs, capacity }: Saved): string {
  return [
    open ? tPartners.isOpen : tPartners.isClosed,
    ...(cadence === null ? [] : [t.words.cadences[cadence]]),
    ...(outside ? [tPartners.outside] : []),
    tPartners.room(pairs, capacity),
  ].join(' · ');
}
