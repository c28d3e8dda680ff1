import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/contracts/media.ts';
import { cx } from '../../ui/cx.ts';
import css from './media.module.css';

/** Enough for a blur; the browser smooths the rest. */
const BLUR_PIXELS = 32;

/** A picture that takes its place before it is there, blurred until it is; its description is its `alt`. */
export function Picture({
  image,
  className,
}: {
  image: Pick<Attachment, 'url' | 'name' | 'width' | 'height' | 'blurhash'>;
  className?: string | undefined;
}) {
  const [loaded, setLoaded] = useState(false);
  const { url, name, width, height, blurhash } = image;
  return (
    <span className={cx(css.picture, className)}>
      {blurhash !== null && !loaded && <Blur hash={blurhash} />}
      <img
        src={url}
        alt={name}
        width={width ?? undefined}
        height={height ?? undefined}
        loading="lazy"
        decoding="async"
        onLoad={() => setLoaded(true)}
      />
    </span>
  );
}

function Blur({ hash }: { hash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    import('blurhash')
      .then(({ decode }) => {
        const context = canvas.current?.getContext('2d');
        if (gone || !context) return;
        const pixels = context.createImageData(BLUR_PIXELS, BLUR_PIXELS);
        pixels.data.set(decode(hash, BLUR_PIXELS, BLUR_PIXELS));
        context.putImageData(pixels, 0, 0);
      })
      // Not a hash after all, or no network: the picture comes without a blur.
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [hash]);
  return <canvas ref={canvas} className={css.blur} width={BLUR_PIXELS} height={BLUR_PIXELS} />;
}
