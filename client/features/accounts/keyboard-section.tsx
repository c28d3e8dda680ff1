import { useState } from 'react';
import { tKeyboard } from '../../i18n/keyboard.ts';
import { singleKeysOn, switchSingleKeys } from '../../shell/shortcuts.ts';
import { Checkbox } from '../../ui/field.tsx';
import { Section } from '../../ui/page.tsx';

export function KeyboardSection() {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Section title={tKeyboard.settings}>
      <Checkbox
        label={tKeyboard.singleKeys}
        hint={tKeyboard.singleKeysHint}
        checked={on}
        onChange={(chosen) => {
          switchSingleKeys(chosen);
          setOn(chosen);
        }}
      />
    </Section>
  );
}
