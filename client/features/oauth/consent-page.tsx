import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerAuthorization, getAuthorization } from '../../../shared/contracts/oauth.ts';
import type { Scope } from '../../../shared/vocabulary.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOAuth } from '../../i18n/oauth.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { explain } from '../../ui/explain.ts';
import { Empty, Notice, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Page, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import css from './consent.module.css';

/** Where an app sends somebody to be let act in their name (RFC 6749 4.1.1): who asks, for what, yes or no. */
export function ConsentPage() {
  const me = useSignedIn();
  const [search] = useSearchParams();
  const request = Object.fromEntries(search);
  const asked = useQuery({ ...read(getAuthorization, { query: request }), retry: false, staleTime: Infinity });
  const [intoPairs, setIntoPairs] = useState(false);
  const answer = useCall(answerAuthorization, { onSuccess: ({ redirect }) => window.location.assign(redirect) });

  if (asked.error) {
    return (
      <Page title={tOAuth.cannot} bare>
        <Empty wholePage title={tOAuth.cannot} actions={<ButtonLink to="/">{tOAuth.toHome}</ButtonLink>}>
          {explain(asked.error)}
        </Empty>
      </Page>
    );
  }
  if (asked.data?.state === 'refused') {
    const { redirect } = asked.data;
    // Anybody can register an app: an address of ours must not lead to theirs by itself (RFC 9700 4.11.2).
    const back = (
      <Button look="primary" onClick={() => window.location.replace(redirect)}>
        {tOAuth.backTo(placeOf(redirect))}
      </Button>
    );
    return (
      <Page title={tOAuth.cannot} bare>
        <Empty wholePage title={tOAuth.cannot} actions={back}>
          {tOAuth.wrongRequest}
        </Empty>
      </Page>
    );
  }
  if (asked.data?.state !== 'asks') {
    return (
      <Page title={tOAuth.title} width="narrow">
        <Skeleton lines={5} />
      </Page>
    );
  }
  const { app, scopes } = asked.data;
  const allowed: Scope[] = scopes.filter((scope) => scope !== 'pairs' || intoPairs);
  const say = (scopes: Scope[]) => answer.mutate({ body: { ...request, allowed: scopes } });
  return (
    <Page title={tOAuth.title} heading={tOAuth.asks(app.name)} lead={tOAuth.as(me.handle)} width="narrow">
      <Sheet>
        <p>{tOAuth.unchecked}</p>
        <dl className={css.facts}>
          <dt>{tOAuth.answerGoesTo}</dt>
          <dd>{tOAuth.returnsTo[app.returnsTo.kind](app.returnsTo.name)}</dd>
          {app.website !== null && (
            <>
              <dt>{tOAuth.website}</dt>
              <dd>{app.website}</dd>
            </>
          )}
        </dl>
      </Sheet>
      <Section title={tOAuth.may}>
        <ul className={css.scopes}>
          {scopes
            .filter((scope) => scope !== 'pairs')
            .map((scope) => (
              <li key={scope}>{tOAuth.scopes[scope]}</li>
            ))}
        </ul>
        {scopes.includes('pairs') && (
          <Sheet>
            <Checkbox
              label={tOAuth.scopes.pairs}
              hint={tOAuth.pairsAdvice}
              checked={intoPairs}
              onChange={setIntoPairs}
            />
          </Sheet>
        )}
        <Soft>{tOAuth.never}</Soft>
      </Section>
      <Problem error={answer.error} />
      {answer.isSuccess && <Notice tone="good">{tOAuth.goingBack}</Notice>}
      <Row>
        <Button
          look="primary"
          busy={answer.isPending}
          disabled={allowed.length === 0 || answer.isSuccess}
          onClick={() => say(allowed)}
        >
          {tOAuth.allow}
        </Button>
        <Button busy={answer.isPending} disabled={answer.isSuccess} onClick={() => say([])}>
          {tOAuth.deny}
        </Button>
      </Row>
    </Page>
  );
}

/** The host of an address, or the name of the app that opens it. */
function placeOf(address: string): string {
  const { host, protocol } = new URL(address);
  return host === '' ? protocol.slice(0, -1) : host;
}
