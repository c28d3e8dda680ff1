import { useQuery } from '@tanstack/react-query';
import { getProfilePosts, type PostSummary } from '../../../shared/contracts/practice.ts';
import { read } from '../../api/queries.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Select } from '../../ui/field.tsx';
import { Soft } from '../../ui/page.tsx';
import { useSignedIn } from '../accounts/use-me.ts';

/** The newest that a page of the list has. */
const POSTS_MAX = 50;

/** One of my own posts, by title. */
export function PostPicker({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  value: string | null;
  onChange: (id: string | null, post: PostSummary | null) => void;
  error?: string | undefined;
}) {
  const me = useSignedIn();
  const posts = useQuery(read(getProfilePosts, { params: { handle: me.handle }, query: { limit: POSTS_MAX } }));
  const mine = (posts.data?.items ?? []).map(({ post }) => post).filter((post) => post.author.handle === me.handle);
  if (posts.isPending) return <Skeleton lines={1} />;
  if (posts.error) return <Problem error={posts.error} retry={posts.refetch} />;
  if (mine.length === 0) return <Soft>{tCycles.noPosts}</Soft>;
  return (
    <Select
      label={label}
      error={error}
      value={value ?? ''}
      onChange={(id) => onChange(id === '' ? null : id, mine.find((post) => post.id === id) ?? null)}
      options={[
        ['', tCycles.choosePost] as const,
        ...mine.map((post) => [post.id, post.title || tPosts.untitled] as const),
      ]}
    />
  );
}
