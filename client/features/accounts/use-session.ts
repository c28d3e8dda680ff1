import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { getInstance, getSession, type InstanceInfo, type Me } from '../../../shared/contracts/accounts.ts';
import { keyOf } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';

/** What changes in the page when someone signs in or out: nothing of one account may show to the next. */
export function useSession() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const change = (me: Me, to: string) => {
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keyOf(getInstance)[0] });
    queryClient.setQueryData(keyOf(getSession), me);
    // Where somebody is signed in, somebody has set it up; the server's word on it follows.
    queryClient.setQueryData<InstanceInfo>(keyOf(getInstance), (known) => known && { ...known, setupNeeded: false });
    void queryClient.invalidateQueries({ queryKey: keyOf(getInstance) });
    navigate(to, { replace: true });
  };
  return {
    enter: (me: Me, to = '/') => {
      // Somebody who reads another language gets the page anew, in it.
      if (me.language !== t.language) window.location.assign(to);
      else change(me, to);
    },
    /** A fresh page: nothing that was still under way for one account can end up with the next. */
    leave: async (keepUnsent: boolean) => {
      const me = queryClient.getQueryData<Me | null>(keyOf(getSession));
      const { forgetAccount } = await import('./device-data.ts');
      if (me) await forgetAccount(me.id, keepUnsent);
      window.location.assign('/');
    },
  };
}
