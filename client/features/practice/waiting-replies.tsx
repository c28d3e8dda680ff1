import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Row, Sheet, Soft } from '../../ui/page.tsx';
import { useWaiting } from './use-waiting.ts';

/** My answers under a post that wait for the network. */
export function WaitingReplies({ post }: { post: string }) {
  const { items, room } = useWaiting();
  const replies = items.flatMap((item) => (item.kind === 'reply' && item.post === post ? [item] : []));
  if (room === null) return null;
  return replies.map((reply) => (
    <Sheet key={reply.id}>
      <p>{reply.markdown}</p>
      {reply.refused === null ? <Soft>{tPractice.waitingReply}</Soft> : <Notice tone="error">{reply.refused}</Notice>}
      <Row>
        <Button small icon="retry" onClick={() => void room.retry(reply.id)}>
          {tPractice.sendNow}
        </Button>
        <Button small look="quiet" onClick={() => room.remove(reply.id)}>
          {tPractice.discardReply}
        </Button>
      </Row>
    </Sheet>
  ));
}
