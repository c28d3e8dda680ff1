import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type DeadLetter,
  dropDeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from '../../../shared/contracts/federation.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tFederation } from '../../i18n/federation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './federation.module.css';

/** What came in, or was written here, and could not be worked off however often it was tried. */
export function LettersSection() {
  const toast = useToast();
  const place = useRef<HTMLDivElement>(null);
  const [dropping, setDropping] = useState<DeadLetter | null>(null);
  const letters = useInfiniteQuery(readPages(listDeadLetters, {}));
  // The button that had the focus goes with what it was about.
  const gone = (words: string) => {
    setDropping(null);
    toast(words);
    place.current?.focus();
    void letters.refetch();
  };
  const replay = useCall(replayDeadLetter, {
    onSuccess: ({ replayed }) => {
      if (replayed) gone(tFederation.replayed);
      else {
        toast(tFederation.stillFails);
        void letters.refetch();
      }
    },
  });
  const drop = useCall(dropDeadLetter, { onSuccess: () => gone(tFederation.letterDropped) });
  const found = letters.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={tFederation.letters} lead={tFederation.lettersLead}>
      <Sheet>
        {letters.isPending && <Skeleton lines={1} />}
        <Problem error={letters.error} retry={letters.refetch} />
        <Problem error={replay.error} />
        <div ref={place} tabIndex={-1} className={css.place}>
          {letters.isSuccess && found.length === 0 && <Soft>{tFederation.noLetters}</Soft>}
          {found.length > 0 && (
            <Rows label={tFederation.letters}>
              {found.map((letter) => (
                <li key={letter.id}>
                  <div className={css.facts}>
                    <strong>{letter.type}</strong>
                    <Soft>
                      {letter.host === null ? tFederation.fromHere : tFederation.fromHost(letter.host)},{' '}
                      <TimeAgo at={letter.receivedAt} />, {tFederation.attempts(letter.failures)}
                    </Soft>
                    <p className={css.trouble}>{letter.error}</p>
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
              ))}
            </Rows>
          )}
        </div>
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
