import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { TodayItem } from '../../../shared/contracts/notifications.ts';
import { tHome } from '../../i18n/home.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import css from './home.module.css';
import type { CommonItem, Meaning } from './meaning.ts';

/** The words for what waits for few, where something does. */
export function useOtherWords(items: readonly TodayItem[] = []) {
  return useQuery({
    queryKey: ['other words'],
    queryFn: () => import('./other-words.ts'),
    enabled: items.some((item) => !isCommon(item)),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function isCommon(item: TodayItem): item is CommonItem {
  return /^(?:messages|question|follow-requests|draft)$/.test(item.type);
}

/** More than these are there when asked for: a day begins with few things. */
const SHOWN_FIRST = 4;

/** What waits for me, each with the one thing to do about it; where nothing waits, that is one quiet sentence. */
export function Today({ today }: { today: UseQueryResult<{ items: TodayItem[] }> }) {
  const other = useOtherWords(today.data?.items);
  const [all, setAll] = useState(false);
  if (today.data === undefined) return <Problem error={today.error} retry={today.refetch} />;
  const items = today.data.items.flatMap((item) => {
    const said = isCommon(item) ? meaning(item) : other.data?.meaningOf(item);
    return said ? [{ item, ...said }] : [];
  });
  if (other.error) return <Problem error={other.error} retry={other.refetch} />;
  if (items.length === 0) return <p className={css.nothing}>{tHome.nothing}</p>;
  // One more alone is not worth a button.
  const shown = all || items.length <= SHOWN_FIRST + 1 ? items : items.slice(0, SHOWN_FIRST);
  return (
    <section className={css.today} aria-labelledby="today">
      <h2 id="today">{tHome.today}</h2>
      <ul>
        {shown.map(({ item, words, to, act, excerpt }) => (
          <li key={to + words}>
            <Mark item={item} />
            <div className={css.words}>
              <p>{words}</p>
              {excerpt && (
                <p className={css.excerpt} dir="auto">
                  {excerpt}
                </p>
              )}
              {'at' in item && (
                <p className={css.when}>
                  <TimeAgo at={item.at} />
                </p>
              )}
            </div>
            <Link to={to} className={css.act} aria-label={`${act}: ${words}`}>
              {act}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <div>
          <Button look="quiet" small onClick={() => setAll(true)}>
            {tHome.more(items.length - shown.length)}
          </Button>
        </div>
      )}
    </section>
  );
}

function meaning(item: CommonItem): Meaning {
  switch (item.type) {
    case 'messages':
      return {
        words: tHome.messages(item.from.displayName, item.count),
        to: `/mentoring/${item.pair}`,
        act: tHome.messagesDo,
      };
    case 'question':
      return {
        words: tHome.question(item.from.displayName, item.post.title),
        to: `/posts/${item.post.id}#response-${item.reply}`,
        act: tHome.questionDo,
        excerpt: item.excerpt,
      };
    case 'follow-requests':
      return { words: tHome.requests(item.from.displayName, item.count - 1), to: '/people', act: tHome.requestsDo };
    case 'draft':
      return {
        words: item.title === '' ? tHome.draftUntitled : tHome.draft(item.title),
        to: `/write/${item.draft}`,
        act: tHome.draftDo,
      };
  }
}

const MARKS: Partial<Record<TodayItem['type'], IconName>> = { draft: 'write', 'sign-ups': 'admin', reports: 'flag' };

/** Who it is about, or else what. */
function Mark({ item }: { item: TodayItem }): ReactNode {
  const person = 'from' in item ? item.from : 'partner' in item ? item.partner : 'to' in item ? item.to : null;
  if (person) return <Avatar name={person.displayName} handle={person.handle} />;
  const icon = MARKS[item.type];
  return <span className={css.mark}>{icon && <Icon name={icon} />}</span>;
}
