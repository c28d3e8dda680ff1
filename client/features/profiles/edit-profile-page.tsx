import { useQuery } from '@tanstack/react-query';
import { getMyProfile } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { ProfileForm } from './profile-form.tsx';

export function EditProfilePage() {
  // Fetched once and then the form's own: a refetch must not run over what is being typed.
  const profile = useQuery({ ...read(getMyProfile, {}), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  return (
    <Page title={tProfiles.editTitle} lead={tProfiles.editLead}>
      {profile.isPending && <Skeleton />}
      <Problem error={profile.error} retry={profile.refetch} />
      {profile.data && <ProfileForm initial={profile.data} />}
    </Page>
  );
}
