import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getPostSource } from '../../../shared/contracts/practice.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { PostEditor } from './post-editor.tsx';

export function EditPostPage() {
  const { id = '' } = useParams();
  const source = useQuery({
    ...read(getPostSource, { params: { id } }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Page title={tPractice.editTitle} width="wide">
      {source.isPending && <Skeleton />}
      {isApiError(source.error, 'not_found', 'gone', 'forbidden', 'invalid_input') ? (
        <Empty title={tPractice.postGone} actions={<ButtonLink to="/">{t.shell.toHome}</ButtonLink>}>
          {tPractice.postGoneAdvice}
        </Empty>
      ) : (
        <Problem error={source.error} retry={source.refetch} />
      )}
      {source.data && <PostEditor key={id} id={id} source={source.data} />}
    </Page>
  );
}
