import { type RefObject, useEffect } from 'react';

/** After a refused form, the first field with a complaint gets the focus, and its sentence is read out with it. */
export function useFocusFirstError(form: RefObject<HTMLElement | null>, error: unknown) {
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, error]);
}
