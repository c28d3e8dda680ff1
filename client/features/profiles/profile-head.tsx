import { Link } from 'react-router';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { BlockButton } from '../account-life/block-button.tsx';
import { ReportButton } from '../account-life/report-button.tsx';
import { SuspendButton } from '../account-life/suspend-button.tsx';
import { useMe } from '../accounts/use-me.ts';
import type { Direction } from './connections.tsx';
import { FollowButton } from './follow-button.tsx';
import { parseHandle } from './handle.ts';
import { PersonLink, profilePath } from './person.tsx';
import css from './profile.module.css';

export function ProfileHead({ profile, handle }: { profile: Profile; handle: string }) {
  const me = useMe();
  const host = parseHandle(profile.handle)?.host;
  // Neither follows nor pairs where one of the two blocks the other.
  const isApart = profile.relation?.blocking || profile.relation?.blockedBy;
  // Who has moved is followed and paired with where they are: the way there stands above.
  const hasMoved = profile.movedTo !== null;
  const mayPair = me !== null && !profile.isMe && !isApart && profile.isPerson && !hasMoved;
  const mayFollow = !isApart && !(hasMoved && profile.relation?.following === 'no');
  return (
    <>
      <header className={css.head}>
        <Avatar name={profile.displayName} handle={profile.handle} size="large" />
        <div>
          <h1 className={css.name}>{profile.displayName}</h1>
          <p className={css.handle}>
            {profile.handle}
            {profile.relation?.followedBy && <Chip tone="accent">{tProfiles.followsYou}</Chip>}
            {profile.understandsPairs && profile.openToPairs && (
              <Chip tone="good" icon="pair">
                {tProfiles.openToPairs}
              </Chip>
            )}
          </p>
        </div>
      </header>
      {profile.movedTo && (
        <Notice>
          <p>
            {tProfiles.movedTo(profile.displayName)} <PersonLink person={profile.movedTo} /> ({profile.movedTo.handle})
          </p>
        </Notice>
      )}
      {profile.relation?.blocking && <Soft>{tAccountLife.youBlock}</Soft>}
      {profile.relation?.blockedBy && <Soft>{tAccountLife.blocksYou}</Soft>}
      <div className={css.actions}>
        {profile.isMe && (
          <>
            <ButtonLink to="/settings/profile" icon="write">
              {tProfiles.edit}
            </ButtonLink>
            <ButtonLink to="/settings" look="quiet">
              {tProfiles.settings}
            </ButtonLink>
          </>
        )}
        {me !== null && !profile.isMe && (
          <>
            {mayFollow && <FollowButton profile={profile} handle={handle} />}
            {mayPair && (profile.openToPairs || !profile.understandsPairs) && (
              <ButtonLink to={`/mentoring/offer/${encodeURIComponent(profile.handle)}`} icon="pair">
                {tProfiles.offerPair}
              </ButtonLink>
            )}
            <BlockButton profile={profile} />
            <ReportButton person={profile} />
            {me.role === 'admin' && <SuspendButton person={profile} />}
          </>
        )}
      </div>
      <p className={css.counts}>
        {profile.followers !== null && (
          <Count profile={profile} direction="followers" words={tProfiles.followers(profile.followers)} />
        )}
        {profile.following !== null && (
          <Count profile={profile} direction="following" words={tProfiles.followingCount(profile.following)} />
        )}
        {!profile.local && host && (
          <a href={profile.url} rel="noopener noreferrer" target="_blank">
            {tProfiles.from(host)}
          </a>
        )}
      </p>
      {mayPair && !profile.understandsPairs && <Soft>{tProfiles.noPairs}</Soft>}
      {mayPair && profile.understandsPairs && !profile.openToPairs && <Soft>{tProfiles.closedToPairs}</Soft>}
    </>
  );
}

/** A way to the list for those who may see it. */
function Count({ profile, direction, words }: { profile: Profile; direction: Direction; words: string }) {
  if (!profile.mayListConnections) return <span>{words}</span>;
  return <Link to={`${profilePath(profile.handle)}/${direction}`}>{words}</Link>;
}
