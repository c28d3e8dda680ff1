import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewMarkdown } from '../../../shared/contracts/practice.ts';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/queries.ts';
import { tEditor } from '../../i18n/editor.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { withoutPlaceholders } from './images.ts';
import { useDebounced } from './use-debounced.ts';

const PAUSE_MS = 400;

/**
 * The text as it will be published, rendered by the server. It follows the typing at a distance: an answer that is no
 * longer wanted is cancelled, and the last one stays until the next is there.
 */
export function Preview({ markdown, className }: { markdown: string; className?: string | undefined }) {
  const text = useDebounced(withoutPlaceholders(markdown, tEditor.imageToCome), PAUSE_MS);
  const empty = text.trim() === '';
  const preview = useQuery({
    queryKey: keyOf(previewMarkdown, text),
    queryFn: ({ signal }) => call(previewMarkdown, { body: { markdown: text } }, signal),
    enabled: !empty,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, and keys must reach it then
    <section className={className} aria-label={tEditor.previewLabel} tabIndex={0}>
      {empty && <Soft>{tEditor.emptyPreview}</Soft>}
      {!empty && preview.isLoading && <Skeleton lines={3} />}
      <Problem error={preview.error} retry={preview.refetch} />
      {!empty && preview.data && <RichText html={preview.data.html} />}
    </section>
  );
}
