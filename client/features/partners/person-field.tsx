import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { searchProfiles } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { TextField } from '../../ui/field.tsx';
import { useDebounced } from '../editor/use-debounced.ts';

const PAUSE_MS = 200;

/** A handle; people known here whose name begins so are offered while one types. */
export function PersonField({
  label,
  hint,
  value,
  onChange,
  error,
}: {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const list = useId();
  const typed = useDebounced(value.trim(), PAUSE_MS);
  const found = useQuery({ ...read(searchProfiles, { query: { q: typed } }), enabled: typed !== '', retry: false });
  return (
    <>
      <TextField
        label={label}
        hint={hint}
        value={value}
        onChange={onChange}
        error={error}
        list={list}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        required
      />
      <datalist id={list}>
        {found.data?.items.map((person) => (
          <option key={person.id} value={person.handle}>
            {person.displayName}
          </option>
        ))}
      </datalist>
    </>
  );
}
