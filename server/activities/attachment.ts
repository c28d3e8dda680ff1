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
  /**
   * What of a picture must stay in sight when it is cropped (wire: `toot:focalPoint`): from -1 at the left to 1 at the right,
   * and from -1 at the bottom to 1 at the top. Null when nobody says.
   */
  focus: [number, number] | null;
}
