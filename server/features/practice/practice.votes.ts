import type { ActivityOf, Note } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { PostView, VoteView } from './practice.model.ts';
import { type PracticeViews, voteId } from './practice.views.ts';
import { voteTakenBack } from './vote-taken-back.ts';

const MAX_VOTING = 16;
/** More answers of one person to one poll than polls have. */
const CHOICES_MAX = 20;
/** Votes that came before their poll, looked at when it comes. */
const EARLY_MAX = 200;

/**
 * Who chose what. The votes in a poll of this instance are counted here; for one from elsewhere they only say what
 * somebody here chose, since its own server counts.
 */
export class Votes {
  readonly #views: PracticeViews;
  readonly #history: History;
  readonly #isLocal: (iri: string) => boolean;
  readonly #voting = new KeyedQueue(MAX_VOTING);

  constructor(views: PracticeViews, history: History, isLocal: (iri: string) => boolean) {
    this.#views = views;
    this.#history = history;
    this.#isLocal = isLocal;
  }

  /** A vote after the end counts nothing, by the clock of this instance: what others say when it was is a claim. */
  async onVote({ iri: note, author: actor, vote, inReplyTo: poll, publishedAt }: Note, at: Date): Promise<void> {
    if (vote === null || poll === null) return;
    const _id = voteId(actor, poll);
    await this.#voting.run([_id], async () => {
      const current = await this.#views.votes.findOne({ _id });
      // The Delete may have come first.
      if (current?.withdrawn || (await this.#history.has('Delete', note, actor))) return this.#withdraw(actor, poll);
      const choice = { text: vote, note, publishedAt, receivedAt: at };
      const choices = distinct([...(current?.choices ?? []), choice]);
      const counted = countedOf(choices, await this.#views.byIri(poll));
      await this.#views.votes.replaceOne({ _id }, { poll, actor, choices, counted }, { upsert: true });
    });
    await this.recount(poll);
  }

  /** What one chose in a poll is taken back as a whole, and for good: a deleted vote is no way to vote again. */
  async onDelete(activity: ActivityOf<'Delete'>): Promise<void> {
    const vote = await voteTakenBack(this.#history, activity);
    if (vote === null) return;
    const { author: actor, inReplyTo: poll } = vote;
    await this.#voting.run([voteId(actor, poll)], () => this.#withdraw(actor, poll));
    await this.recount(poll);
  }

  async #withdraw(actor: string, poll: string): Promise<void> {
    const nothing = { poll, actor, choices: [], counted: [], withdrawn: true as const };
    await this.#views.votes.replaceOne({ _id: voteId(actor, poll) }, nothing, { upsert: true });
  }

  /** Votes that came before the poll count by its rules now. */
  async onPoll(post: PostView): Promise<void> {
    if (post.poll === null) return;
    for (const { _id, choices } of await this.#views.votesIn(post._id, EARLY_MAX)) {
      await this.#views.votes.updateOne({ _id }, { $set: { counted: countedOf(choices, post) } });
    }
    await this.recount(post._id);
  }

  async recount(poll: string): Promise<void> {
    if (this.#isLocal(poll)) await this.#views.recountVotes(poll);
  }
}

/**
 * Each text once, in the order in which they were said; the same whatever the order of arrival. Of several of a kind the one
 * that was here first: when it is said to have been is a claim, and must not make a vote a late one, or crowd it out.
 */
function distinct(choices: VoteView['choices']): VoteView['choices'] {
  const byArrival = [...choices].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || inOrder(a, b));
  const kept = new Map<string, VoteView['choices'][number]>();
  for (const choice of byArrival) {
    if (!kept.has(choice.text) && kept.size < CHOICES_MAX) kept.set(choice.text, choice);
  }
  return [...kept.values()].sort(inOrder);
}

function inOrder(a: VoteView['choices'][number], b: VoteView['choices'][number]): number {
  return a.publishedAt.getTime() - b.publishedAt.getTime() || (a.note < b.note ? -1 : 1);
}

function countedOf(choices: VoteView['choices'], post: PostView | null): string[] {
  const poll = post?.poll;
  if (!poll) return choices.map(({ text }) => text);
  const inTime = choices.filter(({ text, receivedAt }) => {
    const isLate = poll.closesAt !== null && receivedAt > poll.closesAt;
    return !isLate && poll.options.some((option) => option.text === text);
  });
  return inTime.slice(0, poll.multiple ? CHOICES_MAX : 1).map(({ text }) => text);
}
