import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import { Avatar } from '../../ui/avatar.tsx';
import css from './person.module.css';

/** Their page here, whichever instance they live on. */
export function profilePath(handle: string): string {
  return `/${handle.startsWith('@') ? handle : `@${handle}`}`;
}

export function PersonLink({ person }: { person: ProfileSummary }) {
  return (
    <Link className={css.name} to={profilePath(person.handle)}>
      {person.displayName}
    </Link>
  );
}

/** Who it is: monogram, name, and under it the handle or what else is to be said. */
export function Person({ person, children }: { person: ProfileSummary; children?: ReactNode }) {
  return (
    <div className={css.person}>
      <Avatar name={person.displayName} handle={person.handle} />
      <div className={css.words}>
        <PersonLink person={person} />
        <span className={css.handle}>{children ?? person.handle}</span>
      </div>
    </div>
  );
}
