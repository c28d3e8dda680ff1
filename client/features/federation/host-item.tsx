import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  COUNTED_MAX,
  dropDeliveries,
  type FederationHost,
  listFederationHosts,
  pauseHost,
  resumeHost,
  retryHost,
} from '../../../shared/contracts/federation.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tFederation } from '../../i18n/federation.ts';
import { moment } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { errorWords } from './error-words.ts';
import css from './federation.module.css';

const TONES = { resting: 'warn', paused: 'accent', sending: 'good', idle: undefined } as const;

/** One other instance: how it is, what is open, and what to do about it. */
export function HostItem({ host }: { host: FederationHost }) {
  const name = host.host;
  const toast = useToast();
  const queryClient = useQueryClient();
  const [dropping, setDropping] = useState(false);
  const done = (words: string) => () => {
    setDropping(false);
    toast(words);
    return queryClient.invalidateQueries({ queryKey: keyOf(listFederationHosts) });
  };
  const pause = useCall(pauseHost, { onSuccess: done(tFederation.paused(name)) });
  const resume = useCall(resumeHost, { onSuccess: done(tFederation.resumed(name)) });
  const retry = useCall(retryHost, { onSuccess: done(tFederation.retried(name)) });
  const drop = useCall(dropDeliveries, { onSuccess: done(tFederation.dropped(name)) });
  const of = { params: { host: name } };
  const isPaused = host.state === 'paused';
  const isOpen = host.waiting + host.kept > 0;
  const toggle = isPaused ? resume : pause;
  const tone = TONES[host.state];
  // Buttons go when there is nothing left for them to do.
  const heading = useFocusWhenLost<HTMLElement>(`${isPaused} ${isOpen} ${host.failed > 0}`);
  return (
    <li>
      <div className={css.facts}>
        <div className={css.name}>
          <strong ref={heading} tabIndex={-1}>
            {name}
          </strong>
          <Chip {...(tone && { tone })}>{tFederation.states[host.state]}</Chip>
        </div>
        {isOpen || host.failed > 0 ? <Soft>{openWords(host)}</Soft> : null}
        <Trouble host={host} />
        <Soft>
          {host.lastAnswer === null ? (
            tFederation.noAnswerYet
          ) : (
            <>
              {tFederation.lastAnswer}: <TimeAgo at={host.lastAnswer} />.
            </>
          )}{' '}
          {tFederation.signatures[host.signatures]}.
        </Soft>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div className={css.actions} role="group" aria-label={tFederation.actionsOf(name)}>
        {/* One button with two names, so that the focus stays in it. */}
        <Button small busy={toggle.isPending} onClick={() => toggle.mutate(of)}>
          {isPaused ? tFederation.resume : tFederation.pause}
        </Button>
        {(isOpen || host.failed > 0) && !isPaused && (
          <Button small busy={retry.isPending} onClick={() => retry.mutate(of)}>
            {tFederation.retry}
          </Button>
        )}
        {isOpen && (
          <Button small look="danger" onClick={() => setDropping(true)}>
            {tFederation.drop}
          </Button>
        )}
      </div>
      <Problem error={pause.error ?? resume.error ?? retry.error} />
      {dropping && (
        <Dialog
          title={tFederation.dropTitle(name)}
          confirm={tFederation.dropConfirm}
          danger
          busy={drop.isPending}
          error={drop.error}
          onClose={() => setDropping(false)}
          onConfirm={() => drop.mutate(of)}
        >
          <p>{tFederation.dropAdvice}</p>
        </Dialog>
      )}
    </li>
  );
}

function Trouble({ host: { lastError, failingSince, nextTry } }: { host: FederationHost }) {
  if (lastError === null && failingSince === null) return null;
  return (
    <p className={css.trouble}>
      {lastError !== null && <>{errorWords(lastError)} </>}
      {failingSince !== null && (
        <>
          {tFederation.failingSince} <TimeAgo at={failingSince} />.{' '}
        </>
      )}
      {nextTry !== null && (
        <>
          {tFederation.nextTry}: <time dateTime={nextTry}>{moment(nextTry)}</time>.
        </>
      )}
    </p>
  );
}

function openWords({ waiting, failed, kept }: FederationHost): string {
  const words = [
    ...(waiting > 0 ? [tFederation.waiting(waiting, waiting >= COUNTED_MAX)] : []),
    ...(kept > 0 ? [tFederation.kept(kept, kept >= COUNTED_MAX)] : []),
    ...(failed > 0 ? [tFederation.failed(failed, failed >= COUNTED_MAX)] : []),
  ];
  return words.join(' · ');
}
