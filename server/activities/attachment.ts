/** A picture or file that belongs to what somebody wrote (wire: `Image`, `Document`, `Video`, `Audio`). */
export interface Attachment {
  kind: 'image' | 'document' | 'video' | 'audio';
  /** Where its author's instance serves it. */
  url: string;
  /** Empty when its sender does not say. */
  mediaType: string;
  /** What an image shows, in words; the name of a file. */
  name: string;
  /** Pixels. */
  width: number | null;
  height: number | null;
  blurhash: string | null;
}
