import { useEffect, useRef } from 'react';
import { t } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { Row } from './page.tsx';

/** The next page as its end comes near; a real button all the same, for keyboards and when the network failed. */
export function LoadMore({
  hasNextPage,
  isFetchingNextPage,
  isFetchNextPageError,
  fetchNextPage,
}: {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}) {
  const end = useRef<HTMLDivElement>(null);
  const wanted = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (!wanted || end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) fetchNextPage();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [wanted, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end}>
      <Row>
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t.form.loadMore}
        </Button>
      </Row>
    </div>
  );
}
