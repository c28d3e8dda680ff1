import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { blockProfile, unblockProfile } from '../../../shared/contracts/account-life.ts';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Blocks somebody after saying what that means, or lifts it at once. */
export function BlockButton({ profile }: { profile: Profile }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const toast = useToast();
  const params = { handle: profile.handle };
  // What is shown of them, and by them, is all over the place.
  const refresh = () => void queryClient.invalidateQueries();
  const block = useCall(blockProfile, {
    onSuccess: () => {
      setAsking(false);
      toast(tAccountLife.isBlocked(profile.displayName));
      refresh();
    },
  });
  const unblock = useCall(unblockProfile, {
    onSuccess: () => {
      toast(tAccountLife.isUnblocked(profile.displayName));
      refresh();
    },
  });
  if (profile.relation?.blocking) {
    return (
      <>
        <Button busy={unblock.isPending} onClick={() => unblock.mutate({ params })}>
          {tAccountLife.unblock}
        </Button>
        <Problem error={unblock.error} />
      </>
    );
  }
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {tAccountLife.block}
      </Button>
      {asking && (
        <Dialog
          title={tAccountLife.blockTitle(profile.displayName)}
          confirm={tAccountLife.block}
          danger
          busy={block.isPending}
          error={block.error}
          onClose={() => setAsking(false)}
          onConfirm={() => block.mutate({ params })}
        >
          <p>{tAccountLife.blockAdvice}</p>
        </Dialog>
      )}
    </>
  );
}
