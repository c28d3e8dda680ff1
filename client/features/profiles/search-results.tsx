import { useQuery } from '@tanstack/react-query';
import { searchProfiles } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Rows, Section, Sheet } from '../../ui/page.tsx';
import { FollowButton } from './follow-button.tsx';
import { LookUpProblem, LookUpWaiting } from './look-up.tsx';
import { Person } from './person.tsx';
import { useProfile } from './use-profile.ts';

/** One person, by their whole address, wherever they are. */
export function AddressResult({ address }: { address: string }) {
  const profile = useProfile(address);
  return (
    <Section title={tProfiles.results}>
      {profile.isPending && <LookUpWaiting handle={address} />}
      {profile.isError && <LookUpProblem handle={address} error={profile.error} retry={profile.refetch} />}
      {profile.data && (
        <Sheet>
          <Rows>
            <li>
              <Person person={profile.data} />
              {!profile.data.isMe && <FollowButton profile={profile.data} handle={address} />}
            </li>
          </Rows>
        </Sheet>
      )}
    </Section>
  );
}

/** People known here whose name or handle begins so. */
export function NameResults({ words }: { words: string }) {
  const found = useQuery(read(searchProfiles, { query: { q: words } }));
  return (
    <Section title={tProfiles.results}>
      {found.isPending && <Skeleton lines={3} />}
      <Problem error={found.error} retry={found.refetch} />
      {found.data?.items.length === 0 && <Empty title={tProfiles.noResults(words)}>{tProfiles.noResultsAdvice}</Empty>}
      {found.data && found.data.items.length > 0 && (
        <Sheet>
          <Rows>
            {found.data.items.map((person) => (
              <li key={person.id}>
                <Person person={person} />
              </li>
            ))}
          </Rows>
        </Sheet>
      )}
    </Section>
  );
}
