import type { Profile } from '../../../shared/contracts/profiles.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { useFollow } from './use-follow.ts';

/** Three states, one button: the words say what is, the accessible name what pressing it does. */
export function FollowButton({ profile, handle }: { profile: Profile; handle: string }) {
  const { follow, unfollow } = useFollow(handle);
  const state = profile.relation?.following ?? 'no';
  const params = { handle };
  const busy = follow.isPending || unfollow.isPending;
  return (
    <>
      {state === 'no' ? (
        <Button
          look="primary"
          busy={busy}
          aria-label={tProfiles.followLabel(profile.displayName)}
          onClick={() => follow.mutate({ params })}
        >
          {tProfiles.follow}
        </Button>
      ) : (
        <Button
          busy={busy}
          icon={state === 'yes' ? 'check' : 'clock'}
          aria-label={`${state === 'yes' ? tProfiles.following : tProfiles.requested}. ${
            state === 'yes'
              ? tProfiles.unfollowLabel(profile.displayName)
              : tProfiles.takeBackLabel(profile.displayName)
          }`}
          onClick={() => unfollow.mutate({ params })}
        >
          {state === 'yes' ? tProfiles.following : tProfiles.requested}
        </Button>
      )}
      <Problem error={follow.error ?? unfollow.error} />
    </>
  );
}
