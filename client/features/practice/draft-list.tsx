import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Draft, deleteDraft, listDrafts } from '../../../shared/contracts/practice.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tPosts } from '../../i18n/posts.ts';
import { tPractice } from '../../i18n/practice.ts';
import { ButtonLink, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Row, Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useWaiting } from './use-waiting.ts';

/** The other drafts: shown only when there are some. */
export function DraftList({ current }: { current: string | null }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const drafts = useQuery(read(listDrafts, {}));
  const [deleting, setDeleting] = useState<Draft | null>(null);
  const remove = useCall(deleteDraft, {
    onSuccess: (_, request) => {
      setDeleting(null);
      void queryClient.invalidateQueries({ queryKey: keyOf(listDrafts) });
      if (request.params.id === current) navigate('/write', { replace: true });
    },
  });
  const waiting = useWaiting();
  // What is published already and waits for the network is no draft any more.
  const items = (drafts.data?.items ?? []).filter(({ id }) => !waiting.items.some((item) => item.id === id));
  if (items.length === 0) return null;
  return (
    <Section title={tPractice.drafts}>
      <Sheet>
        <Rows label={tPractice.drafts}>
          {items.map((draft) => (
            <li key={draft.id}>
              <div>
                <Link to={`/write/${draft.id}`} aria-current={draft.id === current ? 'page' : undefined}>
                  {draft.title || tPosts.untitled}
                </Link>
                <Soft>
                  <TimeAgo at={draft.updatedAt} />
                </Soft>
              </div>
              <IconButton
                icon="trash"
                label={tPractice.deleteDraft(draft.title || tPosts.untitled)}
                onClick={() => setDeleting(draft)}
              />
            </li>
          ))}
        </Rows>
        {current !== null && (
          <Row>
            <ButtonLink to="/write" small>
              {tPractice.newDraft}
            </ButtonLink>
          </Row>
        )}
      </Sheet>
      {deleting && (
        <Dialog
          title={tPractice.deleteDraftTitle}
          confirm={t.form.delete}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutate({ params: { id: deleting.id } })}
        >
          <p>{tPractice.deleteDraftAdvice}</p>
        </Dialog>
      )}
    </Section>
  );
}
