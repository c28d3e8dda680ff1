import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  acceptFollowRequest,
  type FollowRequest,
  getProfile,
  listFollowRequests,
  rejectFollowRequest,
} from '../../../shared/contracts/profiles.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Row, Rows, Section, Sheet } from '../../ui/page.tsx';
import { Person } from './person.tsx';

/** Shown only when somebody waits. */
export function FollowRequests() {
  const requests = useQuery(read(listFollowRequests, {}));
  if (requests.data === undefined || requests.data.items.length === 0) return null;
  return (
    <Section title={tProfiles.requests}>
      <Sheet>
        <Rows label={tProfiles.requests}>
          {requests.data.items.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </Rows>
      </Sheet>
    </Section>
  );
}

function RequestRow({ request }: { request: FollowRequest }) {
  const queryClient = useQueryClient();
  const onSuccess = () => {
    void queryClient.invalidateQueries({ queryKey: keyOf(listFollowRequests) });
    void queryClient.invalidateQueries({ queryKey: keyOf(getProfile) });
  };
  const accept = useCall(acceptFollowRequest, { onSuccess });
  const reject = useCall(rejectFollowRequest, { onSuccess });
  const params = { id: request.id };
  return (
    <li>
      <Person person={request.from} />
      <Row>
        <Button
          small
          look="primary"
          busy={accept.isPending}
          aria-label={tProfiles.acceptLabel(request.from.displayName)}
          onClick={() => accept.mutate({ params })}
        >
          {tProfiles.accept}
        </Button>
        <Button
          small
          busy={reject.isPending}
          aria-label={tProfiles.rejectLabel(request.from.displayName)}
          onClick={() => reject.mutate({ params })}
        >
          {tProfiles.reject}
        </Button>
      </Row>
      <Problem error={accept.error ?? reject.error} />
    </li>
  );
}
