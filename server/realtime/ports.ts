import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Message, MessagePage } from '../../shared/contracts/threads.ts';
import type { Asker } from '../activities/visibility.ts';
import type { Principal } from '../core/principal.ts';

/** What live updates ask of accounts: the session of the API, nothing of their own. */
export interface LiveSessions {
  /** The API's own way to find out whose request it is; works on any incoming message. */
  authenticate(req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void;
  /** After `authenticate`: whose session a request came with. */
  sessionOf(req: IncomingMessage): { principal: Principal; session: string } | null;
  /** Which of these sessions still are. */
  liveSessions(ids: readonly string[]): Promise<Set<string>>;
  onSessionsEnded(listener: (ids: string[]) => void): void;
}

/** What live updates ask of threads. Each call decides anew who may see what. */
export interface LiveThreads {
  mayOpen(actorIri: string, threadId: string): Promise<boolean>;
  /** What came after a cursor, oldest first; the newest page when there is no cursor. */
  messagesAfter(actorIri: string, threadId: string, cursor: string | null): Promise<MessagePage>;
  /** As this actor sees it; null when they may not. */
  messageFor(actorIri: string, messageIri: string): Promise<Message | null>;
}

export interface LivePosts {
  maySee(asker: Asker, postKey: string): Promise<boolean>;
}
