import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Page } from '../../ui/page.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { CyclesPanel } from '../cycles/cycles-panel.tsx';
import { SessionsPanel } from '../sessions/sessions-panel.tsx';
import { Thread } from '../threads/thread.tsx';
import { Agreement } from './agreement.tsx';
import { Ledger } from './ledger.tsx';
import css from './mentoring.module.css';
import { NowLine } from './now-line.tsx';
import { titleOf } from './pairs.ts';
import { PauseNotice } from './pause-notice.tsx';

const PANELS = { cycle: CyclesPanel, sessions: SessionsPanel, agreement: Agreement, ledger: Ledger };

type Panel = keyof typeof PANELS;
type View = Panel | 'thread';

/** As in `mentoring.module.css`. */
const WIDE = '(min-width: 60rem)';

/**
 * The parts of a pair: on a phone one at a time, on a wide screen the conversation and one beside it. `?view=` names it,
 * so that a notification can lead there.
 */
export function PairViews({ pair, head, views }: { pair: Pair; head: ReactNode; views: readonly View[] }) {
  const [search, setSearch] = useSearchParams();
  const wide = useMediaQuery(WIDE);
  const view = views.find((name) => name === search.get('view')) ?? 'thread';
  const shown = wide && view === 'thread' ? views.find((name) => name !== 'thread') : view;
  const offered = views.filter((name) => !wide || name !== 'thread');
  const kept = useEverShown(shown);
  return (
    <Page title={titleOf(pair)} frame={css.pair} data-view={view} bare>
      <div className={css.top}>
        {head}
        <PauseNotice pair={pair} />
        <NowLine pair={pair} most={wide ? 2 : 1} />
      </div>
      {offered.length > 1 && (
        <fieldset className={css.views} aria-label={tMentoring.views}>
          {offered.map((name) => (
            <button
              key={name}
              type="button"
              className={css.view}
              aria-pressed={shown === name}
              onClick={() => setSearch({ view: name }, { replace: true })}
            >
              {tMentoring.viewNames[name]}
            </button>
          ))}
        </fieldset>
      )}
      <div className={css.main} hidden={!wide && view !== 'thread'}>
        <Thread pair={pair} />
      </div>
      <div className={css.aside} hidden={shown === 'thread'}>
        {kept.map((name) => {
          const Part = PANELS[name];
          return (
            <div key={name} hidden={name !== shown}>
              <Part pair={pair} />
            </div>
          );
        })}
      </div>
    </Page>
  );
}

/** Each part once it was looked at: going from one to another and back loses nothing that was being written. */
function useEverShown(shown: View | undefined): readonly Panel[] {
  const [seen, setSeen] = useState<readonly Panel[]>([]);
  if (shown === undefined || shown === 'thread' || seen.includes(shown)) return seen;
  const more = [...seen, shown];
  setSeen(more);
  return more;
}
