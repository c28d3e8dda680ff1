import { useEffect, useRef } from 'react';
import type { Attachment } from '../../../shared/contracts/media.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { drawBlur } from './blur.ts';

/** A text with the pictures in it, each blurred until it is there. */
export function IllustratedText({
  html,
  attachments,
  language = null,
  compact = false,
}: {
  html: string;
  attachments: readonly Attachment[];
  language?: string | null;
  compact?: boolean;
}) {
  const text = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has other pictures
  useEffect(() => {
    const pictures = text.current?.querySelectorAll('img') ?? [];
    const abort = new AbortController();
    for (const picture of pictures) {
      const hash = attachments.find(({ url }) => url === picture.getAttribute('src'))?.blurhash;
      if (hash && !picture.complete) void blurUntilLoaded(picture, hash, abort.signal);
    }
    return () => abort.abort();
  }, [html, attachments]);
  return (
    <div ref={text}>
      <RichText html={html} language={language} compact={compact} />
    </div>
  );
}

async function blurUntilLoaded(picture: HTMLImageElement, hash: string, signal: AbortSignal): Promise<void> {
  const clear = () => picture.style.removeProperty('background');
  picture.addEventListener('load', clear, { once: true, signal });
  const canvas = document.createElement('canvas');
  await drawBlur(canvas, hash);
  if (!signal.aborted && !picture.complete) picture.style.background = `url(${canvas.toDataURL()}) 0 0 / 100% 100%`;
}
