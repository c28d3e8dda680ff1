import { tMedia } from '../../i18n/media.ts';
import { Button } from '../../ui/button.tsx';
import { useOnline } from '../../ui/use-online.ts';
import css from './media.module.css';
import type { Sending } from './upload-queue.ts';

/** How far a file has got; and what to do when it got no further. */
export function UploadState({ sending, onRetry }: { sending: Sending; onRetry: () => void }) {
  const online = useOnline();
  const { file, sent, state, reason } = sending;
  const percent = file.size === 0 ? 0 : Math.min(100, Math.floor((sent / file.size) * 100));
  return (
    <div className={css.upload}>
      <progress className={css.progress} value={percent} max={100} aria-label={tMedia.uploading(file.name)} />
      <p className={css.state} role="status">
        {state === 'sending'
          ? tMedia.progress(percent)
          : state === 'refused'
            ? reason
            : online
              ? tMedia.interrupted
              : tMedia.offline}
      </p>
      {state !== 'sending' && (
        <Button small icon="retry" onClick={onRetry}>
          {tMedia.retry}
        </Button>
      )}
    </div>
  );
}
