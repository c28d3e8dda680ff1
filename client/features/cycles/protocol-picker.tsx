import type { ProtocolInList } from '../../../shared/contracts/protocols.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Select } from '../../ui/field.tsx';
import { Soft } from '../../ui/page.tsx';
import css from './protocol.module.css';
import { ProtocolSteps } from './protocol-steps.tsx';

/** Which protocol, and what it will be like. */
export function ProtocolPicker({
  items,
  value,
  onChange,
  error,
}: {
  items: readonly ProtocolInList[];
  value: ProtocolInList;
  onChange: (protocol: ProtocolInList) => void;
  error?: string | undefined;
}) {
  return (
    <div className={css.choice}>
      <Select
        label={tCycles.protocol}
        hint={tCycles.protocolHint}
        error={error}
        value={value.id}
        onChange={(id) => {
          const chosen = items.find((protocol) => protocol.id === id);
          if (chosen) onChange(chosen);
        }}
        options={items.map((protocol) => [protocol.id, protocol.name] as const)}
      />
      {value.purpose !== '' && <p>{value.purpose}</p>}
      <Soft>{protocolLength(value)}</Soft>
      <details>
        <summary className={css.summary}>{tCycles.preview}</summary>
        <ProtocolSteps key={value.id} steps={value.steps} at={null} />
      </details>
    </div>
  );
}

/** How many steps, and how long they take together. */
export function protocolLength({ steps }: Pick<ProtocolInList, 'steps'>): string {
  return tCycles.protocolSteps(
    steps.length,
    steps.reduce((sum, { minutes }) => sum + minutes, 0),
  );
}
