import { createHash } from 'node:crypto';

/** The author is part of the name, so that nobody can take the name of somebody else's message. */
export function messageName(actor: string, clientId: string): string {
  return `${createHash('sha256').update(actor).digest('hex').slice(0, 16)}-${clientId}`;
}

/** The client's id in the name of a message of ours. */
export function clientIdOf(message: { _id: string }): string | null {
  const name = message._id.slice(message._id.lastIndexOf('/') + 1);
  const hyphen = name.indexOf('-');
  return hyphen < 0 ? null : name.slice(hyphen + 1);
}
