import { INTERFACE_LANGUAGES, type InterfaceLanguage, LANGUAGE_NAMES } from '../../shared/vocabulary.ts';
import { html, type Markup } from './markup.ts';

/** A page that everybody may read: what it says, and what search engines and link previews are told of it. */
export interface PublicPage {
  status: 200 | 404 | 410;
  type: 'website' | 'article' | 'profile';
  title: string;
  description: string;
  /** The one address this should be known by; null when it has none. */
  canonical: string | null;
  /** Whether search engines may list it. */
  indexed: boolean;
  /** Absolute. */
  image?: { url: string; alt: string } | undefined;
  article?: { publishedAt: string; editedAt: string | null; author: string };
  /** What stands between the page's head and foot. */
  main: Markup;
}

export interface PageRequest {
  /** As in the request: not decoded. */
  path: string;
  cursor: string | undefined;
  language: InterfaceLanguage;
}

/** The public page at an address, as anybody in particular would see it; null for what only the client knows. */
export type PublicPages = (request: PageRequest) => Promise<PublicPage | null>;

export interface Site {
  name: string;
  baseUrl: string;
}

const EXCERPT_CHARS = 240;

const WORDS = {
  en: {
    locale: 'en_GB',
    signIn: 'Sign in',
    signUp: 'Sign up',
    navigation: 'Main',
    language: 'Language',
    more: 'Show more',
    home: 'Go to the start page',
    absent: 'There is nothing here for everyone',
    absentAdvice: 'The address may be mistyped, or what is here is not public. Sign in to see what is shared with you.',
    gone: 'This was taken down',
    goneAdvice: 'Its author deleted it.',
  },
  es: {
    locale: 'es_ES',
    signIn: 'Entrar',
    signUp: 'Crear cuenta',
    navigation: 'Principal',
    language: 'Idioma',
    more: 'Mostrar más',
    home: 'Ir a la página de inicio',
    absent: 'Aquí no hay nada para todo el mundo',
    absentAdvice:
      'Puede que la dirección esté mal escrita o que lo que hay aquí no sea público. Entra para ver lo que se comparte contigo.',
    gone: 'Esto se retiró',
    goneAdvice: 'Lo eliminó quien lo escribió.',
  },
} satisfies Record<InterfaceLanguage, Record<string, string>>;

/** One page for what is not there and for what is not public: the two must not be told apart. */
export function absentPage(language: InterfaceLanguage): PublicPage {
  return refusal(404, WORDS[language].absent, WORDS[language].absentAdvice, language);
}

/** For what was public and was deleted. */
export function gonePage(language: InterfaceLanguage): PublicPage {
  return refusal(410, WORDS[language].gone, WORDS[language].goneAdvice, language);
}

function refusal(status: 404 | 410, title: string, advice: string, language: InterfaceLanguage): PublicPage {
  return {
    status,
    type: 'website',
    title,
    description: advice,
    canonical: null,
    indexed: false,
    main: html`<h1>${title}</h1><p>${advice}</p><p><a href="/">${WORDS[language].home}</a></p>`,
  };
}

/** The link to the rest of a list. */
export function moreLink(next: string | null, language: InterfaceLanguage): Markup | null {
  return next === null
    ? null
    : html`<p class="public-more"><a rel="next" href="?cursor=${encodeURIComponent(next)}">${WORDS[language].more}</a></p>`;
}

/** A person's name as a link to their page here. */
export function authorLink({ displayName, handle }: { displayName: string; handle: string }): Markup {
  return html`<a class="public-name" href="/${encodeURI(handle)}" rel="author"><bdi>${displayName}</bdi></a>`;
}

/** A link to elsewhere that a program wrote: only to the web. */
export function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '';
}

/** The beginning of a text, whole words, as long as search results and link previews show. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= EXCERPT_CHARS) return line;
  const cut = line.slice(0, EXCERPT_CHARS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), EXCERPT_CHARS / 2)).toWellFormed()}…`;
}

/** A day, in words; the same for everybody, so in UTC. */
export function dayIn(language: InterfaceLanguage, instant: string): Markup {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));
  return html`<time datetime="${instant}">${day}</time>`;
}

/**
 * The client's page with the content in place of its empty root: without JavaScript it is read as it is, and with it the
 * client takes over. `alternate` is the ActivityPub document of the same thing.
 */
export function renderPublicPage(
  template: string,
  page: PublicPage,
  { language, site, alternate }: { language: InterfaceLanguage; site: Site; alternate: string | null },
): string {
  return template
    .replace(/<title>.*?<\/title>/s, () => head(page, language, site, alternate).markup)
    .replace(/<noscript>.*?<\/noscript>/s, '')
    .replace('<div id="root"></div>', () => body(page, language, site).markup);
}

function head(page: PublicPage, language: InterfaceLanguage, site: Site, alternate: string | null): Markup {
  const { title, description, canonical, image, article } = page;
  return html`<title>${title === site.name ? title : `${title} · ${site.name}`}</title>
    <meta name="description" content="${description}" />
    ${!page.indexed && html`<meta name="robots" content="noindex" />`}
    ${canonical !== null && html`<link rel="canonical" href="${canonical}" />`}
    ${alternate !== null && html`<link rel="alternate" type="application/activity+json" href="${alternate}" />`}
    <meta property="og:type" content="${page.type}" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:site_name" content="${site.name}" />
    <meta property="og:locale" content="${WORDS[language].locale}" />
    ${canonical !== null && html`<meta property="og:url" content="${canonical}" />`}
    ${image !== undefined && html`<meta property="og:image" content="${image.url}" /><meta property="og:image:alt" content="${image.alt}" />`}
    ${article !== undefined && html`<meta property="article:published_time" content="${article.publishedAt}" /><meta property="article:author" content="${article.author}" />`}
    ${article !== undefined && article.editedAt !== null && html`<meta property="article:modified_time" content="${article.editedAt}" />`}
    <meta name="twitter:card" content="${image === undefined ? 'summary' : 'summary_large_image'}" />`;
}

function body(page: PublicPage, language: InterfaceLanguage, site: Site): Markup {
  const words = WORDS[language];
  const others = INTERFACE_LANGUAGES.filter((other) => other !== language);
  return html`<div id="root"><div class="public">
<header class="public-head"><a class="public-brand" href="/">${site.name}</a><nav aria-label="${words.navigation}"><a href="/sign-in">${words.signIn}</a> <a href="/sign-up">${words.signUp}</a></nav></header>
<main class="public-main">${page.main}</main>
<footer class="public-foot"><nav aria-label="${words.language}">${others.map((other) => html`<a href="?language=${other}" hreflang="${other}" lang="${other}" rel="nofollow">${LANGUAGE_NAMES[other]}</a> `)}</nav></footer>
</div></div>`;
}
