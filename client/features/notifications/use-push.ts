import { useEffect, useState } from 'react';
import { subscribeToPush, unsubscribeFromPush } from '../../../shared/contracts/notifications.ts';
import { call } from '../../api/call.ts';
import { deviceStorage } from '../../ui/device-storage.ts';
import { useSignedIn } from '../accounts/use-me.ts';

/**
 * Whose notifications come to this browser. A browser keeps one subscription, whoever is signed in: that of somebody who
 * signed out is not on for the next. The key names them, so that signing out takes it away (`device-data.ts`).
 */
const ownerKey = (owner: string) => `staffroom.push.${owner}`;

/** How this browser stands to notifications; `checking` until it is known. */
export type PushState = 'checking' | 'unsupported' | 'denied' | 'off' | 'on';

/**
 * Notifications on this device. Turning them on asks the browser's permission, so it must happen on a press.
 * @param pushKey of the server, for its push service to know it by
 */
export function usePush(pushKey: string | undefined) {
  const owner = useSignedIn().id;
  const [state, setState] = useState<PushState>('checking');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (pushKey === undefined) return;
    let current = true;
    currentState(pushKey, owner).then(
      (found) => {
        if (!current) return;
        setState(found);
        // It ended with the session it was made in; this one may be another.
        if (found === 'on') subscribe(pushKey, owner).catch(() => undefined);
      },
      () => current && setState('unsupported'),
    );
    return () => {
      current = false;
    };
  }, [pushKey, owner]);

  const change = async (to: (key: string) => Promise<void>) => {
    if (pushKey === undefined || busy) return;
    setBusy(true);
    setError(null);
    try {
      await to(pushKey);
    } catch (failure) {
      setError(failure);
    } finally {
      setState(await currentState(pushKey, owner).catch(() => 'unsupported' as const));
      setBusy(false);
    }
  };
  return {
    state,
    busy,
    error,
    turnOn: () => change((key) => subscribe(key, owner)),
    turnOff: () => change(() => unsubscribe(owner)),
  };
}

async function currentState(pushKey: string, owner: string): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration === undefined) return 'unsupported';
  const subscription = await registration.pushManager.getSubscription();
  const isMine = deviceStorage.getItem(ownerKey(owner)) !== null;
  return isMine && subscription !== null && isFor(subscription, pushKey) ? 'on' : 'off';
}

async function subscribe(pushKey: string, owner: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  // One made for another key, before the server was set up anew, cannot be written to.
  if (old !== null && !isFor(old, pushKey)) await old.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
  const { keys } = made.toJSON();
  try {
    await call(subscribeToPush, {
      body: { endpoint: made.endpoint, keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } },
    });
  } catch (error) {
    if (old === null) await made.unsubscribe();
    throw error;
  }
  deviceStorage.setItem(ownerKey(owner), 'on');
}

async function unsubscribe(owner: string): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.getSubscription();
  deviceStorage.removeItem(ownerKey(owner));
  if (subscription === null) return;
  const { endpoint } = subscription;
  await subscription.unsubscribe();
  await call(unsubscribeFromPush, { body: { endpoint } });
}

function isFor(subscription: PushSubscription, pushKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  if (key === null) return true;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === pushKey;
}
