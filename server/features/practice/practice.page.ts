import { type Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import { type FeedItem, getTagFeed } from '../../../shared/contracts/practice.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import { ANYONE } from '../../activities/visibility.ts';
import { htmlToText } from '../../core/html.ts';
import { html, type Markup } from '../../http/markup.ts';
import {
  absentPage,
  excerpt,
  gonePage,
  moreLink,
  type PageRequest,
  type PublicPage,
  type PublicPages,
  type Site,
  webAddress,
} from '../../http/public-page.ts';
import type { ActorView } from '../profiles/index.ts';
import { INSTANCE_FEED, isOpen, type PostView, tagSource } from './practice.model.ts';
import { cardsOf, responsesOf, titleOf, wholePost } from './practice.page.markup.ts';
import { WORDS } from './practice.page.words.ts';
import { type PresentParts, presentPosts } from './present-posts.ts';
import { readFeed } from './read-feed.ts';
import { readReplies } from './read-replies.ts';

const ON_A_PAGE = 20;

type PageParts = PresentParts & { site: Site };

/** The start page, the newest posts, a post with its responses, and a tag, as anybody may read them; null for other addresses. */
export function practicePages(parts: PageParts): PublicPages {
  return (request) => {
    const [, first = '', second, ...more] = request.path.split('/');
    if (request.path === '/') return startPage(parts, request);
    if (request.path === '/practice') return listPage(parts, request);
    if (first === 'posts' && second && more.length === 0) return postPage(parts, second, request);
    const tag = tagOfPath(request.path);
    return tag === null ? Promise.resolve(null) : tagPage(parts, tag, request);
  };
}

/** The tag whose page has this path, or null. */
export function tagOfPath(path: string): string | null {
  const encoded = /^\/tags\/([^/]+)$/.exec(path)?.[1];
  if (encoded === undefined) return null;
  const tag = getTagFeed.params.safeParse({ tag: decodeURIComponent(encoded) });
  return tag.success ? tag.data.tag : null;
}

async function startPage(parts: PageParts, request: PageRequest): Promise<PublicPage> {
  const { site } = parts;
  const words = WORDS[request.language];
  const indexed = request.cursor === undefined;
  const feed = await readFeed(parts, ANYONE, [INSTANCE_FEED], pageOf(request));
  const shown = indexed ? await findable(parts, feed) : feed;
  return {
    status: 200,
    type: 'website',
    title: site.name,
    description: words.lead,
    canonical: `${site.baseUrl}/`,
    indexed,
    main: html`<header class="public-hero"><h1>${site.name}</h1><p>${words.lead}</p></header>
<section class="public-list"><h2>${words.newest}</h2>${itemsOf(shown, request.language)}</section>`,
  };
}

async function listPage(parts: PageParts, request: PageRequest): Promise<PublicPage> {
  const words = WORDS[request.language];
  const feed = await readFeed(parts, ANYONE, [INSTANCE_FEED], pageOf(request));
  return {
    status: 200,
    type: 'website',
    title: words.newest,
    description: words.lead,
    canonical: `${parts.site.baseUrl}/practice`,
    // The start page is, without those who do not want to be found; here is everybody.
    indexed: false,
    main: listOf(words.newest, feed, request.language),
  };
}

async function tagPage(parts: PageParts, tag: string, request: PageRequest): Promise<PublicPage> {
  const feed = await readFeed(parts, ANYONE, [tagSource(tag)], pageOf(request));
  return {
    status: 200,
    type: 'website',
    title: `#${tag}`,
    description: WORDS[request.language].tagged(tag),
    canonical: null,
    indexed: false,
    main: listOf(`#${tag}`, feed, request.language),
  };
}

function listOf(title: string, feed: Page<FeedItem>, language: InterfaceLanguage): Markup {
  return html`<section class="public-list"><h1>${title}</h1>${itemsOf(feed, language)}</section>`;
}

function itemsOf({ items, next }: Page<FeedItem>, language: InterfaceLanguage): Markup {
  if (items.length === 0) return html`<p>${WORDS[language].nothingYet}</p>`;
  const posts = items.map(({ post }) => post);
  return html`${cardsOf(posts, language)}${moreLink(next, language)}`;
}

async function postPage(parts: PageParts, id: string, request: PageRequest): Promise<PublicPage> {
  const { language } = request;
  const stored = await parts.views.byId(id);
  const [post] = stored ? await presentPosts(parts, ANYONE, [stored]) : [];
  // That something private was here and is gone would be as much of a hint as that it is here.
  if (!post || !stored) return stored?.deleted && isOpen(stored) ? gonePage(language) : absentPage(language);

  const replies = await readReplies(parts, ANYONE, id, pageOf(request));
  const image = post.sensitive ? undefined : post.attachments.find(({ kind }) => kind === 'image');
  const title = titleOf(post, language);
  return {
    status: 200,
    type: 'article',
    title,
    description: excerpt([post.summary || htmlToText(post.html), post.focusQuestion].filter(Boolean).join(' — ')),
    canonical: webAddress(post.url) || null,
    indexed: request.cursor === undefined && (await mayBeListed(parts, stored)),
    image: image && { url: new URL(image.url, parts.site.baseUrl).href, alt: image.name },
    article: { publishedAt: post.publishedAt, editedAt: post.editedAt, author: post.author.url },
    main: html`${wholePost(post, title, language)}
${replies.ok && responsesOf(replies.value.items, replies.value.next, post, language)}`,
  };
}

/** What a person has published or shared further, as a part of their page. */
export async function postsOfPerson(
  parts: PresentParts,
  actor: ActorView,
  request: PageRequest & { indexed: boolean },
): Promise<Markup> {
  const feed = await readFeed(parts, ANYONE, [actor._id], pageOf(request));
  return itemsOf(request.indexed ? await findable(parts, feed) : feed, request.language);
}

/** Of a list, what may stand on a page that search engines list: what is public, and whose author lets it be found. */
async function findable(parts: PresentParts, { items, next }: Page<FeedItem>): Promise<Page<FeedItem>> {
  const posts = await parts.views.byIris(items.map(({ post }) => post.iri));
  const hidden = await parts.profiles.notIndexable(posts.map(({ author }) => author));
  const open = posts.filter((post) => post.visibility === 'public' && !hidden.has(post.author));
  const found = new Set(open.map(({ _id }) => _id));
  return { items: items.filter(({ post }) => found.has(post.iri)), next };
}

/** Search engines list what is public, was written here, and whose author lets it be found. */
async function mayBeListed({ profiles }: PageParts, post: PostView): Promise<boolean> {
  if (post.visibility !== 'public') return false;
  const author = await profiles.byIri(post.author);
  return author?.local === true && author.indexable;
}

function pageOf({ cursor }: PageRequest): { cursor?: string | undefined; limit: number } {
  const parsed = PageQuery.safeParse({ cursor });
  return { cursor: parsed.success ? parsed.data.cursor : undefined, limit: ON_A_PAGE };
}
