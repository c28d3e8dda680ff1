import { z } from 'zod';
import { endpoint, Id, IdParams } from './endpoint.ts';

/**
 * Files are uploaded by the tus protocol (https://tus.io/protocols/resumable-upload, creation and termination) at this
 * path, so that an upload that breaks off goes on where it stopped. `Upload-Metadata` carries `filename`. The last part
 * of the upload's URL is the id of the {@link Media} that it becomes; a file that is refused answers with the API's error.
 */
export const UPLOAD_PATH = '/api/v1/uploads';

/** Longest description of an image, in characters. */
export const ALT_MAX = 1_500;

const BlurHash = z.string().max(100);

/** A file of mine, ready to be used in what I write: an image by `![what it shows](/media/ID)` in Markdown. */
export const Media = z.object({
  id: Id,
  kind: z.enum(['image', 'document']),
  /** What it is stored as, which for an image is not what was uploaded. */
  mediaType: z.string(),
  /** Where it is served: `/media/ID`. */
  url: z.string(),
  /** The name it was uploaded with. */
  name: z.string(),
  /** What the image shows, for who does not see it. */
  alt: z.string(),
  /** Pixels; null for documents. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  blurhash: BlurHash.nullable(),
  bytes: z.number().int(),
});
export type Media = z.infer<typeof Media>;

/** What belongs to a post, from here or elsewhere. */
export const Attachment = z.object({
  kind: z.enum(['image', 'document', 'video', 'audio']),
  mediaType: z.string(),
  /**
   * A path on this instance, also for a picture of another one: reading does not tell its server who reads. Add
   * `?size=small` for lists. An absolute address for recordings and documents of others: a link that leads away.
   */
  url: z.string(),
  /** The description of an image, the name of a file. */
  name: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  blurhash: BlurHash.nullable(),
  /** What must stay in sight when it is cropped: -1 to 1 from left to right and from bottom to top; null when nobody says. */
  focus: z.tuple([z.number(), z.number()]).nullable(),
  /** Size of a file of this instance; null for what is elsewhere. */
  bytes: z.number().int().nullable(),
  /** The text shows it already. */
  inline: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

export const getMediaLimits = endpoint({
  method: 'GET',
  path: '/media/limits',
  summary: 'What may be uploaded, and how large',
  access: 'account',
  response: z.object({
    imageMaxBytes: z.number().int(),
    documentMaxBytes: z.number().int(),
    imageTypes: z.array(z.string()),
    documentTypes: z.array(z.string()),
  }),
});

export const getMedia = endpoint({
  method: 'GET',
  path: '/media/:id',
  summary: 'A file of mine, once its upload is complete',
  access: 'account',
  params: IdParams,
  response: Media,
});

export const describeMedia = endpoint({
  method: 'PUT',
  path: '/media/:id',
  summary: 'Say what an image of mine shows',
  access: 'account',
  params: IdParams,
  body: z.object({ alt: z.string().trim().max(ALT_MAX) }),
  response: Media,
});

export const deleteMedia = endpoint({
  method: 'DELETE',
  path: '/media/:id',
  summary: 'Delete a file of mine that no post uses',
  access: 'account',
  params: IdParams,
});
