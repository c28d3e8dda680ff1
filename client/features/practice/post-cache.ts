import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Page } from '../../../shared/contracts/endpoint.ts';
import {
  type FeedItem,
  getHomeFeed,
  getInstanceFeed,
  getPinnedPosts,
  getPost,
  getProfilePosts,
  listReplies,
  type Post,
} from '../../../shared/contracts/practice.ts';
import { keyOf } from '../../api/queries.ts';

const FEEDS = [getHomeFeed, getInstanceFeed, getProfilePosts];

/** Puts the server's newest word on a post wherever the post is on screen, so that no place shows an older one. */
export function putPost(queryClient: QueryClient, post: Post) {
  queryClient.setQueryData(keyOf(getPost, { id: post.id }), post);
  for (const feed of FEEDS) {
    queryClient.setQueriesData<InfiniteData<Page<FeedItem>>>({ queryKey: keyOf(feed) }, (data) =>
      mapItems(data, (item) => (item.post.id === post.id ? { ...item, post } : item)),
    );
  }
  queryClient.setQueriesData<{ items: FeedItem[] }>(
    { queryKey: keyOf(getPinnedPosts) },
    (data) => data && { items: data.items.map((item) => (item.post.id === post.id ? { ...item, post } : item)) },
  );
  queryClient.setQueriesData<InfiniteData<Page<Post>>>({ queryKey: keyOf(listReplies) }, (data) =>
    mapItems(data, (item) => (item.id === post.id ? post : item)),
  );
}

/** After a post was written, changed or removed: every list that may hold it is asked again. */
export function refreshPosts(queryClient: QueryClient, ids: readonly (string | null)[] = []) {
  for (const feed of [...FEEDS, getPinnedPosts]) void queryClient.invalidateQueries({ queryKey: keyOf(feed) });
  for (const id of ids) {
    if (id === null) continue;
    void queryClient.invalidateQueries({ queryKey: keyOf(getPost, { id }) });
    void queryClient.invalidateQueries({ queryKey: keyOf(listReplies, { id }) });
  }
}

function mapItems<T>(data: InfiniteData<Page<T>> | undefined, change: (item: T) => T) {
  return data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
