import type { Note } from '../../activities/activity.ts';
import { escapeHtml, sanitizeHtml } from '../../core/html.ts';
import { nameOf } from '../../core/ids.ts';

/** Author and thread are part of the name, so that the same client id elsewhere is another message. */
export function messageName(actor: string, thread: string, clientId: string): string {
  return `${nameOf('message', actor, thread).slice(0, 20)}-${clientId}`;
}

/** The client's id in the name of a message of ours. */
export function clientIdOf(message: { _id: string }): string | null {
  const name = message._id.slice(message._id.lastIndexOf('/') + 1);
  const hyphen = name.indexOf('-');
  return hyphen < 0 ? null : name.slice(hyphen + 1);
}

/**
 * A message as it is shown. What others attach is a link to where it is: this server makes no copy of what is between the
 * two, and reading tells nobody else.
 */
export function messageHtml({ html, attachments }: Pick<Note, 'html' | 'attachments'>): string {
  const links = attachments
    .filter(({ url }) => !html.includes(`<img src="${escapeHtml(url)}"`))
    .map(({ url, name }) => `<p><a href="${escapeHtml(url)}">${escapeHtml(name || url)}</a></p>`);
  return sanitizeHtml(html + links.join(''));
}
