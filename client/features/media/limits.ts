import type { z } from 'zod';
import type { getMediaLimits } from '../../../shared/contracts/media.ts';
import { tMedia } from '../../i18n/media.ts';
import { fileSize } from './file-size.ts';

export type MediaLimits = z.output<typeof getMediaLimits.response>;

/** Says before anything is uploaded what the server would say after; null when the file may go up. */
export function objection(kind: 'image' | 'document', file: File, limits: MediaLimits | undefined): string | null {
  if (file.size === 0) return tMedia.empty(file.name);
  if (limits === undefined) return null;
  const types = kind === 'image' ? limits.imageTypes : limits.documentTypes;
  const max = kind === 'image' ? limits.imageMaxBytes : limits.documentMaxBytes;
  if (file.size > max) return tMedia.tooLarge(file.name, fileSize(file.size), fileSize(max));
  // A browser that does not know a type says nothing; the server looks into the file.
  if (file.type !== '' && !types.includes(file.type)) {
    return kind === 'image' ? tMedia.noImage(file.name) : tMedia.noDocument(file.name);
  }
  return null;
}
