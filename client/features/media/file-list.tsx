import { useQueries } from '@tanstack/react-query';
import { getMedia } from '../../../shared/contracts/media.ts';
import { read } from '../../api/queries.ts';
import { tMedia } from '../../i18n/media.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Rows } from '../../ui/page.tsx';
import { fileSize } from './file-size.ts';
import css from './media.module.css';
import { UploadState } from './upload-state.tsx';
import type { Uploads } from './use-uploads.ts';

/** Files that go under the post, those on their way up last. */
export function FileList({
  ids,
  uploads,
  onRemove,
}: {
  ids: readonly string[];
  uploads: Uploads;
  onRemove: (id: string) => void;
}) {
  const files = useQueries({
    queries: ids.map((id) => ({ ...read(getMedia, { params: { id } }), staleTime: Number.POSITIVE_INFINITY })),
  });
  const sending = uploads.items.filter(({ kind }) => kind === 'document');
  if (ids.length + sending.length === 0) return null;
  return (
    <Rows label={tMedia.files}>
      {ids.map((id, index) => {
        const media = files[index]?.data;
        const name = media?.name ?? tMedia.file;
        return (
          <li key={id}>
            <div className={css.file}>
              <Icon name="file" />
              <span>{name}</span>
              {media && <span className={css.state}>{fileSize(media.bytes)}</span>}
            </div>
            <IconButton icon="trash" label={tMedia.removeFile(name)} onClick={() => onRemove(id)} />
          </li>
        );
      })}
      {sending.map((item) => (
        <li key={item.id}>
          <div className={css.about}>
            <div className={css.file}>
              <Icon name="file" />
              <span>{item.file.name}</span>
              <span className={css.state}>{fileSize(item.file.size)}</span>
            </div>
            <UploadState sending={item} onRetry={() => uploads.retry(item.id)} />
          </div>
          <IconButton icon="trash" label={tMedia.removeFile(item.file.name)} onClick={() => uploads.remove(item.id)} />
        </li>
      ))}
    </Rows>
  );
}
