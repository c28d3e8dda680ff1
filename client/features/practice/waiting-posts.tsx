import { useNavigate } from 'react-router';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { deviceStorage } from '../../ui/device-storage.ts';
import { Notice } from '../../ui/feedback.tsx';
import { Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { DeviceDrafts } from './device-drafts.ts';
import { EMPTY_DRAFT } from './draft-fields.ts';
import { useWaiting } from './use-waiting.ts';
import type { WaitingPost } from './waiting-room.ts';

/** Posts that were published without a network, until the server has them. */
export function WaitingPosts() {
  const { items, room } = useWaiting();
  const me = useSignedIn();
  const navigate = useNavigate();
  const toast = useToast();
  const posts = items.filter((item) => item.kind === 'post');
  if (posts.length === 0 || room === null) return null;
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
          {posts.map((post) => (
            <li key={post.id}>
              <div>
                <strong>{post.fields.title}</strong>
                <Soft>
                  <TimeAgo at={post.writtenAt} />
                </Soft>
                {post.refused !== null && <Notice tone="error">{post.refused}</Notice>}
              </div>
              <Button small onClick={() => takeBack(post)}>
                {tPractice.takeBack}
              </Button>
              <Button small icon="retry" onClick={() => void room.retry(post.id)}>
                {tPractice.sendNow}
              </Button>
            </li>
          ))}
        </Rows>
      </Sheet>
    </Section>
  );
}
