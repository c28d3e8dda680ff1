import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HOST_STATES, type HostState, listFederationHosts } from '../../../shared/contracts/federation.ts';
import { readPages } from '../../api/queries.ts';
import { tFederation } from '../../i18n/federation.ts';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useDebounced } from '../editor/use-debounced.ts';
import css from './federation.module.css';
import { HostItem } from './host-item.tsx';

const TYPING_PAUSE_MS = 250;
/** What is on its way changes by itself. */
const REFRESH_MS = 10_000;

export function HostsSection() {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<HostState | ''>('');
  const q = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  const hosts = useInfiniteQuery({
    ...readPages(listFederationHosts, {}, { ...(q && { q }), ...(state && { state }) }),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const found = hosts.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = q !== '' || state !== '';
  return (
    <Section title={tFederation.hosts} lead={tFederation.hostsLead}>
      <Sheet>
        <div className={css.filters}>
          <TextField
            label={tFederation.search}
            hint={tFederation.searchHint}
            value={typed}
            onChange={setTyped}
            type="search"
            inputMode="url"
            maxLength={100}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <Select
            label={tFederation.state}
            value={state}
            options={[
              ['', tFederation.anyState] as const,
              ...HOST_STATES.map((one) => [one, tFederation.states[one]] as const),
            ]}
            onChange={setState}
          />
        </div>
        {hosts.isPending && <Skeleton lines={4} />}
        <Problem error={hosts.error} retry={hosts.refetch} />
        {found.length > 0 && (
          <Rows label={tFederation.hosts}>
            {found.map((host) => (
              <HostItem key={host.host} host={host} />
            ))}
          </Rows>
        )}
        {hosts.isSuccess && found.length === 0 && isFiltered && (
          <Soft>
            <span role="status">{tFederation.noneFound}</span>
          </Soft>
        )}
        {hosts.isSuccess && found.length === 0 && !isFiltered && (
          <Empty title={tFederation.noHosts}>{tFederation.noHostsLead}</Empty>
        )}
        <LoadMore {...hosts} />
      </Sheet>
    </Section>
  );
}
