import { WatchPost } from '../../shared/contracts/live.ts';
import type { Logger } from '../core/logger.ts';
import { askerOf } from '../http/principal.ts';
import type { LivePosts } from './ports.ts';
import { OPEN_MAX, openOf, rooms } from './rooms.ts';
import { answering, type LiveSocket, notFound, Refused } from './socket.ts';

/** Watching posts, which strangers may do too where they may see them. */
export function onPostEvents(parts: { posts: LivePosts; logger: Logger }, socket: LiveSocket): void {
  const { posts, logger } = parts;
  const asker = askerOf(socket.data.principal);

  async function watch(post: string): Promise<null> {
    const room = rooms.post(post);
    if (!socket.rooms.has(room) && openOf('post', socket.rooms).length >= OPEN_MAX) {
      throw new Refused('Too many posts are watched here. Close some first.');
    }
    if (!(await posts.maySee(asker, post))) throw notFound();
    await socket.join(room);
    return null;
  }

  socket.on(
    'post.watch',
    answering(WatchPost, logger, ({ post }) => watch(post)),
  );
  socket.on(
    'post.unwatch',
    answering(WatchPost, logger, ({ post }) => void socket.leave(rooms.post(post))),
  );
}
