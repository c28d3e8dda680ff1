/** Names of socket.io rooms. Everybody in a room gets what is sent to it, in every process. */
export const rooms = {
  /** All connections of one account. */
  actor: (iri: string) => `actor:${iri}`,
  /** All connections of one browser session. */
  session: (id: string) => `session:${id}`,
  /** Connections that have a thread open: for presence and typing only, messages go to actors. */
  thread: (id: string) => `thread:${id}`,
  /** Connections that look at a post. */
  post: (key: string) => `post:${key}`,
};

/** How many threads and posts one connection may have open at a time; a tab shows one or two. */
export const OPEN_MAX = 50;

/** Ids of the rooms of one kind among a connection's rooms. */
export function openOf(kind: 'thread' | 'post', joined: Iterable<string>): string[] {
  const prefix = `${kind}:`;
  return [...joined].filter((room) => room.startsWith(prefix)).map((room) => room.slice(prefix.length));
}
