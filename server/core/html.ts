import sanitize from 'sanitize-html';

/** Longest HTML looked at, in characters; the rest is dropped before parsing, which bounds the time. */
export const HTML_MAX_CHARS = 200_000;
/** More tags than this is an attack on the parser, not a text: it is shown as it was written, escaped and shortened. */
const TAGS_MAX = 20_000;
const ESCAPED_MAX_CHARS = 20_000;
/** Elements nested deeper than this are dropped, their text too. */
const NESTING_MAX = 24;

const LINK_REL = 'nofollow noopener noreferrer';
const TAGS = [
  ...['p', 'br', 'hr', 'div', 'span', 'blockquote', 'pre', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...[
    'a',
    'strong',
    'b',
    'em',
    'i',
    'u',
    's',
    'del',
    'ins',
    'mark',
    'small',
    'sub',
    'sup',
    'code',
    'kbd',
    'q',
    'cite',
    'abbr',
  ],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['details', 'summary'],
];

/** A picture that may stand in a text, as it is written there. */
export interface Picture {
  src: string;
  /** Stands in where the text itself says nothing. */
  alt: string;
  /** Pixels. */
  width: number | null;
  height: number | null;
}

const OPTIONS = {
  allowedTags: TAGS,
  allowedAttributes: {
    a: ['href', 'rel', 'title', 'class', 'lang'],
    span: ['class', 'lang'],
    p: ['lang'],
    ol: ['start', 'reversed'],
    th: ['scope', 'colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
    abbr: ['title'],
    code: ['class'],
    img: ['src', 'alt', 'width', 'height'],
  },
  allowedClasses: {
    // Microformats of fediverse mentions and shortened links; the language of a code block.
    a: ['mention', 'hashtag', 'u-url'],
    span: ['h-card', 'invisible', 'ellipsis'],
    code: [/^language-[a-z0-9+-]{1,30}$/],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  nestingLimit: NESTING_MAX,
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'template',
    'svg',
    'math',
    'iframe',
    'object',
    'title',
  ],
  transformTags: {
    h1: 'h2',
    // What stands under a picture is a line of its own.
    figcaption: 'p',
    a: (_tag, attributes) => {
      // Others find hashtags by this (microformats rel-tag).
      const isTag = attributes.rel?.split(/\s+/).includes('tag') === true;
      return { tagName: 'a', attribs: { ...attributes, rel: isTag ? `tag ${LINK_REL}` : LINK_REL } };
    },
    img: pictureOrLink(new Map()),
    // Task lists.
    input: (_tag, attributes) => ({ tagName: 'span', attribs: {}, text: 'checked' in attributes ? '☑ ' : '☐ ' }),
  },
} satisfies sanitize.IOptions;

/**
 * Pictures that the caller knows stay. Any other would tell a stranger's server who reads; it becomes a link that the
 * reader may follow.
 */
function pictureOrLink(pictures: ReadonlyMap<string, Picture>): sanitize.Transformer {
  return (_tag, { src = '', alt = '' }) => {
    const picture = pictures.get(src);
    if (picture === undefined) return { tagName: 'a', attribs: { href: src, rel: LINK_REL }, text: alt || 'Image' };
    const { width, height } = picture;
    const size = width && height ? { width: String(width), height: String(height) } : {};
    return { tagName: 'img', attribs: { src: picture.src, alt: alt || picture.alt, ...size } };
  };
}

const TEXT_ONLY: sanitize.IOptions = {
  allowedTags: [],
  allowedAttributes: {},
  nestingLimit: NESTING_MAX,
  nonTextTags: OPTIONS.nonTextTags,
};

/**
 * HTML that is safe to put into a page: no scripts, styles, handlers or frames, links only to http, https and mailto, and
 * no pictures but those given by their `src`. Applying it twice changes nothing more. Used for whatever arrives and for
 * what our own Markdown renders to.
 */
export function sanitizeHtml(html: string, pictures?: ReadonlyMap<string, Picture>): string {
  if (pictures === undefined || pictures.size === 0) return sanitize(bounded(html), OPTIONS);
  return sanitize(bounded(html), {
    ...OPTIONS,
    allowedTags: [...TAGS, 'img'],
    transformTags: { ...OPTIONS.transformTags, img: pictureOrLink(pictures) },
  });
}

/** The text of an HTML fragment, blocks separated by a space; not HTML: escape it before it goes into a page. */
export function htmlToText(html: string): string {
  const spaced = bounded(html).replace(/<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/td|\/blockquote)\b/gi, ' $&');
  return unescapeHtml(sanitize(spaced, TEXT_ONLY)).replace(/\s+/g, ' ').trim();
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The parser's time grows with the square of the nesting, so the count of tags is bounded before it runs. */
function bounded(html: string): string {
  const cut = html.slice(0, HTML_MAX_CHARS);
  let tags = 0;
  for (let at = cut.indexOf('<'); at !== -1 && tags <= TAGS_MAX; at = cut.indexOf('<', at + 1)) tags++;
  return tags > TAGS_MAX ? escapeHtml(cut.slice(0, ESCAPED_MAX_CHARS)) : cut;
}

/** The text of HTML that is sanitised already; `instead` stands where a tag was. Not HTML: escape it before it goes into a page. */
export function withoutTags(html: string, instead = ''): string {
  return unescapeHtml(html.replace(/<[^>]*>/g, instead));
}

/** The inverse of `escapeHtml`, and what else the sanitiser writes in text. */
function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
