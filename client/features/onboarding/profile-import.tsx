import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportedProfile, importProfile } from '../../../shared/contracts/onboarding.ts';
import { call } from '../../api/call.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button } from '../../ui/button.tsx';
import { explain } from '../../ui/explain.ts';
import { Notice } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Soft } from '../../ui/page.tsx';
import { hostOf } from '../search/use-search.ts';
import css from './onboarding.module.css';

/** What one says of oneself elsewhere, put into the form below and nowhere else. */
export function ProfileImport({ onFound }: { onFound: (profile: ImportedProfile) => void }) {
  const [handle, setHandle] = useState('');
  const find = useMutation({
    mutationFn: () => call(importProfile, { query: { handle: handle.trim() } }),
    onSuccess: onFound,
    retry: false,
  });
  return (
    <details className={css.import}>
      <summary>{tOnboarding.importOpen}</summary>
      <Form error={find.error} onSubmit={() => handle.trim() !== '' && find.mutate()}>
        <Soft>{tOnboarding.importLead}</Soft>
        <TextField
          label={tOnboarding.importHandle}
          hint={tOnboarding.importHint}
          error={find.error ? explain(find.error) : undefined}
          value={handle}
          onChange={setHandle}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <div>
          <Button type="submit" busy={find.isPending}>
            {tOnboarding.importButton}
          </Button>
        </div>
        <div role="status">
          {find.isPending && <Soft>{tOnboarding.importing(hostOf(handle.trim()))}</Soft>}
          {find.data && <Notice tone="good">{tOnboarding.imported(find.data.handle)}</Notice>}
        </div>
      </Form>
    </details>
  );
}
