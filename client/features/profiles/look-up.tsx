import { isApiError } from '../../api/error.ts';
import { t } from '../../i18n/messages.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { explain } from '../../ui/explain.ts';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { parseHandle } from './handle.ts';

/** Someone unknown here is asked for at their own instance, so the wait has a reason that can be said. */
export function LookUpWaiting({ handle }: { handle: string }) {
  const host = parseHandle(handle)?.host;
  return (
    <>
      {host && (
        <div role="status">
          <Soft>{tProfiles.lookingUp(host)}</Soft>
        </div>
      )}
      <Skeleton lines={3} />
    </>
  );
}

/** Five ways in which a look-up fails, each with what one can do about it. */
export function LookUpProblem({
  handle,
  error,
  retry,
  wholePage = false,
}: {
  handle: string;
  error: unknown;
  retry: () => void;
  wholePage?: boolean;
}) {
  const host = parseHandle(handle)?.host ?? location.host;
  const again = (
    <Button onClick={retry} icon="retry">
      {t.form.tryAgain}
    </Button>
  );
  if (isApiError(error, 'not_found', 'invalid_input')) {
    return (
      <Empty
        wholePage={wholePage}
        title={tProfiles.notFound(handle)}
        actions={wholePage && <ButtonLink to="/search">{tProfiles.findPeople}</ButtonLink>}
      >
        {tProfiles.notFoundAdvice}
      </Empty>
    );
  }
  if (isApiError(error, 'gone'))
    return (
      <Empty
        wholePage={wholePage}
        title={tProfiles.gone(handle)}
        actions={wholePage && <ButtonLink to="/search">{tProfiles.findPeople}</ButtonLink>}
      >
        {tProfiles.goneAdvice}
      </Empty>
    );
  // Suspended, or of an instance that this one does not talk to: asking again changes nothing.
  if (isApiError(error, 'forbidden')) {
    return (
      <Empty
        wholePage={wholePage}
        title={tProfiles.notShownHere(handle)}
        actions={wholePage && <ButtonLink to="/">{t.shell.toHome}</ButtonLink>}
      >
        {explain(error)}
      </Empty>
    );
  }
  if (isApiError(error, 'remote_unavailable')) {
    return (
      <Empty wholePage={wholePage} title={tProfiles.hostSilent(host)} actions={again}>
        {tProfiles.hostSilentAdvice}
      </Empty>
    );
  }
  if (isApiError(error, 'remote_refused')) {
    return (
      <Empty wholePage={wholePage} title={tProfiles.hostRefused(host)} actions={again}>
        {tProfiles.hostRefusedAdvice}
      </Empty>
    );
  }
  return <Problem error={error} retry={retry} />;
}
