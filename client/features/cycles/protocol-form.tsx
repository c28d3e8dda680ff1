import { useEffect, useRef } from 'react';
import { tCycles } from '../../i18n/cycles.ts';
import { languageName } from '../../i18n/format.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet, Soft } from '../../ui/page.tsx';
import { SUGGESTED_LANGUAGES } from '../profiles/languages.ts';
import css from './protocol-editor.module.css';
import { moved, newStep, type ProtocolBeingEdited, type StepBeingEdited, toSend } from './protocol-fields.ts';
import { ProtocolSteps } from './protocol-steps.tsx';
import { StepFields } from './step-fields.tsx';

const STEPS_MAX = 8;

/** A protocol being written, and beside it how it looks in a turn: the same component draws both. */
export function ProtocolForm({
  protocol,
  onChange,
  busy,
  error,
  onSave,
  onCancel,
}: {
  protocol: ProtocolBeingEdited;
  onChange: (protocol: ProtocolBeingEdited) => void;
  busy: boolean;
  error: unknown;
  onSave: (fields: ReturnType<typeof toSend>) => void;
  onCancel: () => void;
}) {
  const form = useRef<HTMLDivElement>(null);
  const errors = fieldsOf(error);
  const { steps } = protocol;
  const change = (part: Partial<ProtocolBeingEdited>) => onChange({ ...protocol, ...part });
  const changeStep = (key: number, part: Partial<StepBeingEdited>) =>
    change({ steps: steps.map((step) => (step.key === key ? { ...step, ...part } : step)) });
  /** The buttons move with their step, so the focus is put back where it was. */
  const move = (index: number, by: -1 | 1) => {
    change({ steps: moved(steps, index, by) });
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`#step-${index + by + 1} button`)?.focus());
  };
  /** What had the focus goes with the step. */
  const remove = (index: number) => {
    change({ steps: steps.filter((_, at) => at !== index) });
    const next = Math.min(index + 1, steps.length - 1);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>(next === 0 ? '#add-step' : `#step-${next} button`)?.focus(),
    );
  };
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const sent = toSend(protocol);
  const languages = new Set([...SUGGESTED_LANGUAGES, protocol.language]);
  return (
    <div className={css.beside} ref={form}>
      <Form error={error} onSubmit={() => onSave(sent)}>
        <Sheet>
          <TextField
            label={tCycles.protocolName}
            value={protocol.name}
            onChange={(name) => change({ name })}
            error={errors.name}
            maxLength={80}
            required
          />
          <TextArea
            label={tCycles.purpose}
            value={protocol.purpose}
            onChange={(purpose) => change({ purpose })}
            error={errors.purpose}
            maxLength={400}
            optional
          />
          <Select
            label={tCycles.protocolLanguage}
            value={protocol.language}
            onChange={(language) => change({ language })}
            error={errors.language}
            options={[...languages].map((tag) => [tag, languageName(tag)] as const)}
          />
        </Sheet>
        <h2>{tCycles.steps}</h2>
        <Soft>{tCycles.stepsHint}</Soft>
        {errors.steps && (
          <p className={css.error} role="alert">
            {errors.steps}
          </p>
        )}
        <ol className={css.steps}>
          {steps.map((step, index) => (
            <li key={step.key} id={`step-${index + 1}`}>
              <StepFields
                step={step}
                index={index}
                count={steps.length}
                errors={errors}
                onChange={(part) => changeStep(step.key, part)}
                onMove={(by) => move(index, by)}
                onRemove={() => remove(index)}
              />
            </li>
          ))}
        </ol>
        {steps.length < STEPS_MAX && (
          <Row>
            <Button
              id="add-step"
              onClick={() => change({ steps: [...steps.slice(0, -1), newStep(), ...steps.slice(-1)] })}
            >
              {tCycles.addStep}
            </Button>
          </Row>
        )}
        <Problem error={formProblem(error, ['name', 'purpose', 'language', 'steps'])} />
        <Row>
          <Button type="submit" look="primary" busy={busy}>
            {t.form.save}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t.form.cancel}
          </Button>
        </Row>
      </Form>
      <section className={css.preview} aria-label={tCycles.livePreview}>
        <h2>{tCycles.livePreview}</h2>
        <p className={css.name}>{protocol.name.trim() === '' ? tCycles.unnamedProtocol : protocol.name}</p>
        {protocol.purpose !== '' && <p>{protocol.purpose}</p>}
        <ProtocolSteps steps={sent.steps} at={null} />
      </section>
    </div>
  );
}
