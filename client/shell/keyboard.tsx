import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { whenIdle } from '../when-idle.ts';

const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }));
const Palette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }));

interface KeyboardHelp {
  showShortcuts: () => void;
}

const KeyboardContext = createContext<KeyboardHelp>({ showShortcuts: () => undefined });

export function useKeyboard(): KeyboardHelp {
  return useContext(KeyboardContext);
}

/** The shortcuts and what they open; fetched when the page stands. */
export function Keyboard({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const [open, setOpen] = useState<'shortcuts' | 'palette' | null>(null);
  const navigate = useNavigate();
  // Another function on each page: the keys are listened to from one page to the next without a gap.
  const latest = useRef(navigate);
  latest.current = navigate;
  const help = useMemo<KeyboardHelp>(() => ({ showShortcuts: () => setOpen('shortcuts') }), []);

  useEffect(() => {
    const abort = new AbortController();
    whenIdle()
      .then(() => import('./listen-to-keys.ts'))
      .then(({ listenToKeys }) =>
        listenToKeys({ signedIn, open: setOpen, navigate: (to) => latest.current(to) }, abort.signal),
      )
      // Not fetched: there are no shortcuts until the next visit, and everything is on the pages too.
      .catch(() => undefined);
    return () => abort.abort();
  }, [signedIn]);

  const close = () => setOpen(null);
  return (
    <KeyboardContext value={help}>
      {children}
      <Suspense>
        {open === 'shortcuts' && <Shortcuts signedIn={signedIn} onClose={close} />}
        {open === 'palette' && <Palette onClose={close} onShortcuts={help.showShortcuts} />}
      </Suspense>
    </KeyboardContext>
  );
}
