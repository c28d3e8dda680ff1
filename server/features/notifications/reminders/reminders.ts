import type { Naming } from '../../../activities/ports.ts';
import { nameOf } from '../../../core/ids.ts';
import type { Logger } from '../../../core/logger.ts';
import type { CycleViews } from '../../cycles/index.ts';
import { otherMember, type PairView } from '../../mentoring/index.ts';
import type { SessionView, SessionViews } from '../../sessions/index.ts';
import { type NotifyParts, notify } from '../notify.ts';
import { type Moment, momentsOfFollowUp, momentsOfSession, whatNow } from './reminders.model.ts';
import type { ReminderView, ReminderViews } from './reminders.views.ts';

export interface ReminderParts extends NotifyParts {
  reminders: ReminderViews;
  sessions: SessionViews;
  cycles: CycleViews;
  naming: Naming;
  logger: Logger;
}

const LOOK_EVERY_MS = 60_000;
/** In one look, so that stopping does not wait long; the rest is next. */
const AT_ONCE_MAX = 500;

/** Reminds people of sessions and follow-ups, once each. Any number of processes may. */
export class Reminders {
  readonly #parts: ReminderParts;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(parts: ReminderParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopped = false;
    this.#timer = setInterval(() => void this.tick(), LOOK_EVERY_MS);
    this.#timer.unref();
    void this.tick();
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

  /** For its members of this instance; those of a time that was moved find nothing when they are due. */
  async ofSession(pair: PairView, { iri, start }: SessionView): Promise<void> {
    if (start === null) return;
    const moments = momentsOfSession(start, this.#parts.clock.now());
    for (const owner of [pair.offerer, pair.partner]) {
      await this.#add('session', owner, pair, iri, start.toISOString(), moments);
    }
  }

  async ofFollowUp(pair: PairView, owner: string, iri: string, by: string): Promise<void> {
    if (!this.#parts.naming.isLocal(owner)) return;
    const { quietHours } = await this.#parts.settings.of(owner);
    const moments = momentsOfFollowUp(by, quietHours?.timeZone ?? 'UTC', this.#parts.clock.now());
    await this.#add('follow-up', owner, pair, iri, by, moments);
  }

  async #add(
    kind: ReminderView['kind'],
    owner: string,
    pair: PairView,
    thing: string,
    due: string,
    moments: readonly Moment[],
  ): Promise<void> {
    if (!this.#parts.naming.isLocal(owner)) return;
    for (const { news, at, until } of moments) {
      const _id = nameOf('reminder', owner, pair._id, thing, due, news);
      await this.#parts.reminders.add({ _id, kind, news, owner, pair: pair._id, thing, due, until }, at);
    }
  }

  async #look(): Promise<void> {
    const { reminders, clock, logger } = this.#parts;
    for (let taken = 0; taken < AT_ONCE_MAX && !(this.#stopped && taken > 0); taken++) {
      try {
        const reminder = await reminders.take(clock.now());
        if (reminder === null) return;
        await this.#remind(reminder);
      } catch (err) {
        // Its lease ends, and it is taken again.
        logger.error({ err }, 'a reminder could not be looked after');
        return;
      }
    }
  }

  async #remind(reminder: ReminderView): Promise<void> {
    const { reminders, settings, clock } = this.#parts;
    const { owner, kind, news } = reminder;
    const pair = await this.#pairIn(reminder);
    if (!pair) return reminders.done(reminder);
    const next = whatNow(reminder, (await settings.of(owner)).quietHours, clock.now());
    if (!next.say) {
      return next.notBefore === null ? reminders.done(reminder) : reminders.postpone(reminder, next.notBefore);
    }
    await notify(this.#parts, {
      kind,
      owner,
      actor: otherMember(pair, owner),
      thing: reminder._id,
      about: pair._id,
      thread: pair._id,
      step: news,
      at: clock.now(),
    });
    await reminders.done(reminder);
  }

  /** The pair in which it is still due; null when there is nothing to remind of any more. */
  async #pairIn({ kind, owner, pair: offer, thing, due }: ReminderView): Promise<PairView | null> {
    const { mentoring, sessions, cycles } = this.#parts;
    const pair = await mentoring.byOffer(offer);
    if (pair?.state !== 'active') return null;
    if (kind === 'session') {
      const session = await sessions.byName({ pair: offer, iri: thing });
      return session?.state === 'agreed' && session.start?.toISOString() === due ? pair : null;
    }
    const followUp = await cycles.followUps.findOne({ _id: thing });
    return followUp?.state === 'open' && followUp.owner === owner && followUp.by === due ? pair : null;
  }
}
