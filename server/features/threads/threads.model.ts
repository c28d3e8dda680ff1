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
