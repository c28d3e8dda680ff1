import { useQuery } from '@tanstack/react-query';
import {
  type Introduction,
  introduce,
  listIntroductions,
  withdrawIntroduction,
} from '../../../shared/contracts/partners.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { ago } from '../../i18n/format.ts';
import { tPartners } from '../../i18n/partners.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Form, Row, Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { PersonLink } from '../profiles/person.tsx';
import { PersonField } from './person-field.tsx';

/** For organizers: two people who could help each other, and what one has proposed. What came of it is not shown. */
export function IntroduceSection() {
  const me = useSignedIn();
  const toast = useToast();
  const [one, setOne] = useKeptText(`introduceone:${me.id}`);
  const [other, setOther] = useKeptText(`introduceother:${me.id}`);
  const [note, setNote] = useKeptText(`introducenote:${me.id}`);
  const proposed = useQuery(read(listIntroductions, {}));
  const propose = useCall(introduce, {
    onSuccess: ({ people: [first, second] }) => {
      for (const clear of [setOne, setOther, setNote]) clear('');
      toast(tPartners.proposed(first.displayName, second.displayName));
      void proposed.refetch();
    },
  });
  const errors = fieldsOf(propose.error);
  return (
    <Section title={tPartners.introduce} lead={tPartners.introduceLead}>
      <Sheet>
        <Form error={propose.error} onSubmit={() => propose.mutate({ body: { one, other, note } })}>
          <PersonField
            label={tPartners.one}
            hint={tPartners.personHint}
            value={one}
            onChange={setOne}
            error={errors.one}
          />
          <PersonField
            label={tPartners.other}
            hint={tPartners.personHint}
            value={other}
            onChange={setOther}
            error={errors.other}
          />
          <TextArea
            label={tPartners.note}
            hint={tPartners.noteHint}
            value={note}
            onChange={setNote}
            error={errors.note}
            maxLength={1000}
            optional
          />
          <Problem error={formProblem(propose.error, ['one', 'other', 'note'])} />
          <Row>
            <Button type="submit" busy={propose.isPending}>
              {tPartners.propose}
            </Button>
          </Row>
        </Form>
        <h3>{tPartners.mineProposed}</h3>
        {proposed.isPending && <Skeleton lines={1} />}
        <Problem error={proposed.error} retry={proposed.refetch} />
        {proposed.data && <Proposed items={proposed.data.items} onWithdrawn={() => void proposed.refetch()} />}
      </Sheet>
    </Section>
  );
}

function Proposed({ items, onWithdrawn }: { items: readonly Introduction[]; onWithdrawn: () => void }) {
  const withdraw = useCall(withdrawIntroduction, { onSuccess: onWithdrawn });
  if (items.length === 0) return <Soft>{tPartners.noneProposed}</Soft>;
  return (
    <>
      <Rows label={tPartners.mineProposed}>
        {items.map(({ id, people: [first, second], note, at }) => (
          <li key={id}>
            <div>
              <PersonLink person={first} /> · <PersonLink person={second} />
              <Soft>{[note, ago(at)].filter((part) => part !== '').join(' · ')}</Soft>
            </div>
            <Button
              small
              look="danger"
              busy={withdraw.isPending && withdraw.variables.params.id === id}
              aria-label={tPartners.takeBackOf(first.displayName, second.displayName)}
              onClick={() => withdraw.mutate({ params: { id } })}
            >
              {tPartners.takeBack}
            </Button>
          </li>
        ))}
      </Rows>
      <Problem error={withdraw.error} />
    </>
  );
}
