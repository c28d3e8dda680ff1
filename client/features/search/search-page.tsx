import { useEffect, useState } from 'react';
import { tSearch } from '../../i18n/search.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page, Section, Soft } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { Filters } from './filters.tsx';
import { forgetSearches, keepSearch, recentSearches } from './recent-searches.ts';
import { LookedUp, PeopleResults, PostResults, TagResults } from './results.tsx';
import css from './search.module.css';
import { FILTERS, isPasted, TYPES, useSearch, useSettled } from './use-search.ts';

/** Somebody who types is not asked for after each letter. */
const TYPING_MS = 220;
/** Words that stood for so long were meant. */
const MEANT_MS = 2_000;

/** One field for everything; what is searched stands in the address. */
export function SearchPage() {
  const me = useMe();
  const { q, type, filters, change } = useSearch();
  const [typed, setTyped] = useState(q);
  const settled = useSettled(typed, TYPING_MS).trim();
  const clear = () => change(Object.fromEntries(FILTERS.map((name) => [name, ''])));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what is typed, not itself
  useEffect(() => {
    if (settled !== q) change({ q: settled });
  }, [settled]);
  // Another search from elsewhere on the page: the bar above, a link, going back.
  useEffect(() => {
    setTyped((now) => (now.trim() === q ? now : q));
  }, [q]);
  useEffect(() => {
    if (q.length < 2) return;
    const timer = setTimeout(() => keepSearch(me?.id, q), MEANT_MS);
    return () => clearTimeout(timer);
  }, [q, me?.id]);

  const pasted = me !== null && isPasted(q);
  return (
    <Page title={q === '' ? tSearch.title : tSearch.titleOf(q)} heading={tSearch.title}>
      <search className={css.search}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change({ q: typed.trim() });
            if (typed.trim() !== '') keepSearch(me?.id, typed.trim());
          }}
        >
          <TextField
            label={tSearch.field}
            hint={me === null ? undefined : tSearch.fieldHint}
            value={typed}
            onChange={setTyped}
            type="search"
            maxLength={2_048}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
          />
          <div className="visually-hidden">
            <Button type="submit">{tSearch.button}</Button>
          </div>
        </form>
        <OneOf
          legend={tSearch.what}
          hideLegend
          value={type}
          onChange={(next) => change({ type: next })}
          options={TYPES.map((value) => ({ value, label: tSearch[value] }))}
        />
        {type !== 'tags' && <Filters type={type} filters={filters} change={change} />}
      </search>
      {q === '' ? (
        <Beginning account={me?.id} onTake={(words) => change({ q: words })} />
      ) : pasted ? (
        <LookedUp pasted={q} />
      ) : type === 'posts' ? (
        <PostResults q={q} filters={filters} clear={clear} />
      ) : type === 'tags' ? (
        <TagResults q={q} />
      ) : me === null ? (
        <Empty
          title={tSearch.signInForPeople}
          actions={<ButtonLink to={`/sign-in?next=${encodeURIComponent('/search')}`}>{tSearch.signIn}</ButtonLink>}
        />
      ) : (
        <PeopleResults q={q} filters={filters} />
      )}
      {me === null && <Soft>{tSearch.visitor}</Soft>}
    </Page>
  );
}

function Beginning({ account, onTake }: { account: string | undefined; onTake: (words: string) => void }) {
  const [recent, setRecent] = useState(() => recentSearches(account));
  return (
    <>
      <Empty title={tSearch.beginTitle}>{tSearch.begin}</Empty>
      {account !== undefined && recent.length > 0 && (
        <Section title={tSearch.recent}>
          <ul className={css.recent}>
            {recent.map((words) => (
              <li key={words}>
                <Button small icon="clock" onClick={() => onTake(words)}>
                  {words}
                </Button>
              </li>
            ))}
            <li>
              <Button
                small
                look="quiet"
                onClick={() => {
                  forgetSearches(account);
                  setRecent([]);
                }}
              >
                {tSearch.forgetRecent}
              </Button>
            </li>
          </ul>
        </Section>
      )}
    </>
  );
}
