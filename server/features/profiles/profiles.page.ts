import { HandleParams } from '../../../shared/contracts/profiles.ts';
import { subjectNameIn } from '../../../shared/subject-names.ts';
import { GRADE_LEVELS, type GradeLevel, type InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import { ANYONE } from '../../activities/visibility.ts';
import { htmlToText } from '../../core/html.ts';
import { html, type Markup, trusted } from '../../http/markup.ts';
import {
  absentPage,
  excerpt,
  type PageRequest,
  type PublicPage,
  type PublicPages,
  webAddress,
} from '../../http/public-page.ts';
import { findProfile } from './find-profile.ts';
import { presentProfile, type Relations, type ShowingPeople } from './present-profile.ts';
import type { ActorView, ProfileViews } from './profiles.views.ts';

export interface ProfilePageParts {
  views: ProfileViews;
  relations: Relations;
  showing: ShowingPeople;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  /** What the person has published, as anybody may see it; what search engines must not list is left out of `indexed`. */
  postsOf(actor: ActorView, request: PageRequest & { indexed: boolean }): Promise<Markup>;
  /** What a level is called. */
  levelName(level: GradeLevel, language: InterfaceLanguage): string;
}

/** `/@amara`, and people of other instances who are known here, as anybody may read them; null for other addresses. */
export function profilePages(parts: ProfilePageParts): PublicPages {
  return async (request) => {
    if (!request.path.startsWith('/@')) return null;
    const typed = HandleParams.safeParse({ handle: decodeURIComponent(request.path.slice(1)) });
    if (!typed.success) return absentPage(request.language);
    // Nobody is looked up elsewhere for a visitor: that is what accounts are for.
    const found = await findProfile(parts, typed.data.handle, false);
    return found.ok ? profilePage(parts, found.value, request) : absentPage(request.language);
  };
}

async function profilePage(parts: ProfilePageParts, actor: ActorView, request: PageRequest): Promise<PublicPage> {
  const profile = await presentProfile(parts.relations, parts.showing, actor, ANYONE);
  const indexed = actor.local && actor.indexable && request.cursor === undefined;
  const words = WORDS[request.language];
  const levels = profile.gradeLevels.map((level) => {
    const known = GRADE_LEVELS.find((name) => name === level);
    return known === undefined ? level : parts.levelName(known, request.language);
  });
  const subjects = profile.subjects.map((subject) => subjectNameIn(request.language, subject));
  return {
    status: 200,
    type: 'profile',
    title: `${profile.displayName} (${profile.handle})`,
    description: excerpt(htmlToText(profile.bioHtml) || profile.helpWith || words.aTeacher(profile.displayName)),
    canonical: webAddress(profile.url) || null,
    indexed,
    main: html`<section class="public-person"><h1 dir="auto">${profile.displayName}</h1>
<p class="public-small"><bdi>${profile.handle}</bdi></p>
${profile.movedTo && html`<p>${words.movedTo} <a href="${webAddress(profile.movedTo.url)}" rel="noopener noreferrer nofollow"><bdi>${profile.movedTo.handle}</bdi></a></p>`}
${profile.bioHtml !== '' && html`<div class="public-text" dir="auto">${trusted(profile.bioHtml)}</div>`}
${spread(words.helpWith, profile.helpWith, profile.strengths)}${spread(words.growIn, profile.growIn, profile.growth)}
<dl class="public-about">${fact(words.school, [profile.school])}${fact(words.teaches, subjects)}${fact(words.levels, levels)}${fact(
      words.languages,
      profile.languages.map((tag) => languageName(tag, request.language)),
    )}${profile.fields.map(({ name, valueHtml }) => html`<div><dt dir="auto">${name}</dt><dd dir="auto">${trusted(valueHtml)}</dd></div>`)}</dl>
${!profile.local && html`<p class="public-small"><a href="${webAddress(profile.url)}" rel="noopener noreferrer nofollow">${words.original}</a></p>`}</section>
<section class="public-list"><h2>${words.posts}</h2>${await parts.postsOf(actor, { ...request, indexed })}</section>`,
  };
}

function spread(title: string, text: string, tags: readonly string[]): Markup | null {
  const said = [text, tags.join(', ')].filter((one) => one !== '');
  if (said.length === 0) return null;
  return html`<div class="public-question"><p>${title}</p>${said.map((one) => html`<p dir="auto">${one}</p>`)}</div>`;
}

function fact(name: string, values: readonly string[]): Markup | null {
  const told = values.filter((value) => value !== '');
  return told.length === 0 ? null : html`<div><dt>${name}</dt><dd>${told.join(', ')}</dd></div>`;
}

function languageName(tag: string, language: InterfaceLanguage): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

interface Words {
  helpWith: string;
  growIn: string;
  school: string;
  teaches: string;
  levels: string;
  languages: string;
  posts: string;
  original: string;
  movedTo: string;
  aTeacher(name: string): string;
}

const WORDS: Record<InterfaceLanguage, Words> = {
  en: {
    helpWith: 'Where I can help',
    growIn: 'What I want to grow',
    school: 'School',
    teaches: 'Teaches',
    levels: 'Levels',
    languages: 'Languages',
    posts: 'Practice',
    original: 'Open on its own instance',
    movedTo: 'Says that they have moved to',
    aTeacher: (name) => `${name} shares teaching practice here.`,
  },
  es: {
    helpWith: 'En qué puedo ayudar',
    growIn: 'En qué quiero mejorar',
    school: 'Escuela',
    teaches: 'Enseña',
    levels: 'Niveles',
    languages: 'Idiomas',
    posts: 'Práctica',
    original: 'Abrir en su propia instancia',
    movedTo: 'Dice que se ha mudado a',
    aTeacher: (name) => `${name} comparte aquí su práctica docente.`,
  },
};
