import { availableParallelism } from 'node:os';
import type { Sharp } from 'sharp';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { Size } from './media.model.ts';

export interface ProcessedImage {
  width: number;
  height: number;
  blurhash: string;
  variants: { size: Size; type: 'image/webp' | 'image/avif'; body: Buffer }[];
}

/** Longest side, in pixels. */
const SIDES: Readonly<Record<Size, number>> = { large: 1_600, small: 640 };
/** More than any phone's camera makes, and 200 MB when decoded; a file of a few kilobytes can claim a million times as many. */
const PIXELS_MAX = 50_000_000;
/** An animation counts with all its pictures together; a larger one stands still. */
const ANIMATED_PIXELS_MAX = 25_000_000;
const DECODE_MAX_S = 20;
const WEBP = { quality: 80, effort: 3 } as const;
/** A moving picture is many: noise that takes 11 s at effort 3 takes 5 s here, for a few per cent more bytes. */
const MOVING_WEBP = { quality: 80, effort: 1 } as const;
/** At this effort AVIF takes as long as WebP; at the default ten times as long for 1 % less. */
const AVIF = { quality: 55, effort: 1 } as const;
const BLURHASH_SIDE = 32;

/** One thread for a picture, and one of the machine's cores left for everything else. */
const working = new KeyedQueue(Math.max(1, availableParallelism() - 1));

let library: Promise<typeof import('sharp')['default']> | null = null;

/** Loaded with the first picture. Only the decoders of what we take are left on: each one is a door. */
function loadSharp(): Promise<typeof import('sharp')['default']> {
  library ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((one) => `VipsForeignLoad${one}`) });
    return sharp;
  });
  return library;
}

/**
 * Decodes a picture and makes from its pixels, and from nothing else in it, the files that are served: no EXIF, no place
 * where it was taken, no colour profile, no comment, nothing behind the end. It stands upright.
 *
 * Null when it cannot be decoded within the limits. Waits while others are being worked on.
 */
export function processImage(input: string | Uint8Array, types: readonly ('image/webp' | 'image/avif')[]) {
  return working.run([], async (): Promise<ProcessedImage | null> => {
    const sharp = await loadSharp();
    const open = (options: { limitInputPixels: number; animated?: boolean }) =>
      sharp(input, { failOn: 'error', ...options }).timeout({ seconds: DECODE_MAX_S });
    try {
      const { pages = 1, width: w = 0, height: h = 0 } = await open({ limitInputPixels: PIXELS_MAX }).metadata();
      if (w * h > PIXELS_MAX) return null;
      const still = open({ limitInputPixels: PIXELS_MAX }).autoOrient();
      const large = await pixelsOf(still, SIDES.large);
      const again = (side: number) => sharp(large.data, { raw: large.info }).resize(fitting(side));
      const animated = pages > 1 && pages * w * h <= ANIMATED_PIXELS_MAX;
      const variants: ProcessedImage['variants'] = [];
      const alreadySmall = Math.max(large.info.width, large.info.height) <= SIDES.small;
      for (const size of ['large', 'small'] as const) {
        if (size === 'small' && alreadySmall) {
          variants.push(...variants.map((variant) => ({ ...variant, size })));
          continue;
        }
        if (animated) {
          const moving = open({ limitInputPixels: ANIMATED_PIXELS_MAX, animated: true }).resize(fitting(SIDES[size]));
          variants.push({ size, type: 'image/webp', body: await moving.webp(MOVING_WEBP).toBuffer() });
          continue;
        }
        for (const type of types) {
          const picture = again(SIDES[size]);
          const body = await (type === 'image/avif' ? picture.avif(AVIF) : picture.webp(WEBP)).toBuffer();
          variants.push({ size, type, body });
        }
      }
      const { width, height } = large.info;
      return { width, height, blurhash: await blurhashOf(again(BLURHASH_SIDE)), variants };
    } catch {
      // Whatever is wrong with somebody's file is said by the one answer; a bug here shows in the tests.
      return null;
    }
  });
}

const fitting = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

function pixelsOf(picture: Sharp, side: number) {
  return picture.resize(fitting(side)).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
}

async function blurhashOf(picture: Sharp): Promise<string> {
  const { encode } = await import('blurhash');
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return encode(new Uint8ClampedArray(data), info.width, info.height, 4, 3);
}
