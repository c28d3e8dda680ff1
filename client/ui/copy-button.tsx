import { useState } from 'react';
import { t } from '../i18n/messages.ts';
import { Button } from './button.tsx';

/** Copies, and says so in its own label; where the clipboard is closed to us the text stays selectable beside it. */
export function CopyButton({ text, label = t.form.copy }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      small
      {...(copied && { icon: 'check' as const })}
      onClick={() =>
        navigator.clipboard?.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      <span aria-live="polite">{copied ? t.form.copied : label}</span>
    </Button>
  );
}
