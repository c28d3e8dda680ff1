import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { listProtocols } from '../../../shared/contracts/protocols.ts';
import { CADENCES, CONFIDENTIALITIES } from '../../../shared/vocabulary.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/page.tsx';
import { weeksFrom } from './pairs.ts';
import { TERM_NAMES } from './terms.ts';
import type { TermsInForm } from './use-terms.ts';

/** Fields whose complaints stand beside them. */
export const SHOWN_BESIDE = [...TERM_NAMES, 'note'];

/** What two agree on, as it is offered, answered with other terms, or changed later. */
export function TermsFields({
  form: { terms, change },
  name,
  errors,
  flat = false,
}: {
  form: TermsInForm;
  /** Of the partner. */
  name: string;
  errors: Readonly<Record<string, string>>;
  /** Inside a panel: no sheets of its own. */
  flat?: boolean;
}) {
  const Group = flat ? Fragment : Sheet;
  return (
    <>
      <Group>
        <TextArea
          label={tMentoring.myGoals}
          hint={tMentoring.myGoalsHint(name)}
          value={terms.myGoals}
          onChange={(myGoals) => change({ myGoals })}
          error={errors.myGoals}
          maxLength={1000}
          required
        />
        <TextArea
          label={tMentoring.partnerGoals(name)}
          hint={tMentoring.partnerGoalsHint}
          value={terms.partnerGoals}
          onChange={(partnerGoals) => change({ partnerGoals })}
          error={errors.partnerGoals}
          maxLength={1000}
          required
        />
      </Group>
      <Group>
        <OneOf
          legend={tMentoring.cadence}
          value={terms.cadence}
          onChange={(cadence) => change({ cadence })}
          options={CADENCES.map((value) => ({ value, label: t.words.cadences[value] }))}
        />
        <ProtocolField value={terms.protocol} onChange={(protocol) => change({ protocol })} error={errors.protocol} />
        <OneOf
          legend={tMentoring.confidentiality}
          value={terms.confidentiality}
          onChange={(confidentiality) => change({ confidentiality })}
          hint={tMentoring.confidentialityMeans[terms.confidentiality]}
          options={CONFIDENTIALITIES.map((value) => ({ value, label: tMentoring.confidentialities[value] }))}
        />
        <TextField
          label={tMentoring.endsOn}
          hint={tMentoring.endsOnHint}
          type="date"
          min={weeksFrom(new Date(), 0)}
          value={terms.endsOn}
          onChange={(endsOn) => change({ endsOn })}
          error={errors.endsOn}
          required
        />
        <TextArea
          label={tMentoring.note}
          value={terms.note}
          onChange={(note) => change({ note })}
          error={errors.note}
          maxLength={1000}
          optional
        />
      </Group>
    </>
  );
}

/** By its name, which both read; one that only the partner's instance has stays chosen. */
function ProtocolField(props: { value: string; onChange: (name: string) => void; error: string | undefined }) {
  const protocols = useQuery(read(listProtocols, { query: { language: t.language } }));
  const names = new Set(protocols.data?.items.map(({ name }) => name));
  if (props.value !== '') names.add(props.value);
  return (
    <Select
      {...props}
      label={tMentoring.protocol}
      hint={tMentoring.protocolHint}
      options={[['', tMentoring.anyProtocol], ...[...names].map((name) => [name, name] as const)]}
    />
  );
}
