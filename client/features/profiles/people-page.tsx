import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { tProfiles } from '../../i18n/profiles.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Page } from '../../ui/page.tsx';
import { FollowRequests } from './follow-requests.tsx';
import { isAddress } from './handle.ts';
import css from './people.module.css';
import { AddressResult, NameResults } from './search-results.tsx';

/** The words searched for stand in the URL: going back from a profile shows the results again. */
export function PeoplePage() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('q') ?? '';
  const [words, setWords] = useState(asked);
  return (
    <Page title={tProfiles.people} lead={tProfiles.peopleLead}>
      <FollowRequests />
      <search className={css.search}>
        <Form onSubmit={() => setSearch(words.trim() === '' ? {} : { q: words.trim() })}>
          <TextField
            label={tProfiles.search}
            hint={tProfiles.searchHint}
            value={words}
            onChange={setWords}
            type="search"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
          />
          <div>
            <Button type="submit" look="primary" icon="search">
              {tProfiles.searchButton}
            </Button>
          </div>
        </Form>
      </search>
      {asked !== '' && (isAddress(asked) ? <AddressResult address={asked} /> : <NameResults words={asked} />)}
    </Page>
  );
}
