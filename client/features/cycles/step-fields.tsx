import { SPEAKERS, STEP_KINDS } from '../../../shared/vocabulary.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Row } from '../../ui/page.tsx';
import css from './protocol-editor.module.css';
import type { StepBeingEdited } from './protocol-fields.ts';

/** One step of a protocol being written; moved up and down by buttons, which keyboards and screen readers can. */
export function StepFields({
  step,
  index,
  count,
  errors,
  onChange,
  onMove,
  onRemove,
}: {
  step: StepBeingEdited;
  index: number;
  count: number;
  /** The server's sentences, by path: `steps.2.speaks`. */
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<StepBeingEdited>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const number = index + 1;
  const errorOf = (field: string) =>
    Object.entries(errors).find(([path]) => path === field || path.startsWith(`${field}.`))?.[1];
  const at = (field: string) => errorOf(`steps.${index}.${field}`);
  return (
    <fieldset className={css.step}>
      <legend>{tCycles.stepOf(number)}</legend>
      <Row>
        <IconButton
          icon="up"
          label={tCycles.stepUp(number)}
          aria-disabled={index === 0 || undefined}
          onClick={() => index > 0 && onMove(-1)}
        />
        <IconButton
          icon="down"
          label={tCycles.stepDown(number)}
          aria-disabled={number === count || undefined}
          onClick={() => number < count && onMove(1)}
        />
        <IconButton icon="trash" label={tCycles.removeStep(number)} onClick={onRemove} />
      </Row>
      <TextField
        label={tCycles.stepName}
        value={step.name}
        onChange={(name) => onChange({ name })}
        error={at('name')}
        maxLength={60}
        required
      />
      <Select
        label={tCycles.stepKind}
        value={step.kind}
        onChange={(kind) =>
          // What the kind leaves no choice about is chosen with it.
          onChange({
            kind,
            ...(kind === 'respond' && { speaks: 'responder' as const }),
            ...(kind === 'reflect' && { speaks: 'presenter' as const }),
          })
        }
        error={at('kind')}
        options={STEP_KINDS.map((kind) => [kind, tCycles.stepKinds[kind]] as const)}
      />
      <div className={css.two}>
        <Select
          label={tCycles.stepSpeaks}
          value={step.speaks}
          onChange={(speaks) => onChange({ speaks })}
          error={at('speaks')}
          options={SPEAKERS.map((speaks) => [speaks, tCycles.speakers[speaks]] as const)}
        />
        <TextField
          label={tCycles.stepMinutes}
          type="number"
          min={1}
          max={60}
          value={step.minutes}
          onChange={(minutes) => onChange({ minutes })}
          error={at('minutes')}
          required
        />
      </div>
      <TextArea
        label={tCycles.prompts}
        hint={tCycles.promptsHint}
        value={step.prompts}
        onChange={(prompts) => onChange({ prompts })}
        error={at('prompts')}
        optional
      />
      <TextArea
        label={tCycles.stems}
        hint={tCycles.stemsHint}
        value={step.stems}
        onChange={(stems) => onChange({ stems })}
        error={at('stems')}
        optional
      />
    </fieldset>
  );
}
