import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { getDraft } from '../../../shared/contracts/practice.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { DraftList } from './draft-list.tsx';

/**
 * A new draft, or one by its id. The first save gives a new draft its address while one goes on typing: the editor
 * that made it stays the same editor.
 */
export function WritePage() {
  const { draft: id } = useParams();
  const location = useLocation();
  const navigate = useNavigate();
  const [made, setMade] = useState<{ id: string; editor: string } | null>(null);
  const isMade = made !== null && made.id === id;
  const editor = isMade ? made.editor : (id ?? `new-${location.key}`);
  const draft = useQuery({
    ...read(getDraft, { params: { id: id ?? '' } }),
    enabled: id !== undefined && !isMade,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const ready = id === undefined || isMade || draft.isSuccess;
  return (
    <Page title={tPractice.write} lead={tPractice.writeLead}>
      {ready && (
        <DraftEditor
          key={editor}
          stored={isMade || id === undefined ? null : (draft.data ?? null)}
          onCreated={(created) => {
            setMade({ id: created, editor });
            navigate(`/write/${created}`, { replace: true });
          }}
        />
      )}
      {!ready && draft.isPending && <Skeleton />}
      {isApiError(draft.error, 'not_found', 'gone', 'invalid_input') ? (
        <Empty title={tPractice.draftGone} actions={<ButtonLink to="/write">{tPractice.newDraft}</ButtonLink>} />
      ) : (
        !ready && <Problem error={draft.error} retry={draft.refetch} />
      )}
      <DraftList current={id ?? null} />
    </Page>
  );
}
