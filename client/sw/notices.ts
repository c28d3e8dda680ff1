import type { PushMessage } from '../../shared/contracts/notifications.ts';
import { scope } from './scope.ts';

/** Shows what the server pushed, and opens what it is about; a page where somebody writes is left alone. */
export function showPushedNotices() {
  scope.addEventListener('push', (event) => {
    const message = messageIn(event.data?.json());
    if (message === null) return;
    const { title, body, tag, url } = message;
    const options = { body, tag, data: { url }, icon: '/icons/192.png', badge: '/icons/badge.png' };
    event.waitUntil(scope.registration.showNotification(title, options));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(open(pathIn(event.notification.data)));
  });
}

async function open(path: string): Promise<void> {
  const url = new URL(path, scope.location.origin).href;
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = pages.find((page) => page.url === url);
  if (there) return void (await there.focus());
  const idle = pages.find((page) => !/\/write(?:\/|$)|\/edit$/.test(new URL(page.url).pathname));
  if (!idle) return void (await scope.clients.openWindow(url));
  await idle.focus();
  await idle.navigate(url);
}

/** Pushed by our own server, encrypted for this browser; still only read for what it should hold. */
function messageIn(data: unknown): PushMessage | null {
  const of = (name: string): string => {
    const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const message = { title: of('title'), body: of('body'), url: of('url'), tag: of('tag') };
  return message.title === '' ? null : message;
}

/** A path on this instance, whatever it says. */
function pathIn(data: unknown): string {
  const url: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'url') : undefined;
  return typeof url === 'string' && /^\/(?!\/)/.test(url) ? url : '/';
}
