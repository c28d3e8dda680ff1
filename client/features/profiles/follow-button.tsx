import type { Profile } from '../../../shared/contracts/profiles.ts';
import { t } from '../../i18n/messages.ts';
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
          aria-label={t.profiles.followLabel(profile.displayName)}
          onClick={() => follow.mutate({ params })}
        >
          {t.profiles.follow}
        </Button>
      ) : (
        <Button
          busy={busy}
          icon={state === 'yes' ? 'check' : 'clock'}
          aria-label={`${state === 'yes' ? t.profiles.following : t.profiles.requested}. ${
            state === 'yes'
              ? t.profiles.unfollowLabel(profile.displayName)
              : t.profiles.takeBackLabel(profile.displayName)
          }`}
          onClick={() => unfollow.mutate({ params })}
        >
          {state === 'yes' ? t.profiles.following : t.profiles.requested}
        </Button>
      )}
      <Problem error={follow.error ?? unfollow.error} />
    </>
  );
}
