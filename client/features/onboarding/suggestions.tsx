import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { dismissSuggestion, listSuggestions, type Suggestion } from '../../../shared/contracts/onboarding.ts';
import { getHomeFeed } from '../../../shared/contracts/practice.ts';
import { followProfile, getProfile, listFollowing } from '../../../shared/contracts/profiles.ts';
import { call } from '../../api/call.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Person } from '../profiles/person.tsx';
import css from './onboarding.module.css';
import { reasonWords } from './reasons.ts';

/** People worth reading, each with the reasons; several are followed at once. */
export function Suggestions({ hideWhenEmpty = false }: { hideWhenEmpty?: boolean }) {
  const suggestions = useQuery({ ...read(listSuggestions, {}), staleTime: Number.POSITIVE_INFINITY });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  // What had the focus goes with the people it was about.
  const toList = () => list.current?.focus();
  const follow = useFollowSeveral((failed) => {
    setChosen(new Set(failed));
    toList();
  });
  if (suggestions.isPending) return <Skeleton lines={4} />;
  if (suggestions.data === undefined) return <Problem error={suggestions.error} retry={suggestions.refetch} />;
  const { items } = suggestions.data;
  if (items.length === 0 && hideWhenEmpty) return null;
  const toggle = (handle: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(handle);
    else next.delete(handle);
    setChosen(next);
  };
  return (
    <div className={css.suggestions} ref={list} tabIndex={-1}>
      {items.length === 0 ? (
        <Empty title={tOnboarding.noSuggestions}>{tOnboarding.noSuggestionsAdvice}</Empty>
      ) : (
        <ul>
          {items.map((suggestion) => (
            <SuggestionRow
              key={suggestion.person.id}
              suggestion={suggestion}
              chosen={chosen.has(suggestion.person.handle)}
              onChoose={(on) => toggle(suggestion.person.handle, on)}
              onDismissed={toList}
            />
          ))}
        </ul>
      )}
      <Problem error={follow.error ?? follow.data?.error} />
      {chosen.size > 0 && (
        <div className={css.followSome}>
          <Button look="primary" busy={follow.isPending} onClick={() => follow.mutate([...chosen])}>
            {tOnboarding.followSome(chosen.size)}
          </Button>
        </div>
      )}
    </div>
  );
}

function SuggestionRow({
  suggestion: { person, reasons },
  chosen,
  onChoose,
  onDismissed,
}: {
  suggestion: Suggestion;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onDismissed: () => void;
}) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const dismiss = useCall(dismissSuggestion, {
    onSuccess: () => {
      onChoose(false);
      onDismissed();
      toast(tOnboarding.dismissed(person.displayName));
      void queryClient.invalidateQueries({ queryKey: keyOf(listSuggestions) });
    },
  });
  return (
    <li>
      <input
        type="checkbox"
        aria-label={tOnboarding.choose(person.displayName)}
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <div className={css.suggested}>
        <Person person={person} />
        <ul className={css.reasons}>
          {reasons.map((reason) => (
            <li key={reason.kind}>{reasonWords(reason)}</li>
          ))}
        </ul>
        <Problem error={dismiss.error} />
      </div>
      <IconButton
        icon="close"
        label={tOnboarding.dismiss(person.displayName)}
        onClick={() => dismiss.mutate({ params: { handle: person.handle } })}
      />
    </li>
  );
}

/**
 * One after the other: a few requests, of which some may go to other instances. One that fails keeps nobody else from being
 * followed; it stays chosen, to be tried again.
 */
function useFollowSeveral(done: (failed: string[]) => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async (handles: readonly string[]) => {
      const failed: string[] = [];
      let error: unknown;
      for (const handle of handles) {
        try {
          await call(followProfile, { params: { handle } });
        } catch (failure) {
          failed.push(handle);
          error = failure;
        }
      }
      return { followed: handles.length - failed.length, failed, error };
    },
    onSuccess: ({ followed, failed }) => {
      if (followed > 0) toast(tOnboarding.followed(followed));
      done(failed);
    },
    onSettled: () => {
      for (const endpoint of [listSuggestions, getProfile, listFollowing, getHomeFeed]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
    },
  });
}
