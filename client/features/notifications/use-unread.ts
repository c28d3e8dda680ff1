import { useQuery } from '@tanstack/react-query';
import { countUnread } from '../../../shared/contracts/notifications.ts';
import { read } from '../../api/queries.ts';
import { useMe } from '../accounts/use-me.ts';

const NONE = { notifications: 0, messages: 0 };

/**
 * How much I have not read, each counted up to 100 (then say "99+"); kept true by live events. Nothing for who is not
 * signed in.
 */
export function useUnread(): { notifications: number; messages: number } {
  const signedIn = useMe() !== null;
  return useQuery({ ...read(countUnread, {}), enabled: signedIn }).data ?? NONE;
}
