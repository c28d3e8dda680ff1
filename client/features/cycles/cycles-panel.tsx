import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Cycle, listCycles } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Row, Rows, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { CycleChip } from './cycle-chip.tsx';
import css from './cycles.module.css';
import { moveSentence } from './move-sentence.ts';

/** The cycles of a pair: the present one with what comes next in it, those before, and the way to begin one. */
export function CyclesPanel({ pair }: { pair: Pair }) {
  const cycles = useQuery(read(listCycles, { params: { id: pair.id } }));
  const items = cycles.data?.items ?? [];
  const present = items.find(({ state }) => state !== 'complete' && state !== 'set-aside');
  const earlier = items.filter((cycle) => cycle !== present);
  const mayBegin = cycles.data?.mayBegin === true;
  return (
    <section className={css.panel} aria-labelledby="cycles">
      <h2 id="cycles">{tCycles.title}</h2>
      {cycles.isPending && <Skeleton lines={2} />}
      <Problem error={cycles.error} retry={cycles.refetch} />
      {present && <PresentCycle cycle={present} pair={pair} />}
      {cycles.data && !present && (
        <>
          {items.length === 0 && <Soft>{mayBegin ? tCycles.lead : tCycles.none}</Soft>}
          {mayBegin && (
            <>
              <Soft>{tCycles.beginFirst}</Soft>
              <Row>
                <ButtonLink look="primary" icon="swap" to={`/mentoring/${pair.id}/cycles/new`}>
                  {tCycles.begin}
                </ButtonLink>
              </Row>
            </>
          )}
        </>
      )}
      {earlier.length > 0 && (
        <>
          <h3 className={css.small}>{tCycles.earlier}</h3>
          <Rows label={tCycles.earlier}>
            {earlier.map((cycle) => (
              <li key={cycle.id}>
                <Link to={`/mentoring/${pair.id}/cycles/${cycle.id}`}>{titleOf(cycle)}</Link>
                <CycleChip cycle={cycle} />
              </li>
            ))}
          </Rows>
        </>
      )}
    </section>
  );
}

function PresentCycle({ cycle, pair }: { cycle: Cycle; pair: Pair }) {
  return (
    <div className={css.present}>
      <p className={css.presentHead}>
        <strong>{titleOf(cycle)}</strong>
        <CycleChip cycle={cycle} />
      </p>
      <p role="status">{moveSentence(cycle, pair.partner.displayName)}</p>
      <p className={css.meta}>
        <TimeAgo at={cycle.startedAt} />
      </p>
      <Row>
        <ButtonLink look={cycle.myMove ? 'primary' : 'secondary'} to={`/mentoring/${pair.id}/cycles/${cycle.id}`}>
          {cycle.myMove ? tCycles.open : tCycles.look}
        </ButtonLink>
      </Row>
    </div>
  );
}

function titleOf(cycle: Cycle): string {
  const about = cycle.turns.map(({ work }) => work.title).join(' · ');
  return about === '' ? tCycles.number(cycle.number) : `${tCycles.number(cycle.number)}: ${about}`;
}
