import type { DraftFields } from '../../../shared/contracts/practice.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { GoingPublic, Naming } from '../../activities/ports.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { htmlToText } from '../../core/html.ts';
import { keyOf } from '../../core/ids.ts';
import { renderMarkdown } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { otherMember, type PairView } from '../mentoring/index.ts';
import { type Drafts, postOfDraft } from '../practice/index.ts';
import type { CycleFold } from './cycles.model.ts';
import { leadsBack, takenFrom, tracesOf } from './going-public.model.ts';
import type { CycleParts } from './present-cycles.ts';
import { find, findTurn } from './read-cycles.ts';
import { draftText } from './turn-into-draft.ts';
import { standingIn, type TurnFold } from './turns.model.ts';
import { WORDS } from './words/index.ts';

/** Which turn a post was made of. Only ever asked by its author; nothing of it is said anywhere. */
interface SharedDocument {
  /** IRI of the post, which it may not have come to. */
  _id: string;
  author: string;
  /** Id of the turn in the API. */
  turn: string;
  /** Traces of what it quoted of the partner's: they may take it back, and then it is not published. */
  quoted?: string[];
}

/** Owns the collection `shared_turns`, plain data that a rebuild leaves alone. */
export class SharedTurns {
  readonly #shared: Collection<SharedDocument>;

  constructor(db: Database) {
    this.#shared = db.collection<SharedDocument>('shared_turns');
  }

  async prepare(): Promise<void> {
    await this.#shared.createIndexes([{ key: { author: 1 } }]);
  }

  /** Those of an account that is deleted. */
  async forget(author: string): Promise<void> {
    await this.#shared.deleteMany({ author });
  }

  async remember(post: string, author: string, turn: string, quoted: string[]): Promise<void> {
    await this.#shared.updateOne({ _id: post }, { $setOnInsert: { author, turn, quoted } }, { upsert: true });
  }

  async of(post: string, author: string): Promise<{ turn: string; quoted: readonly string[] } | null> {
    const found = await this.#shared.findOne({ _id: post });
    return found?.author === author ? { turn: found.turn, quoted: found.quoted ?? [] } : null;
  }
}

export interface ShareParts extends CycleParts {
  shared: SharedTurns;
  drafts: Drafts;
  naming: Naming;
}

/** Makes a draft of a practice post out of a turn of one's own. Made twice without a change in between, it is one draft. */
export async function shareTurn(
  parts: ShareParts,
  actor: string,
  turnId: string,
  language: InterfaceLanguage,
): Promise<Result<{ draft: string }>> {
  const found = await findTurn(parts, actor, turnId);
  if (!found) return fail(NOT_FOUND);
  const { turn } = found;
  if (!standingIn(turn, actor, null).share) return fail(NOT_YET);
  const { entry } = turn.presentation;
  const shown = [entry.post ?? [], turn.followUp?.done?.entry.post ?? []].flat();
  const [partner, posts] = await Promise.all([parts.profiles.byIri(turn.responder), parts.practice.byIris(shown)]);
  const open = posts.filter(
    ({ author, deleted, visibility }) => author === actor && !deleted && ['public', 'unlisted'].includes(visibility),
  );
  const fields: DraftFields = {
    title: entry.title,
    markdown: draftText(turn, {
      words: WORDS[language],
      partner: partner?.displayName || partner?.username || WORDS[language].colleague,
      linkTo: (post) => open.find(({ _id }) => _id === post) ?? null,
    }),
    focusQuestion: entry.focusQuestion,
    tags: [],
    subject: entry.subject,
    gradeLevel: null,
    licence: 'CC-BY-4.0',
    visibility: 'public',
    language,
    attachments: [],
    poll: null,
  };
  const before = (await parts.drafts.list(actor)).find(
    (draft) => draft.fromTurn === turnId && draft.markdown === fields.markdown,
  );
  const draft = before ? ok(before) : await parts.drafts.create(actor, fields, turnId);
  if (!draft.ok) return draft;
  const post = postOfDraft(parts.naming, actor, draft.value.id);
  const quoted = tracesOf(agreedIn(turn));
  await parts.shared.remember(post, actor, keyOf(turn.presentation._id), quoted);
  return ok({ draft: draft.value.id });
}

