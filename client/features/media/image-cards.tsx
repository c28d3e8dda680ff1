import { useEffect, useState } from 'react';
import { ALT_MAX } from '../../../shared/contracts/media.ts';
import { tMedia } from '../../i18n/media.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isPlaceholder, type TextImage } from '../editor/images.ts';
import css from './media.module.css';
import type { Sending } from './upload-queue.ts';
import { UploadState } from './upload-state.tsx';
import type { Uploads } from './use-uploads.ts';

/** The images of a text while it is written: how far each has got, and what it shows, which everybody must be told. */
export function ImageCards({
  images,
  uploads,
  complain,
  onAlt,
  onRemove,
}: {
  images: readonly TextImage[];
  uploads: Uploads;
  /** Somebody wants to publish: say what is missing. */
  complain: boolean;
  onAlt: (source: string, alt: string) => void;
  onRemove: (source: string) => void;
}) {
  if (images.length === 0) return null;
  return (
    <section className={css.cards} aria-label={tMedia.images}>
      <p className={css.reminder}>
        <Icon name="alert" size={18} />
        {tMedia.recognised}
      </p>
      {images.map((image, index) => (
        <ImageCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the source changes when the upload is complete, while one may be describing the image
          key={index}
          image={image}
          number={index + 1}
          sending={uploads.items.find(({ id }) => image.source === `upload:${id}`)}
          complain={complain}
          onAlt={(alt) => onAlt(image.source, alt)}
          onRetry={uploads.retry}
          onRemove={() => onRemove(image.source)}
        />
      ))}
    </section>
  );
}

function ImageCard({
  image,
  number,
  sending,
  complain,
  onAlt,
  onRetry,
  onRemove,
}: {
  image: TextImage;
  number: number;
  sending: Sending | undefined;
  complain: boolean;
  onAlt: (alt: string) => void;
  onRetry: (id: string) => void;
  onRemove: () => void;
}) {
  const missing = complain && image.alt.trim() === '';
  return (
    <div className={css.card}>
      <Thumbnail source={image.source} file={sending?.file} />
      <div className={css.about}>
        <TextArea
          label={tMedia.whatItShows(number)}
          hint={tMedia.why}
          error={missing ? tMedia.altMissing : undefined}
          value={image.alt}
          onChange={(alt) => onAlt(alt.replaceAll('\n', ' '))}
          maxLength={ALT_MAX}
          rows={2}
        />
        {sending && <UploadState sending={sending} onRetry={() => onRetry(sending.id)} />}
        {sending === undefined && isPlaceholder(image.source) && <p className={css.lost}>{tMedia.notOnThisDevice}</p>}
        <div>
          <Button small look="quiet" icon="trash" onClick={onRemove}>
            {tMedia.removeImage(number)}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Thumbnail({ source, file }: { source: string; file: File | undefined }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [file]);
  const shown = url ?? (isPlaceholder(source) ? null : source);
  return <div className={css.thumbnail}>{shown !== null && <img src={shown} alt="" />}</div>;
}
