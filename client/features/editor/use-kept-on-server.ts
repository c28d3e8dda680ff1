import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { getKeptText, KEPT_TEXT_MAX, keepText } from '../../../shared/contracts/kept-texts.ts';
import { call } from '../../api/call.ts';
import { deviceStorage } from '../../ui/device-storage.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { TextKeeper } from './text-keeper.ts';

/**
 * Like `useKeptText`, and on the server too: it is there again after a sign-out, or on another device. `key` names the
 * field, like `turn:J2Qx:2`, of letters, digits, `_`, `-` and `:`; the account is added here. Emptied, it is forgotten.
 */
export function useKeptOnServer(key: string): [string, (text: string) => void] {
  const me = useSignedIn();
  const keeper = useMemo(
    () =>
      new TextKeeper(me.id, key, {
        device: deviceStorage,
        load: async () => (await call(getKeptText, { params: { key } })).text,
        save: async (text) => void (await call(keepText, { params: { key }, body: { text } })),
        max: KEPT_TEXT_MAX,
      }),
    [me.id, key],
  );
  useEffect(() => {
    void keeper.open();
    const flush = () => void keeper.flush();
    const listen = ({ key: name, newValue }: StorageEvent) => keeper.elsewhere(name, newValue);
    window.addEventListener('online', flush);
    window.addEventListener('storage', listen);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('online', flush);
      window.removeEventListener('storage', listen);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [keeper]);
  return [useSyncExternalStore(keeper.subscribe, keeper.text), (text) => keeper.change(text)];
}
