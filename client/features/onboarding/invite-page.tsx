import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { getInvitation } from '../../../shared/contracts/onboarding.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tInvitation } from '../../i18n/invitation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Row } from '../../ui/page.tsx';
import { useInstance, useMe } from '../accounts/use-me.ts';
import css from './onboarding.module.css';

/** What a colleague sees who follows an invitation: who asks them in, and to what. */
export function InvitePage() {
  const { code = '' } = useParams();
  const me = useMe();
  const instance = useInstance();
  const invitation = useQuery({ ...read(getInvitation, { params: { code } }), retry: false });
  if (me !== null) return <Navigate to="/" replace />;
  if (isApiError(invitation.error, 'not_found', 'invalid_input')) {
    return (
      <Page title={tInvitation.noInvitation} bare>
        <Empty
          wholePage
          title={tInvitation.noInvitation}
          actions={<ButtonLink to="/">{tInvitation.toHome}</ButtonLink>}
        >
          {tInvitation.noInvitationAdvice}
        </Empty>
      </Page>
    );
  }
  if (invitation.data === undefined) {
    return (
      <Page title={instance.name} bare>
        {invitation.isPending ? (
          <Skeleton lines={3} />
        ) : (
          <Problem error={invitation.error} retry={invitation.refetch} />
        )}
      </Page>
    );
  }
  const { invitedBy } = invitation.data;
  return (
    <Page title={tInvitation.invited(instance.name)} width="narrow" bare>
      <div className={css.invitation}>
        <h1>{tInvitation.invited(instance.name)}</h1>
        {invitedBy && (
          <p className={css.inviter}>
            <Avatar name={invitedBy.displayName} handle={invitedBy.handle} />
            {tInvitation.invitedBy(invitedBy.displayName)}
          </p>
        )}
        <p>{tInvitation.whatItIs}</p>
        <p>{tInvitation.whatItIsNot}</p>
        <Row>
          <ButtonLink to={`/sign-up?invitation=${encodeURIComponent(code)}`} look="primary">
            {tInvitation.join}
          </ButtonLink>
          <ButtonLink to="/sign-in" look="quiet">
            {tInvitation.haveAccount}
          </ButtonLink>
        </Row>
      </div>
    </Page>
  );
}
