import { useState } from 'react';
import { askConsent, type Contribution, type Turn } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { errorUnder, fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Form, Row, Sheet, Soft } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import css from './turn.module.css';
import { useRefreshCycles } from './use-cycle.ts';

/** Which pieces of the partner's to quote, with or without their name. */
export function AskConsent({
  turn,
  pieces,
  partner,
}: {
  turn: Turn;
  pieces: readonly Contribution[];
  partner: string;
}) {
  const refresh = useRefreshCycles();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [named, setNamed] = useState<'named' | 'unnamed'>('unnamed');
  const ask = useCall(askConsent, {
    onSuccess: () => {
      setOpen(false);
      setChosen([]);
      refresh();
      toast(tCycles.asked);
    },
  });
  const heading = useFocusOnOpen<HTMLHeadingElement>(open);
  const none = errorUnder(fieldsOf(ask.error), 'contributions');
  if (!open) {
    return (
      <Row>
        <Button icon="quote" onClick={() => setOpen(true)}>
          {tCycles.askMore}
        </Button>
      </Row>
    );
  }
  return (
    <Sheet>
      <h4 ref={heading} tabIndex={-1}>
        {tCycles.askTitle(partner)}
      </h4>
      <Soft>{tCycles.askLead}</Soft>
      <Form
        error={ask.error}
        onSubmit={() =>
          ask.mutate({ params: { id: turn.id }, body: { contributions: [...chosen], named: named === 'named' } })
        }
      >
        <fieldset className={css.pieces}>
          <legend className="visually-hidden">{tCycles.pieces}</legend>
          {pieces.map((piece) => (
            <label key={piece.id} className={css.piece}>
              <input
                type="checkbox"
                checked={chosen.includes(piece.id)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, piece.id] : chosen.filter((id) => id !== piece.id))
                }
              />
              <RichText html={piece.html} compact />
            </label>
          ))}
        </fieldset>
        <OneOf
          legend={tCycles.namedLegend}
          value={named}
          onChange={setNamed}
          options={[
            { value: 'unnamed', label: tCycles.namedNot },
            { value: 'named', label: tCycles.named(partner) },
          ]}
        />
        {none !== undefined && <p role="alert">{none}</p>}
        <Problem error={formProblem(ask.error, ['contributions'])} />
        <Row>
          <Button type="submit" look="primary" busy={ask.isPending}>
            {tCycles.ask}
          </Button>
          <Button look="quiet" onClick={() => setOpen(false)}>
            {t.form.cancel}
          </Button>
        </Row>
      </Form>
    </Sheet>
  );
}
