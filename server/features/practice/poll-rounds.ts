import type { Article, Note, Poll } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Occurrence, Pipeline, Reaction } from '../../activities/pipeline.ts';
import type { ActivityCodec, Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { AppFailure } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../../storage/index.ts';
import { type PollRoundView, PollRoundViews } from './poll-rounds.views.ts';
import type { PollView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';
import { voteTakenBack } from './vote-taken-back.ts';

export interface PollRoundParts {
  db: Database;
  views: PracticeViews;
  log: ActivityLog;
  codec: ActivityCodec;
  history: History;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
  logger: Logger;
}

const LOOK_EVERY_MS = 30_000;
/** In one look, so that stopping does not wait long; the rest is next. */
const AT_ONCE_MAX = 100;

/**
 * Tells those who have a poll of ours what it stands at (an `Update` that edits nothing): at most once in a pause, however many
 * vote, and once when it closes. Nobody's name is in it.
 */
export class PollRounds implements Reaction {
  readonly name = 'poll rounds';
  readonly #parts: PollRoundParts;
  readonly #rounds: PollRoundViews;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(parts: PollRoundParts) {
    this.#parts = parts;
    this.#rounds = new PollRoundViews(parts.db);
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    if (activity.type === 'Delete') {
      const vote = await voteTakenBack(this.#parts.history, activity);
      return vote === null ? undefined : this.#heard(vote.inReplyTo);
    }
    if (activity.type !== 'Create') return;
    const { object } = activity;
    if (origin === 'local' && object.poll?.closesAt) await this.#rounds.opened(object.iri, object.poll.closesAt);
    if (object.kind !== 'note') return;
    if (object.vote !== null && object.inReplyTo !== null) await this.#heard(object.inReplyTo);
  }

  async #heard(poll: string): Promise<void> {
    const { naming, clock } = this.#parts;
    if (naming.isLocal(poll)) await this.#rounds.heard(poll, clock.now());
  }

  async start(): Promise<void> {
    await this.#rounds.prepare();
    this.#stopped = false;
    this.#timer = setInterval(() => void this.tick(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Takes nothing new and waits for the one in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  /** One look: what is due is said. Never rejects. */
  tick(): Promise<void> {
    this.#running = this.#running.then(() => this.#look());
    return this.#running;
  }

  async #look(): Promise<void> {
    for (let taken = 0; taken < AT_ONCE_MAX && !(this.#stopped && taken > 0); taken++) {
      try {
        const round = await this.#rounds.take(this.#parts.clock.now());
        if (round === null) return;
        await this.#tell(round);
      } catch (err) {
        // Its lease ends, and it is taken again.
        this.#parts.logger.error({ err }, 'what a poll stands at could not be said');
        return;
      }
    }
  }

  async #tell(round: PollRoundView): Promise<void> {
    const { views, log, codec, clock } = this.#parts;
    const now = clock.now();
    const isOver = round.closesAt <= now;
    const counted = (await views.byIri(round._id))?.poll ?? null;
    const state = counted === null ? null : await log.objectState(round._id);
    const said = state === null ? null : codec.decode(state.json);
    const post = said?.type === 'Create' || said?.type === 'Update' ? said.object : null;
    // Deleted, or not a poll any more.
    if (counted === null || post === null || post.kind === 'actor' || post.poll === null) {
      return this.#rounds.closed(round._id);
    }
    if (isOver || !isSame(post.poll, counted)) {
      const isTaken = await this.#publish(post, post.poll, counted, round, isOver);
      if (!isTaken) return this.#rounds.closed(round._id);
    }
    await (isOver ? this.#rounds.closed(round._id) : this.#rounds.told(round, now));
  }

  /** False when its author may not say anything here any more. */
  async #publish(
    post: Article | Note,
    asked: Poll,
    { options, voters }: PollView,
    round: PollRoundView,
    isOver: boolean,
  ): Promise<boolean> {
    const { pipeline, naming, clock } = this.#parts;
    // The same round in two processes, or after a crash, is one Update.
    const name = nameOf('poll round', post.author, post.iri, isOver ? 'over' : String(round.heard));
    try {
      await pipeline.publish({
        type: 'Update',
        iri: naming.newActivity(name),
        actor: post.author,
        audience: post.audience,
        publishedAt: clock.now(),
        object: { ...post, poll: { ...asked, options, voters } },
      });
      return true;
    } catch (error) {
      if (error instanceof AppFailure) return false;
      throw error;
    }
  }
}

function isSame(said: Poll, now: PollView): boolean {
  return said.voters === now.voters && said.options.every(({ votes }, place) => votes === now.options[place]?.votes);
}
