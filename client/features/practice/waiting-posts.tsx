import { Link, useNavigate } from 'react-router';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { deviceStorage } from '../../ui/device-storage.ts';
import { Notice } from '../../ui/feedback.tsx';
import { Row, Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { DeviceDrafts } from './device-drafts.ts';
import { EMPTY_DRAFT } from './draft-fields.ts';
import { useWaiting } from './use-waiting.ts';
import type { Waiting, WaitingPost } from './waiting-room.ts';

/** What was published without a network, posts and responses, until the server has it; what it refused says why. */
export function WaitingPosts() {
  const { items, room } = useWaiting();
  const me = useSignedIn();
  const navigate = useNavigate();
  const toast = useToast();
  if (items.length === 0 || room === null) return null;
  const takeBack = ({ id, fields, isDraft }: WaitingPost) => {
    const drafts = new DeviceDrafts(me.id, deviceStorage);
    const name = isDraft ? id : 'new';
    if (drafts.read(name, EMPTY_DRAFT) !== null) return toast(tPractice.otherDraftFirst);
    drafts.write(name, { fields, base: null });
    room.remove(id);
    navigate(isDraft ? `/write/${id}` : '/write');
  };
  return (
    <Section title={tPractice.waitingPosts} lead={tPractice.waitingPostsLead}>
      <Sheet>
        <Rows label={tPractice.waitingPosts}>
          {items.map((item) => (
            <li key={item.id}>
              <div>
                <Words item={item} />
                <Soft>
                  <TimeAgo at={item.writtenAt} />
                </Soft>
                {item.refused !== null && <Notice tone="error">{item.refused}</Notice>}
              </div>
              <Row>
                {item.kind === 'post' ? (
                  <Button small onClick={() => takeBack(item)}>
                    {tPractice.takeBack}
                  </Button>
                ) : (
                  <Button small onClick={() => room.remove(item.id)}>
                    {tPractice.discardReply}
                  </Button>
                )}
                <Button small icon="retry" onClick={() => void room.retry(item.id)}>
                  {tPractice.sendNow}
                </Button>
              </Row>
            </li>
          ))}
        </Rows>
      </Sheet>
    </Section>
  );
}

function Words({ item }: { item: Waiting }) {
  if (item.kind === 'post') return <strong>{item.fields.title}</strong>;
  return (
    <>
      <Link to={`/posts/${item.post}`}>{tPractice.waitingAnswer}</Link>
      <p>{item.markdown}</p>
    </>
  );
}
