import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listCycles } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { listPairSessions } from '../../../shared/contracts/sessions.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { moveSentence } from '../cycles/move-sentence.ts';
import { whenOf } from '../sessions/when.ts';
import css from './mentoring.module.css';
import { type NowItem, whatNow } from './what-now.ts';

/** One line, or two where there is room: what comes next for these two, each a way to it. */
export function NowLine({ pair, most }: { pair: Pair; most: number }) {
  const params = { id: pair.id };
  const cycles = useQuery(read(listCycles, { params }));
  const sessions = useQuery(read(listPairSessions, { params }));
  const items = whatNow(pair, cycles.data, sessions.data?.items).slice(0, most);
  if (items.length === 0) return null;
  return (
    <nav aria-label={tMentoring.now}>
      <ul className={css.now}>
        {items.map((item) => {
          const { icon, words, to } = meaningOf(item, pair);
          return (
            <li key={item.kind}>
              <Icon name={icon} size={18} />
              <Link to={to} replace={to.startsWith('?')}>
                {words}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function meaningOf(item: NowItem, pair: Pair): { icon: IconName; words: string; to: string } {
  const name = pair.partner.displayName;
  switch (item.kind) {
    case 'amendment':
      return { icon: 'write', words: tMentoring.nowAmendment(name), to: '?view=agreement' };
    case 'answer-session':
      return { icon: 'clock', words: tMentoring.nowSessionAnswer(name), to: '?view=sessions' };
    case 'session':
      return { icon: 'clock', words: tMentoring.nowSession(whenOf(item.time)), to: '?view=sessions' };
    case 'cycle':
      return {
        icon: 'swap',
        words: moveSentence(item.cycle, name),
        to: `/mentoring/${pair.id}/cycles/${item.cycle.id}`,
      };
    case 'begin':
      return { icon: 'swap', words: tMentoring.nowBegin, to: `/mentoring/${pair.id}/cycles/new` };
  }
}
