import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getPair, listPairs, type Pair } from '../../../shared/contracts/mentoring.ts';
import { getPostMute, mutePair, mutePost, unmutePair, unmutePost } from '../../../shared/contracts/notifications.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useToast } from '../../ui/toast.tsx';

/** No more notifications about the conversation under a post, or again. `className` is that of the actions beside it. */
export function MuteThreadButton({ post, className }: { post: string; className: string | undefined }) {
  const request = { params: { id: post } };
  const queryClient = useQueryClient();
  const toast = useToast();
  const mute = useQuery(read(getPostMute, request));
  const done = (muted: boolean) => () => {
    queryClient.setQueryData(keyOf(getPostMute, request.params), { muted });
    toast(muted ? tNotifications.threadMuted : tNotifications.threadUnmuted);
  };
  const off = useCall(mutePost, { onSuccess: done(true) });
  const on = useCall(unmutePost, { onSuccess: done(false) });
  if (mute.data === undefined) return null;
  const { muted } = mute.data;
  return (
    <>
      <button
        type="button"
        className={className}
        title={muted ? tNotifications.unmuteThreadLabel : tNotifications.muteThreadLabel}
        onClick={() => (muted ? on : off).mutate(request)}
      >
        <Icon name="bell" size={18} filled={muted} />
        {muted ? tNotifications.unmuteThread : tNotifications.muteThread}
      </button>
      <Problem error={off.error ?? on.error} />
    </>
  );
}

/** No more notifications about messages of a pair, or again; what happens to the pair itself is told in any case. */
export function MutePairButton({ pair }: { pair: Pair }) {
  const request = { params: { id: pair.id } };
  const queryClient = useQueryClient();
  const toast = useToast();
  const done = (muted: boolean) => () => {
    for (const queryKey of [keyOf(getPair, request.params), keyOf(listPairs)]) {
      void queryClient.invalidateQueries({ queryKey });
    }
    toast(muted ? tNotifications.pairMuted : tNotifications.pairUnmuted);
  };
  const off = useCall(mutePair, { onSuccess: done(true) });
  const on = useCall(unmutePair, { onSuccess: done(false) });
  return (
    <>
      <Button
        small
        icon="bell"
        busy={off.isPending || on.isPending}
        onClick={() => (pair.muted ? on : off).mutate(request)}
      >
        {pair.muted ? tNotifications.unmutePair : tNotifications.mutePair}
      </Button>
      <Problem error={off.error ?? on.error} />
    </>
  );
}
