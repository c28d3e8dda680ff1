import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type DeadLetter,
  dropDeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from '../../../shared/contracts/federation.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tFederation } from '../../i18n/federation.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { letterWords } from './error-words.ts';
import css from './federation.module.css';

/** What came in, or was written here, and could not be worked off however often it was tried. */
export function LettersSection() {
  const toast = useToast();
  const [dropping, setDropping] = useState<DeadLetter | null>(null);
  const letters = useInfiniteQuery(readPages(listDeadLetters, {}));
  const replay = useCall(replayDeadLetter, {
    onSuccess: ({ replayed }) => {
      toast(replayed ? tFederation.replayed : tFederation.stillFails);
      void letters.refetch();
    },
  });
  const drop = useCall(dropDeadLetter, {
    onSuccess: () => {
      setDropping(null);
      toast(tFederation.letterDropped);
      void letters.refetch();
    },
  });
  const found = letters.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={tFederation.letters} lead={tFederation.lettersLead}>
      <Sheet>
        <Problem error={replay.error} />
        <ActionRows label={tFederation.letters} none={tFederation.noLetters} query={letters} items={found}>
          {(letter) => (
            <li key={letter.id}>
              <div className={css.facts}>
                <strong>{letter.type}</strong>
                <Soft>
                  {letter.host === null ? tFederation.fromHere : tFederation.fromHost(letter.host)},{' '}
                  <TimeAgo at={letter.receivedAt} />, {tFederation.attempts(letter.failures)}
                </Soft>
                <p className={css.trouble}>{letterWords(letter.error)}</p>
              </div>
              <div className={css.actions}>
                <Button
                  small
                  busy={replay.isPending && replay.variables.params.id === letter.id}
                  onClick={() => replay.mutate({ params: { id: letter.id } })}
                >
                  {tFederation.replay}
                </Button>
                <Button small look="danger" onClick={() => setDropping(letter)}>
                  {tFederation.dropLetter}
                </Button>
              </div>
            </li>
          )}
        </ActionRows>
        <LoadMore {...letters} />
        {dropping && (
          <Dialog
            title={tFederation.dropLetterTitle(dropping.type)}
            confirm={tFederation.dropLetter}
            danger
            busy={drop.isPending}
            error={drop.error}
            onClose={() => setDropping(null)}
            onConfirm={() => drop.mutate({ params: { id: dropping.id } })}
          >
            <p>{tFederation.dropLetterAdvice}</p>
          </Dialog>
        )}
      </Sheet>
    </Section>
  );
}
