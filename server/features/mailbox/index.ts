import type { Mailboxes } from '../../activities/app-requests.ts';
import { actForApp } from './act-for-app.ts';
import type { ActParts } from './context.ts';
import { type ReadParts, readMailbox } from './read-mailbox.ts';

export { MailboxProjection } from './mailbox.projection.ts';
export { MailboxViews } from './mailbox.views.ts';

/** What apps do in people's names by ActivityPub (AP 6), through the use cases that everything here is done by. */
export function createMailboxes(parts: { act: ActParts; read: ReadParts }): Mailboxes {
  return {
    act: (account, request, key) => actForApp(parts.act, account, request, key),
    read: (account, box, cursor, limit) => readMailbox(parts.read, account, box, { cursor, limit }),
  };
}
