import { Link, useParams } from 'react-router';
import { tProfiles } from '../../i18n/profiles.ts';
import { NotFoundPage } from '../../ui/not-found-page.tsx';
import { Page } from '../../ui/page.tsx';
import { CONNECTIONS, Connections, type Direction } from './connections.tsx';
import { profilePath } from './person.tsx';
import { useProfile } from './use-profile.ts';

/** `/@amara/followers` and `/@amara/following`. */
export function ConnectionsPage() {
  const { handle = '', direction = '' } = useParams();
  if (!isDirection(direction)) return <NotFoundPage />;
  return <ConnectionsOf key={`${handle} ${direction}`} handle={handle} direction={direction} />;
}

function isDirection(text: string): text is Direction {
  return Object.hasOwn(CONNECTIONS, text);
}

function ConnectionsOf({ handle, direction }: { handle: string; direction: Direction }) {
  const name = useProfile(handle).data?.displayName ?? handle;
  return (
    <Page title={tProfiles.connections[direction](name)} lead={<Link to={profilePath(handle)}>{name}</Link>}>
      <Connections direction={direction} handle={handle} empty={tProfiles.nobodyYet} />
    </Page>
  );
}
