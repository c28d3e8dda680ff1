import { useNavigate } from 'react-router';
import { signOut } from '../../../shared/contracts/accounts.ts';
import { useCall } from '../../api/use-call.ts';
import { useMe } from './use-me.ts';
import { useSession } from './use-session.ts';

/**
 * Signs out at once, unless something on this device never reached the server: then its author is asked first what should
 * become of it. `onLeaving` is called in both cases.
 */
export function useSignOut(onLeaving: () => void = () => undefined) {
  const me = useMe();
  const session = useSession();
  const navigate = useNavigate();
  const leave = useCall(signOut, {
    onSuccess: () => {
      onLeaving();
      void session.leave(false);
    },
  });
  const start = () =>
    void import('./device-data.ts').then(
      ({ hasUnsent }) => {
        if (me === null || !hasUnsent(me.id)) return leave.mutate({});
        onLeaving();
        navigate('/sign-out');
      },
      // No network: the call itself says so.
      () => leave.mutate({}),
    );
  return { start, busy: leave.isPending, error: leave.error };
}