const NOT_YET = appError(
  'conflict',
  'A post can be made of a turn in which you presented, once it is closed with what you do about the feedback.',
);

/** What `Drafts` and posts ask before a text becomes public. */
export function goingPublic(parts: ShareParts): GoingPublic {
  return {
    async refusal(actor, post, texts) {
      const shared = await parts.shared.of(post, actor);
      const found = shared && (await find(parts, actor, shared.turn, 'presentation'));
      return found && refusalFor(parts.naming, actor, found.pair, found.fold, shared.quoted, texts);
    },
  };
}

function refusalFor(
  naming: Naming,
  actor: string,
  pair: PairView,
  fold: CycleFold,
  quoted: readonly string[],
  texts: Readonly<Record<string, string>>,
): AppError | null {
  const partner = otherMember(pair, actor);
  const { theirs, free } = wordsIn(fold, actor);
  const names = [
    pair._id,
    pair.thread,
    pair.id,
    ...fold.turns.map(({ presentation }) => presentation._id),
    ...[naming.domain, new URL(partner).host].flatMap((host) => [`${host}/mentoring/`, `${host}/api/v1/pairs/`]),
  ];
  for (const [field, text] of Object.entries(texts)) {
    const forms = field === 'markdown' ? [text, htmlToText(renderMarkdown(text))] : [text];
    if (forms.some((form) => leadsBack(form, names)))
      return appError('invalid_input', LEADS_BACK, { [field]: LEADS_BACK });
    const taken = forms.map((form) => takenFrom(form, theirs, free, quoted)).find((passage) => passage !== null);
    if (taken !== undefined) {
      const sentence = `These words are your partner’s, and they have not said yes: “${shortened(taken)}”. Ask them, or say it in your own words.`;
      return appError('invalid_input', sentence, { [field]: sentence });
    }
  }
  return null;
}

const LEADS_BACK = 'This leads back to what is between the two of you. Take the address out.';
const PASSAGE_MAX_CHARS = 200;

function shortened(passage: string): string {
  const line = passage.replace(/\s+/g, ' ').trim();
  return line.length > PASSAGE_MAX_CHARS ? `${line.slice(0, PASSAGE_MAX_CHARS)}…` : line;
}

/** What in a cycle is the partner's, and what `actor` may use: their own words, the protocol's, and what was agreed to. */
function wordsIn({ turns }: CycleFold, actor: string): { theirs: string[]; free: string[] } {
  const theirs: string[] = [];
  const free: string[] = [];
  for (const turn of turns) {
    const { entry } = turn.presentation;
    const presented = turn.presenter === actor ? free : theirs;
    const followUp = turn.followUp?.fact.entry;
    const done = turn.followUp?.done?.entry;
    presented.push(...typed(entry), entry.title, entry.focusQuestion, followUp?.what ?? '', followUp?.reason ?? '');
    if (done) presented.push(...typed(done), htmlToText(done.reflection));
    for (const { author, entry: said } of turn.contributions) (author === actor ? free : theirs).push(...typed(said));
    for (const step of turn.steps) free.push(...step.prompts, ...step.stems);
    if (turn.presenter === actor) free.push(...agreedIn(turn));
  }
  return { theirs, free };
}

/** What the partner said yes to. */
function agreedIn({ consents }: TurnFold): string[] {
  const agreed = consents.filter(({ answer }) => answer === 'yes');
  return agreed.flatMap(({ pieces }) => pieces.flatMap((piece) => typed(piece.entry)));
}

function typed({ html, markdown }: { html: string; markdown: string | null }): string[] {
  return [htmlToText(html), markdown ?? ''];
}
