import { useState } from 'react';
import { tAccounts } from '../../i18n/accounts.ts';
import { Checkbox, TextField } from '../../ui/field.tsx';

/** A password that may be shown while it is typed: fewer mistakes on a phone than asking for it twice. */
export function PasswordField({
  label,
  hint,
  error,
  value,
  onChange,
  autoComplete,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
}) {
  const [shown, setShown] = useState(false);
  return (
    <div>
      <TextField
        label={label}
        hint={hint}
        error={error}
        value={value}
        onChange={onChange}
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <div style={{ marginTop: '0.5rem' }}>
        <Checkbox label={tAccounts.showPassword} checked={shown} onChange={setShown} />
      </div>
    </div>
  );
}

export interface NewAccountFields {
  username: string;
  displayName: string;
  password: string;
}

/** The three fields that set-up and sign-up share. */
export function NewAccount({
  value,
  onChange,
  errors,
  domain,
}: {
  value: NewAccountFields;
  onChange: (value: NewAccountFields) => void;
  errors: Readonly<Record<string, string>>;
  domain: string;
}) {
  const username = value.username.trim().toLowerCase();
  return (
    <>
      <TextField
        label={tAccounts.displayName}
        hint={tAccounts.displayNameHint}
        error={errors.displayName}
        value={value.displayName}
        onChange={(displayName) => onChange({ ...value, displayName })}
        autoComplete="name"
        required
      />
      <TextField
        label={tAccounts.username}
        hint={username === '' ? tAccounts.usernameHint : tAccounts.usernamePreview(`@${username}@${domain}`)}
        error={errors.username}
        value={value.username}
        onChange={(next) => onChange({ ...value, username: next })}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        label={tAccounts.password}
        hint={tAccounts.passwordHint}
        error={errors.password}
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        autoComplete="new-password"
      />
    </>
  );
}
