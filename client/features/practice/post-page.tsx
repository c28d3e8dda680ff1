import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getPost } from '../../../shared/contracts/practice.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { useWatchedPost } from '../../live/use-watched-post.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { useSeen } from '../notifications/use-seen.ts';
import { FullPost, titleOf } from './full-post.tsx';
import { Responses } from './responses.tsx';

export function PostPage() {
  const { id = '' } = useParams();
  const post = useQuery(read(getPost, { params: { id } }));
  useWatchedPost(post.data?.id);
  useSeen('post', post.data?.id);

  if (isApiError(post.error, 'not_found', 'gone', 'invalid_input')) {
    return (
      <Page title={tPractice.postGone} bare>
        <Empty wholePage title={tPractice.postGone} actions={<ButtonLink to="/">{t.shell.toHome}</ButtonLink>}>
          {tPractice.postGoneAdvice}
        </Empty>
      </Page>
    );
  }
  if (post.data === undefined) {
    return (
      <Page title={post.error ? tPractice.postNotShown : t.shell.loading} bare={!post.error}>
        {post.isPending && <Skeleton />}
        <Problem error={post.error} retry={post.refetch} />
      </Page>
    );
  }
  return (
    <Page title={titleOf(post.data)} bare key={id}>
      <FullPost post={post.data} />
      <Responses post={post.data} />
    </Page>
  );
}
