import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { getMediaLimits, type Media } from '../../../shared/contracts/media.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tMedia } from '../../i18n/media.ts';
import { explain } from '../../ui/explain.ts';
import { deviceShelf } from './kept-uploads.ts';
import { objection } from './limits.ts';
import { sendFile } from './send-file.ts';
import { type Sending, UploadQueue } from './upload-queue.ts';

const RETRY_MS = 15_000;

export interface Uploads {
  items: readonly Sending[];
  /** Why the last file was not taken; empty when it was. */
  objection: string;
  /** Types for a file input's `accept`. */
  accept: { image: string; document: string };
  /** The id of the upload, or null when the file is not taken. */
  add(kind: 'image' | 'document', file: File): string | null;
  retry(id: string): void;
  remove(id: string): void;
  moveTo(scope: string): void;
}

/**
 * The uploads of one text of one account. `images` are the ids that the text has placeholders for when it opens,
 * `documentRoom` how many more files it may have.
 */
export function useUploads(
  account: string,
  scope: string,
  images: readonly string[],
  documentRoom: number,
  onDone: (upload: Pick<Sending, 'id' | 'kind'>, media: Media) => void,
): Uploads {
  const limits = useQuery({ ...read(getMediaLimits, {}), staleTime: Number.POSITIVE_INFINITY });
  const [refused, setRefused] = useState('');
  const done = useRef(onDone);
  done.current = onDone;
  const [queue] = useState(
    () =>
      new UploadQueue(account, scope, {
        send: sendFile,
        refusal: (error) =>
          isApiError(error, 'unreachable', 'unavailable', 'internal', 'too_many_requests', 'unauthenticated')
            ? null
            : explain(error),
        shelf: deviceShelf,
        onDone: (upload, media) => done.current(upload, media),
      }),
  );
  const items = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const [opening] = useState(images);
  useEffect(() => {
    void queue.restore(opening);
    const resume = () => queue.resume();
    const timer = setInterval(resume, RETRY_MS);
    window.addEventListener('online', resume);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', resume);
      queue.pause();
    };
  }, [queue, opening]);
  return {
    items,
    objection: refused,
    accept: {
      image: limits.data?.imageTypes.join(',') ?? 'image/*',
      document: limits.data?.documentTypes.join(',') ?? '',
    },
    add: (kind, file) => {
      const documents = items.filter((item) => item.kind === 'document').length;
      const full = kind === 'document' && documents >= documentRoom;
      const why = full ? tMedia.tooMany : objection(kind, file, limits.data);
      setRefused(why ?? '');
      return why === null ? queue.add(kind, file) : null;
    },
    retry: (id) => queue.retry(id),
    remove: (id) => queue.remove(id),
    moveTo: (to) => void queue.moveTo(to),
  };
}
