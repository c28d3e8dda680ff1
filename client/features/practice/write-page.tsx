import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { type DraftFields, getDraft } from '../../../shared/contracts/practice.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { deviceStorage } from '../../ui/device-storage.ts';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { DeviceDrafts } from './device-drafts.ts';
import { DraftEditor } from './draft-editor.tsx';
import { EMPTY_DRAFT, newDraft } from './draft-fields.ts';
import { DraftList } from './draft-list.tsx';
import { WaitingPosts } from './waiting-posts.tsx';

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
  const [search] = useSearchParams();
  const shared = sharedIn(search);
  const ready = id === undefined || isMade || draft.isSuccess;
  if (shared !== null) return <TakeShared shared={shared} />;
  return (
    <Page title={tPractice.write} lead={tPractice.writeLead} width="wide">
      <WaitingPosts />
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

/** What another app shared goes into the new draft of this device, after what is there; then the page opens as ever. */
function TakeShared({ shared }: { shared: Pick<DraftFields, 'title' | 'markdown'> }) {
  const me = useSignedIn();
  const navigate = useNavigate();
  const { title, markdown } = shared;
  useEffect(() => {
    const drafts = new DeviceDrafts(me.id, deviceStorage);
    const { fields, base } = drafts.read('new', EMPTY_DRAFT) ?? { fields: newDraft(), base: null };
    if (!fields.markdown.includes(markdown) || fields.title === '') {
      const text = [fields.markdown.trim(), markdown].filter((part) => part !== '').join('\n\n');
      drafts.write('new', { fields: { ...fields, title: fields.title || title, markdown: text }, base });
    }
    navigate('/write', { replace: true });
  }, [me.id, title, markdown, navigate]);
  return (
    <Page title={tPractice.write}>
      <Skeleton />
    </Page>
  );
}

const TITLE_MAX = 200;

/** As `share_target` of the manifest names it. */
function sharedIn(search: URLSearchParams): Pick<DraftFields, 'title' | 'markdown'> | null {
  const [title = '', text, url] = ['title', 'text', 'url'].map((name) => search.get(name)?.trim() ?? '');
  const markdown = [text, url].filter(Boolean).join('\n\n');
  return title || markdown ? { title: title.slice(0, TITLE_MAX), markdown } : null;
}
