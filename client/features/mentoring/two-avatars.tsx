import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import css from './mentoring.module.css';

export function TwoAvatars({ partner }: { partner: ProfileSummary }) {
  const me = useSignedIn();
  return (
    <span className={css.two}>
      <Avatar name={me.displayName} handle={me.handle} />
      <Avatar name={partner.displayName} handle={partner.handle} />
    </span>
  );
}
