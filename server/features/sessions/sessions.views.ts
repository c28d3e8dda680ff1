import type { SessionState } from '../../../shared/vocabulary.ts';
import { keyOf } from '../../core/ids.ts';
import { type Collection, type Database, isDuplicateKey, renameIn } from '../../storage/index.ts';
import { compareSaid, endOf, outcomeOf, type SessionFacts, type Time } from './sessions.model.ts';

/** A meeting of a pair. The same on both members' instances. */
export interface SessionView {
  /** The IRI of the pair's Offer and of the entry that proposed it: a session belongs to one pair. */
  _id: string;
  /** Its id in the API. */
  id: string;
  /** IRI of the entry. */
  iri: string;
  pair: string;
  members: string[];
  facts: SessionFacts;
  /** IRI of the session that took its place. */
  movedBy: string | null;
  /** Derived, as is all below; stored to be asked for. Null while it is not known who proposed what. */
  state: SessionState | null;
  reason: string;
  /** IRI of the session that it would move. */
  moves: string | null;
  /** The time that was agreed to. */
  time: Time | null;
  agreedAt: Date | null;
  start: Date | null;
  /** When it is over, or would be at the latest: what a list is sorted by. */
  last: Date | null;
  /** The same while it is agreed or waits for an answer. */
  until: Date | null;
}

/** Who proposed what where. */
export interface SessionName {
  pair: string;
  iri: string;
}

export function nameOfSession({ pair, iri }: SessionName): string {
  return `${pair} ${iri}`;
}

export function sessionOf(
  { pair, iri }: SessionName,
  members: string[],
  facts: SessionFacts,
  movedBy: string | null,
): SessionView {
  const _id = nameOfSession({ pair, iri });
  const outcome = outcomeOf(facts, movedBy !== null);
  const times = outcome.time ? [outcome.time] : (facts.proposal?.times ?? []);
  const last = times.length === 0 ? null : new Date(Math.max(...times.map((one) => endOf(one).getTime())));
  return {
    _id,
    id: keyOf(_id),
    iri,
    pair,
    members,
    facts,
    movedBy,
    ...outcome,
    moves: facts.proposal?.moves ?? null,
    start: outcome.time?.start ?? null,
    last,
    until: outcome.state === 'agreed' || outcome.state === 'proposed' ? last : null,
  };
}

/** Sessions that are counted for somebody's ledger. */
const COUNTED_MAX = 2_000;
const LONG_AGO = new Date(0);
/** Each of them both have agreed to. */
const MOVERS_MAX = 20;

/** Owns the collection `meetings`. Every query names a pair or a member: nobody else can reach a session. */
export class SessionViews {
  readonly meetings: Collection<SessionView>;

  constructor(db: Database) {
    this.meetings = db.collection<SessionView>('meetings');
  }

  async prepare(): Promise<void> {
    await this.meetings.createIndexes([
      { key: { id: 1 } },
      { key: { pair: 1, last: -1 } },
      { key: { pair: 1, until: 1 } },
      { key: { pair: 1, moves: 1, start: 1 } },
      { key: { members: 1, until: 1 } },
      { key: { members: 1, start: 1 } },
    ]);
  }

  async clear(): Promise<void> {
    await this.meetings.drop();
  }

  /** A member of these pairs has gone elsewhere. */
  async moved(pairs: readonly string[], actor: string, now: string): Promise<void> {
    for (const pair of pairs) await renameIn(this.meetings, { pair }, actor, now);
  }

  byName(name: SessionName): Promise<SessionView | null> {
    return this.meetings.findOne({ _id: nameOfSession(name) });
  }

  byNames(names: readonly SessionName[]): Promise<SessionView[]> {
    return this.meetings.find({ _id: { $in: names.map(nameOfSession) } }).toArray();
  }

  /** By its id in the API, for a member of its pair; null for anyone else. */
  async forMember(id: string, actor: string): Promise<SessionView | null> {
    const session = await this.meetings.findOne({ id });
    return session?.state != null && session.members.includes(actor) ? session : null;
  }

  /** @returns false when it is no longer as it was read */
  async write(known: SessionView | null, session: SessionView): Promise<boolean> {
    const { _id, ...change } = session;
    if (known) {
      const { facts, movedBy } = known;
      return (await this.meetings.updateOne({ _id, facts, movedBy }, { $set: change })).matchedCount === 1;
    }
    try {
      await this.meetings.insertOne(session);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** The session that took the place of another: of several the one that was agreed to first. */
  async moverOf({ pair, iri }: SessionName): Promise<string | null> {
    const agreed = await this.meetings
      .find({ pair, moves: iri, start: { $gt: LONG_AGO } }, { sort: { start: 1 }, limit: MOVERS_MAX })
      .toArray();
    const others = agreed.flatMap((one) =>
      one.iri === iri || one.agreedAt === null ? [] : [{ iri: one.iri, at: one.agreedAt }],
    );
    return others.sort(compareSaid)[0]?.iri ?? null;
  }

  /** Those that end last first. */
  ofPair(pair: string, limit: number): Promise<SessionView[]> {
    return this.meetings.find({ pair, last: { $gt: LONG_AGO } }, { sort: { last: -1 }, limit }).toArray();
  }

  /** How many are ahead or wait for an answer. */
  countAhead(pair: string, now: Date, limit: number): Promise<number> {
    return this.meetings.countDocuments({ pair, until: { $gt: now } }, { limit });
  }

  /** Those of somebody in these pairs that are ahead or wait for an answer, soonest over first. */
  async aheadOf(actor: string, pairs: readonly string[], now: Date, limit: number): Promise<SessionView[]> {
    if (pairs.length === 0) return [];
    const ahead = { members: actor, until: { $gt: now }, pair: { $in: pairs } };
    return this.meetings.find(ahead, { sort: { until: 1 }, limit }).toArray();
  }

  /** Those that somebody has agreed to, whatever became of them, from a moment on: the first of them. */
  agreedSince(actor: string, since: Date, limit: number): Promise<SessionView[]> {
    return this.meetings.find({ members: actor, start: { $gte: since } }, { sort: { start: 1 }, limit }).toArray();
  }

  /** Pair, beginning and minutes of those that somebody held, newest first. */
  async heldBy(
    { actor, pair, since = LONG_AGO }: { actor: string; pair?: string; since?: Date },
    now: Date,
  ): Promise<{ pair: string; start: Date; minutes: number }[]> {
    const found = await this.meetings
      .find(
        { members: actor, start: { $gte: since, $lte: now } },
        { sort: { start: -1 }, limit: COUNTED_MAX, projection: { pair: 1, state: 1, time: 1 } },
      )
      .toArray();
    return found.flatMap((one) => {
      const isHeld = one.state === 'agreed' && one.time !== null && endOf(one.time) <= now;
      return isHeld && one.time !== null && (pair === undefined || one.pair === pair)
        ? [{ pair: one.pair, ...one.time }]
        : [];
    });
  }
}
