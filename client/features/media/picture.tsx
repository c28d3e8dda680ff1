import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/contracts/media.ts';
import { cx } from '../../ui/cx.ts';
import { drawBlur } from './blur.ts';
import css from './picture.module.css';

/** A picture that takes its place before it is there, blurred until it is; its description is its `alt`. */
export function Picture({
  image,
  className,
}: {
  image: Pick<Attachment, 'url' | 'name' | 'width' | 'height' | 'blurhash'> & Partial<Pick<Attachment, 'focus'>>;
  className?: string | undefined;
}) {
  const [loaded, setLoaded] = useState(false);
  const { url, name, width, height, blurhash, focus } = image;
  return (
    <span className={cx(css.picture, className)}>
      {blurhash !== null && !loaded && <Blur hash={blurhash} />}
      <img
        src={url}
        alt={name}
        width={width ?? undefined}
        height={height ?? undefined}
        style={focus ? { objectPosition: `${50 + 50 * focus[0]}% ${50 - 50 * focus[1]}%` } : undefined}
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
    if (canvas.current) void drawBlur(canvas.current, hash);
  }, [hash]);
  return <canvas ref={canvas} className={css.blur} />;
}
