import { MARKDOWN_MAX } from '../../../shared/contracts/practice.ts';
import { htmlToText } from '../../core/html.ts';
import type { TurnFold } from './turns.model.ts';
import type { Words } from './words/index.ts';

/** What a post made of a turn says besides what the two wrote. */
interface Known {
  words: Words;
  /** The partner's name, for where they agreed to be named. */
  partner: string;
  /** A link to a practice post of the presenter's own, by its IRI; null when not everybody may see it. */
  linkTo(post: string | null): { title: string; url: string } | null;
}

/**
 * The text of a post made of a turn: what the presenter showed, asked, did and learnt, and of the partner's what they said
 * yes to. Nothing else of theirs, and no way back to the pair.
 */
export function draftText(turn: TurnFold, { words, partner, linkTo }: Known): string {
  const { entry } = turn.presentation;
  const done = turn.followUp?.done?.entry ?? null;
  const mine = (iri: string | null) => {
    const post = linkTo(iri);
    return post ? words.mine(post.title.replace(/[\\[\]]/g, '\\$&'), post.url) : '';
  };
  const files = entry.attachments.length + (done?.attachments.length ?? 0);
  const sections = [
    section(words.brought, [textOf(entry), entry.link, mine(entry.post)]),
    section(words.asked, [entry.focusQuestion]),
    ...quotes(turn, words, partner),
    section(words.did, [turn.followUp?.fact.entry.what ?? '']),
    section(words.happened, [done ? textOf(done) : '', done?.link ?? '', mine(done?.post ?? null)]),
    section(words.learnt, [done ? paragraphs(done.reflection) : '']),
    files > 0 ? words.leftOut(files) : '',
  ].filter((each) => each !== '');
  return fitting(sections, words.tooLong);
}

function section(title: string, paragraphs: readonly string[]): string {
  const said = paragraphs.filter((each) => each !== '');
  return said.length === 0 ? '' : [`## ${title}`, ...said].join('\n\n');
}

function quotes({ consents }: TurnFold, words: Words, partner: string): string[] {
  const agreed = consents.filter(({ answer }) => answer === 'yes');
  const quoted = new Set<string>();
  return [true, false].map((named) => {
    const pieces = agreed
      .filter(({ fact }) => fact.entry.named === named)
      .flatMap((consent) => consent.pieces)
      .filter(({ _id }) => !quoted.has(_id) && quoted.add(_id));
    const name = named ? escaped(partner) : words.colleague;
    return section(
      words.saidBy(name),
      pieces.map(({ entry }) => quote(textOf(entry))),
    );
  });
}

/** Names and tags in what somebody else wrote stay words: a quotation tells nobody and is listed nowhere. */
function quote(text: string): string {
  return text
    .replace(/(?<!\\)[@#](?=[\p{L}\p{N}_])/gu, '\\$&')
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function escaped(name: string): string {
  return name.replace(/[\\`*_[\]<>#@]/g, '\\$&');
}

/** As it was typed, or what is to be read of it when its author does not share that. */
function textOf({ markdown, html }: { markdown: string | null; html: string }): string {
  return (markdown ?? paragraphs(html)).trim();
}

function paragraphs(html: string): string {
  return html
    .split(/<\/(?:p|li|h[2-6]|blockquote|pre|tr)>/)
    .map(htmlToText)
    .filter((each) => each !== '')
    .join('\n\n');
}

function fitting(sections: readonly string[], tooLong: string): string {
  const kept: string[] = [];
  let room = MARKDOWN_MAX - tooLong.length - 2;
  for (const each of sections) {
    if (each.length + 2 > room) return [...kept, tooLong].join('\n\n');
    kept.push(each);
    room -= each.length + 2;
  }
  return kept.join('\n\n');
}
