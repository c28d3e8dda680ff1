import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getCalendarFeed, removeCalendarFeed, renewCalendarFeed } from '../../../shared/contracts/sessions.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useHashTarget } from '../../ui/use-hash-target.ts';
import css from './sessions.module.css';

/** The address under which a calendar program finds one's sessions: who can read what by it is said before it is made. */
export function CalendarSection() {
  const [asking, setAsking] = useState<'renew' | 'remove' | null>(null);
  const queryClient = useQueryClient();
  const toast = useToast();
  const feed = useQuery(read(getCalendarFeed, {}));
  const put = (url: string | null, words: string) => {
    setAsking(null);
    queryClient.setQueryData(keyOf(getCalendarFeed), { url });
    toast(words);
  };
  const renew = useCall(renewCalendarFeed, { onSuccess: ({ url }) => put(url, tSessions.feedMade) });
  const remove = useCall(removeCalendarFeed, { onSuccess: () => put(null, tSessions.feedRemoved) });
  useHashTarget(!feed.isPending);
  const url = feed.data?.url ?? null;
  return (
    <div id="calendar">
      <Section title={tSessions.calendar} lead={tSessions.calendarLead}>
        <Sheet>
          {feed.isPending && <Skeleton lines={1} />}
          <Problem error={feed.error} retry={feed.refetch} />
          <p>{tSessions.feedWarning}</p>
          {feed.data && url === null && (
            <>
              <Soft>{tSessions.noFeed}</Soft>
              <Problem error={renew.error} />
              <Row>
                <Button busy={renew.isPending} onClick={() => renew.mutate({})}>
                  {tSessions.makeFeed}
                </Button>
              </Row>
            </>
          )}
          {url !== null && (
            <>
              <p>
                <strong>{tSessions.feedAddress}</strong>
                <code className={css.address}>{url}</code>
              </p>
              <Row>
                <CopyButton text={url} />
                <Button small onClick={() => setAsking('renew')}>
                  {tSessions.renewFeed}
                </Button>
                <Button small look="danger" onClick={() => setAsking('remove')}>
                  {tSessions.removeFeed}
                </Button>
              </Row>
            </>
          )}
        </Sheet>
      </Section>
      {asking === 'renew' && (
        <Dialog
          title={tSessions.renewTitle}
          confirm={tSessions.renewFeed}
          busy={renew.isPending}
          error={renew.error}
          onClose={() => setAsking(null)}
          onConfirm={() => renew.mutate({})}
        >
          <p>{tSessions.renewAdvice}</p>
        </Dialog>
      )}
      {asking === 'remove' && (
        <Dialog
          title={tSessions.removeTitle}
          confirm={tSessions.removeFeed}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsking(null)}
          onConfirm={() => remove.mutate({})}
        >
          <p>{tSessions.removeAdvice}</p>
        </Dialog>
      )}
    </div>
  );
}
