/** An image in a text: a file of mine, or one that is still on its way up and has a placeholder. */
export interface TextImage {
  alt: string;
  /** `/media/ID`, or `upload:ID`. */
  source: string;
  start: number;
  end: number;
}

const IMAGE = /!\[((?:\\.|[^\]\\\n])*)\]\((upload:[a-z0-9]+|\/media\/[A-Za-z0-9_-]+)\)/g;
const PLACEHOLDER = /!\[(?:\\.|[^\]\\\n])*\]\(upload:[a-z0-9]+\)/g;

/** The images in a text, each source once, in order. */
export function imagesIn(text: string): TextImage[] {
  const found = new Map<string, TextImage>();
  for (const match of text.matchAll(IMAGE)) {
    const source = match[2] ?? '';
    if (found.has(source)) continue;
    const alt = (match[1] ?? '').replace(/\\(.)/g, '$1');
    found.set(source, { alt, source, start: match.index, end: match.index + match[0].length });
  }
  return [...found.values()];
}

export function imageMarkdown(alt: string, source: string): string {
  return `![${alt.replace(/\s+/g, ' ').replace(/[[\]\\]/g, '\\$&')}](${source})`;
}

/** The text with another description for the images from this source; or another source, once it is known. */
export function changeImage(text: string, source: string, change: { alt?: string; source?: string }): string {
  return text.replace(IMAGE, (whole, alt: string, from: string) =>
    from === source ? imageMarkdown(change.alt ?? alt.replace(/\\(.)/g, '$1'), change.source ?? from) : whole,
  );
}

/** Takes an image out, and the empty line it leaves. */
export function removeImage(text: string, source: string): string {
  return text.replace(IMAGE, (whole, _alt, from: string) => (from === source ? '' : whole)).replace(/\n{3,}/g, '\n\n');
}

/** For a preview: what is not uploaded yet stands as words. Nothing with a placeholder is ever published. */
export function withoutPlaceholders(text: string, words: string): string {
  return text.replace(PLACEHOLDER, `*${words}*`);
}

export function isPlaceholder(source: string): boolean {
  return source.startsWith('upload:');
}
