import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import css from './feedback.module.css';
import { Icon } from './icon.tsx';

const SHOWN_MS = 5_000;

const ToastContext = createContext<(words: string) => void>(() => undefined);

/** Says that something worked, without taking the focus; never used for errors, which stay where they happened. */
export function useToast() {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ words: string; at: number } | null>(null);
  const show = useCallback((words: string) => setToast({ words, at: Date.now() }), []);
  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext value={show}>
      {children}
      <div className={css.toasts} role="status">
        {toast && (
          <p className={css.toast} key={toast.at}>
            <Icon name="check" size={18} />
            {toast.words}
          </p>
        )}
      </div>
    </ToastContext>
  );
}
