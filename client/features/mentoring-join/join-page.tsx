import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { z } from 'zod';
import { getPairInvitation } from '../../../shared/contracts/mentoring.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tJoin } from '../../i18n/join.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Notice, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useInstance, useMe } from '../accounts/use-me.ts';
import css from './join.module.css';
import { TellElsewhere } from './tell-elsewhere.tsx';
import { TellHere } from './tell-here.tsx';

export type Invitation = z.output<typeof getPairInvitation.response>;

/** Behind the link in a note to somebody whose server knows no pairs: who invites, to what, and how to take part. */
export function JoinPage() {
  const { token = '' } = useParams();
  const me = useMe();
  const invitation = useQuery({ ...read(getPairInvitation, { params: { token } }), retry: false });
  if (isApiError(invitation.error, 'not_found', 'invalid_input'))
    return <Nothing title={tJoin.none} advice={tJoin.noneAdvice} />;
  if (invitation.data === undefined) {
    return (
      <Page title={tJoin.what} bare>
        {invitation.isPending ? (
          <Skeleton lines={4} />
        ) : (
          <Problem error={invitation.error} retry={invitation.refetch} />
        )}
      </Page>
    );
  }
  const { from, instance, open } = invitation.data;
  const name = from.displayName;
  if (me?.handle === from.handle) return <Nothing title={tJoin.own} advice={tJoin.ownAdvice} toPairs />;
  if (!open) return <Nothing title={tJoin.closed} advice={tJoin.closedAdvice(name)} />;
  return (
    <Page title={tJoin.title(name)} width="narrow" bare>
      <header className={css.head}>
        <Avatar name={name} handle={from.handle} size="large" />
        <div>
          <h1>{tJoin.title(name)}</h1>
          <p className={css.from}>
            <bdi>{from.handle}</bdi> {tJoin.invitedOn(instance)}
          </p>
        </div>
      </header>
      <Section title={tJoin.what}>
        {tJoin.whatItIs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </Section>
      <Section title={tJoin.how}>
        {me === null ? (
          <WithoutAccount token={token} invitation={invitation.data} />
        ) : (
          <TellHere token={token} name={name} />
        )}
      </Section>
      {me === null && <TellElsewhere token={token} name={name} />}
      <Soft>{tJoin.orReply}</Soft>
    </Page>
  );
}

function WithoutAccount({
  token,
  invitation: { from, mayJoin, invitation },
}: {
  token: string;
  invitation: Invitation;
}) {
  const instance = useInstance();
  const back = encodeURIComponent(`/join/${token}`);
  const code = invitation === null ? '' : `invitation=${encodeURIComponent(invitation)}&`;
  return (
    <Sheet>
      {!mayJoin && <Notice>{tJoin.mayNotJoin(from.displayName)}</Notice>}
      {mayJoin && invitation === null && instance.registration === 'approval' && <Notice>{tJoin.approval}</Notice>}
      <Row>
        {mayJoin && (
          <ButtonLink to={`/sign-up?${code}next=${back}`} look="primary">
            {tJoin.join}
          </ButtonLink>
        )}
        <ButtonLink to={`/sign-in?next=${back}`} look="quiet">
          {tJoin.haveAccount}
        </ButtonLink>
      </Row>
    </Sheet>
  );
}

function Nothing({ title, advice, toPairs = false }: { title: string; advice: string; toPairs?: boolean }) {
  return (
    <Page title={title} bare>
      <Empty
        wholePage
        title={title}
        actions={<ButtonLink to={toPairs ? '/mentoring' : '/'}>{toPairs ? tJoin.toPairs : tJoin.toHome}</ButtonLink>}
      >
        {advice}
      </Empty>
    </Page>
  );
}
