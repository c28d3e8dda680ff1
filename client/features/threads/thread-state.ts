import type { Message, MessagePage } from '../../../shared/contracts/threads.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';

/** A message written here that the server has not confirmed. Kept on the device until it has. */
export interface Pending {
  clientId: string;
  markdown: string;
  feedbackKind: FeedbackKind | null;
  /** Ids of uploaded files. */
  files: readonly string[];
  writtenAt: string;
  /** Why the server refused it; null while it only waits. */
  refused: string | null;
}

export interface ThreadState {
  /** By cursor, each id once. */
  messages: readonly Message[];
  pending: readonly Pending[];
  /** Null until the first page came. */
  hasOlder: boolean | null;
  /**
   * Everything up to here came in pages, without gaps. A live event does not move it: one could be lost between two
   * that arrive, so a client that reconnects asks from here and drops what it has already.
   */
  resumeAfter: string | null;
}

export const EMPTY_THREAD: ThreadState = { messages: [], pending: [], hasOlder: null, resumeAfter: null };

/** Takes messages in, in any order and any number of times: the newest version of each stands once, at its place. */
export function merge(state: ThreadState, incoming: readonly Message[]): ThreadState {
  if (incoming.length === 0) return state;
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  for (const message of incoming) byId.set(message.id, message);
  const messages = [...byId.values()].sort((a, b) => (a.cursor < b.cursor ? -1 : a.cursor > b.cursor ? 1 : 0));
  const confirmed = new Set(incoming.filter((message) => message.mine).map((message) => message.clientId));
  const pending = state.pending.filter((item) => !confirmed.has(item.clientId));
  return { ...state, messages, pending: pending.length === state.pending.length ? state.pending : pending };
}

/** The newest page, when the thread opens. */
export function mergeNewest(state: ThreadState, page: MessagePage): ThreadState {
  const merged = merge(state, page.items);
  return {
    ...merged,
    hasOlder: state.hasOlder ?? page.more,
    resumeAfter: later(state.resumeAfter, page.items.at(-1)?.cursor),
  };
}

/** A page of what came after `resumeAfter`. */
export function mergeLater(state: ThreadState, page: MessagePage): ThreadState {
  return { ...merge(state, page.items), resumeAfter: later(state.resumeAfter, page.items.at(-1)?.cursor) };
}

/** A page from before the oldest message here. */
export function mergeOlder(state: ThreadState, page: MessagePage): ThreadState {
  return { ...merge(state, page.items), hasOlder: page.more };
}

function later(one: string | null, other: string | undefined): string | null {
  if (other === undefined) return one;
  return one === null || other > one ? other : one;
}
