import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getTagFeed } from '../../../shared/contracts/practice.ts';
import { readPages } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { FeedList } from './feed-list.tsx';

/** Public posts with a tag, from here and elsewhere: also where the hashtags of our posts lead people on other servers. */
export function TagPage() {
  const { tag = '' } = useParams();
  const feed = useInfiniteQuery(readPages(getTagFeed, { tag }));
  return (
    <Page title={`#${tag}`}>
      <FeedList
        feed={feed}
        empty={
          <Empty title={tPractice.emptyTag(tag)} actions={<ButtonLink to="/">{tPractice.emptyTagHome}</ButtonLink>}>
            {tPractice.emptyTagAdvice}
          </Empty>
        }
      />
    </Page>
  );
}
