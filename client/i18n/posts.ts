import { posts as en } from './en/posts.ts';

/** The words of this feature; see `messages.ts`. */
export const tPosts: typeof en = en;
