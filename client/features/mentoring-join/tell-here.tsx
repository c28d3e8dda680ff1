import { joinedByPairInvitation } from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tJoin } from '../../i18n/join.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { Row, Sheet } from '../../ui/page.tsx';

/** For somebody with an account here: whoever invited them is told, and can offer them the pair. */
export function TellHere({ token, name }: { token: string; name: string }) {
  const tell = useCall(joinedByPairInvitation);
  if (tell.isSuccess) {
    return (
      <Sheet>
        <Notice tone="good">{tJoin.told(name)}</Notice>
        <p>{tJoin.toldHere}</p>
        <Row>
          <ButtonLink to="/start" look="primary">
            {tJoin.toStart}
          </ButtonLink>
        </Row>
      </Sheet>
    );
  }
  return (
    <Sheet>
      <p>{tJoin.here(name)}</p>
      <Problem error={tell.error} />
      <Row>
        <Button look="primary" busy={tell.isPending} onClick={() => tell.mutate({ params: { token } })}>
          {tJoin.tell(name)}
        </Button>
      </Row>
    </Sheet>
  );
}
