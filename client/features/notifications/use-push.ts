import { useEffect, useState } from 'react';
import { subscribeToPush, unsubscribeFromPush } from '../../../shared/contracts/notifications.ts';
import { call } from '../../api/call.ts';

/** How this browser stands to notifications; `checking` until it is known. */
export type PushState = 'checking' | 'unsupported' | 'denied' | 'off' | 'on';

/**
 * Notifications on this device. Turning them on asks the browser's permission, so it must happen on a press.
 * @param pushKey of the server, for its push service to know it by
 */
export function usePush(pushKey: string | undefined) {
  const [state, setState] = useState<PushState>('checking');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (pushKey === undefined) return;
    let current = true;
    currentState(pushKey).then(
      (found) => current && setState(found),
      () => current && setState('unsupported'),
    );
    return () => {
      current = false;
    };
  }, [pushKey]);

  const change = async (to: (key: string) => Promise<void>) => {
    if (pushKey === undefined || busy) return;
    setBusy(true);
    setError(null);
    try {
      await to(pushKey);
    } catch (failure) {
      setError(failure);
    } finally {
      setState(await currentState(pushKey).catch(() => 'unsupported' as const));
      setBusy(false);
    }
  };
  return { state, busy, error, turnOn: () => change(subscribe), turnOff: () => change(unsubscribe) };
}

async function currentState(pushKey: string): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration === undefined) return 'unsupported';
  const subscription = await registration.pushManager.getSubscription();
  return subscription !== null && isFor(subscription, pushKey) ? 'on' : 'off';
}

async function subscribe(pushKey: string): Promise<void> {
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
    await made.unsubscribe();
    throw error;
  }
}

async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.getSubscription();
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
