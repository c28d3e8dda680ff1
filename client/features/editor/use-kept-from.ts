import { useState } from 'react';
import { useKeptOnServer } from './use-kept-on-server.ts';

/** Text that begins as it was given, and that is kept under `key` (`useKeptOnServer`) once somebody types. */
export function useKeptFrom(key: string, given: string) {
  const [kept, keep] = useKeptOnServer(key);
  // Emptied by hand is not the same as never touched.
  const [typed, setTyped] = useState(false);
  return {
    text: typed ? kept : kept || given,
    type: (text: string) => {
      setTyped(true);
      keep(text);
    },
    /** After sending: it is as given again. */
    forget: () => {
      setTyped(false);
      keep('');
    },
  };
}
