import { type ActivityOf, PUBLIC } from '../../activities/activity.ts';
import { isOnlyFor } from '../../activities/visibility.ts';
import { renamed } from '../../core/renamed.ts';
import type { Collection, Database, Filter } from '../../storage/index.ts';
import { AmendmentViews } from './amendments.views.ts';
import { FeedbackViews } from './feedback.views.ts';
import { completed, memberOf, type PairView } from './mentoring.model.ts';

/** A note in the thread of a pair that one of the two is in without knowing of pairs. */
interface PlainNote {
  /** IRI of the Note. */
  _id: string;
  pair: string;
}

const COMPLETED_AT_ONCE = 200;
const BEGUN_STATES = ['invited', 'active', 'ended'] as const;
const OPEN_STATES = ['offered', 'invited', 'active'] as const;

/** Owns the collections `pairs` and `plain_notes`. Every query names a member: nobody else can reach a pair. */
export class MentoringViews {
  readonly pairs: Collection<PairView>;
  readonly feedback: FeedbackViews;
  readonly #notes: Collection<PlainNote>;
  /** Of agreements. */
  readonly changes: AmendmentViews;

  constructor(db: Database) {
    this.changes = new AmendmentViews(db);
    this.pairs = db.collection<PairView>('pairs');
    this.feedback = new FeedbackViews(db);
    this.#notes = db.collection<PlainNote>('plain_notes');
  }

  async prepare(): Promise<void> {
    await this.feedback.prepare();
    await this.changes.prepare();
    await this.pairs.createIndexes([
      { key: { id: 1 } },
      { key: { thread: 1 } },
      { key: { offerer: 1, position: -1 } },
      { key: { partner: 1, position: -1 } },
      { key: { offerer: 1, state: 1 } },
      { key: { partner: 1, state: 1 } },
      { key: { offerer: 1, partner: 1, position: -1 } },
    ]);
    await this.#completeOlder();
  }

  /** Pairs that an earlier version wrote hold what they hold from now on: a rebuild makes the same of them. */
  async #completeOlder(): Promise<void> {
    const older = { offered: { $exists: false } };
    for (let page = await this.#some(older); page.length > 0; page = await this.#some(older)) {
      for (const pair of page) await this.pairs.updateOne({ _id: pair._id, ...older }, { $set: completed(pair) });
    }
  }

  #some(filter: Filter<PairView>): Promise<PairView[]> {
    return this.pairs.find(filter, { limit: COMPLETED_AT_ONCE }).toArray();
  }

  async clear(): Promise<void> {
    await Promise.all([this.pairs.drop(), this.feedback.clear(), this.#notes.drop(), this.changes.clear()]);
  }

  /** All offers and pairs of somebody, however old. */
  async everyOf(actor: string): Promise<PairView[]> {
    const found = await Promise.all(
      [{ offerer: actor }, { partner: actor }].map((mine) => this.pairs.find(mine).toArray()),
    );
    return found.flat();
  }

  /** A member has gone elsewhere: their pairs are those of the one they are there, with all that was agreed and given. */
  async moved(pairs: readonly PairView[], actor: string, now: string, plain: boolean): Promise<void> {
    for (const pair of pairs) {
      const other = pair.offerer === actor ? pair.partner : pair.offerer;
      if (other === now) continue;
      const { offerer, partner, agreement, offered } = renamed(pair, actor, now);
      await this.changes.moved(pair, actor, now);
      await this.feedback.moved(actor, other, now);
      const members = { offerer, partner, agreement, offered };
      // An invitation stays one, wherever the invited are.
      const told = plain || pair.facts.invited !== null;
      await this.pairs.updateOne(
        { _id: pair._id },
        told ? { $set: { ...members, plain: true as const } } : { $set: members, $unset: { plain: '' } },
      );
    }
  }

  byOffer(offerIri: string): Promise<PairView | null> {
    return this.pairs.findOne({ _id: offerIri });
  }

  byOffers(offerIris: readonly string[]): Promise<PairView[]> {
    return this.pairs.find({ _id: { $in: offerIris } }).toArray();
  }

  /**
   * The pair in whose thread a Note stands: it carries the thread's IRI as its `context`, is by one member, and is for
   * the other alone, by its own word and by that of the activity around it; null for any other.
   */
  async pairOfMessage({ object: note, audience }: ActivityOf<'Create'>): Promise<PairView | null> {
    if (note.kind !== 'note' || (note.context === null && note.inReplyTo === null)) return null;
    // A vote is to one person too, and no message.
    if (note.vote !== null) return null;
    const receiver = note.audience.to[0] ?? note.audience.cc[0];
    if (receiver === undefined || receiver === PUBLIC) return null;
    if (!isOnlyFor(note.audience, receiver) || !isOnlyFor(audience, receiver)) return null;
    const named = note.context === null ? null : await this.#named(note.context, note.author, receiver);
    return named ?? (note.inReplyTo === null ? null : this.#answered(note.inReplyTo, note.author, receiver));
  }

  #named(thread: string, author: string, receiver: string): Promise<PairView | null> {
    if (author !== receiver) return this.inThread(thread, author, receiver);
    // What an inviter is told about their invitation is a note to themselves.
    return this.pairs.findOne({ thread, offerer: author, plain: true });
  }

  /**
   * Servers that know no pairs give a note a context of their own: there, what it answers tells whose thread it is in. A note
   * of the author's own that we do not have may be on its way still, and then it is the newest thread of the two.
   */
  async #answered(note: string, author: string, receiver: string): Promise<PairView | null> {
    const answered = await this.#notes.findOne({ _id: note });
    const pair = answered && (await this.byOffer(answered.pair));
    if (answered) return pair && memberOf(pair, author) && memberOf(pair, receiver) ? pair : null;
    if (URL.parse(note)?.host !== URL.parse(author)?.host) return null;
    const ways = [
      { offerer: receiver, partner: author },
      { offerer: author, partner: receiver },
    ];
    const found = ways.map((way) => this.pairs.findOne({ ...way, plain: true }, { sort: { position: -1 } }));
    const [invited, inviting] = await Promise.all(found);
    return invited ?? inviting ?? null;
  }

  /** A note is in the thread of a pair whose notes are told by what they answer. */
  async remember(note: string, pair: string): Promise<void> {
    await this.#notes.updateOne({ _id: note }, { $setOnInsert: { pair } }, { upsert: true });
  }

  /** A pair that began with an invitation, by its id in the API: for the link in the invitation alone. */
  async invited(id: string): Promise<PairView | null> {
    const pair = await this.pairs.findOne({ id });
    return pair?.facts.invited ? pair : null;
  }

  /**
   * The pair that an entry belongs to: it names the pair's thread, is by one member and for the other alone; null for any
   * other.
   */
  async pairOfEntry({ actor, target, audience }: ActivityOf<'Add'>): Promise<PairView | null> {
    const receiver = audience.to[0] ?? audience.cc[0];
    if (receiver === undefined || !isOnlyFor(audience, receiver)) return null;
    return this.inThread(target, actor, receiver);
  }

  /** The pair of these two with this thread. Another offer may name the same thread, so both members are asked for. */
  async inThread(thread: string, one: string, other: string): Promise<PairView | null> {
    const [offered, received] = await Promise.all(
      [
        { offerer: one, partner: other },
        { offerer: other, partner: one },
      ].map((members) => this.pairs.findOne({ thread, ...members }, { sort: { _id: 1 } })),
    );
    return offered ?? received ?? null;
  }

  /** Every offer between two people that names a thread; an honest one is named by a single offer. */
  async inThreadOfBoth(thread: string, one: string, other: string, limit: number): Promise<PairView[]> {
    const found = await Promise.all(
      [
        { offerer: one, partner: other },
        { offerer: other, partner: one },
      ].map((members) => this.pairs.find({ thread, ...members }, { sort: { _id: 1 }, limit }).toArray()),
    );
    return found.flat();
  }

  /** Offers of other terms in answer to one. */
  counterOffersTo({ _id, offerer, partner }: PairView, limit: number): Promise<PairView[]> {
    return this.pairs
      .find({ offerer: partner, partner: offerer, counters: _id }, { sort: { position: 1 }, limit })
      .toArray();
  }

  /** The pairs that somebody has now, at most `limit` each way. */
  async activeOf(member: string, limit: number): Promise<PairView[]> {
    const found = await Promise.all(
      [{ offerer: member }, { partner: member }].map((mine) =>
        this.pairs.find({ ...mine, state: 'active' }, { limit }).toArray(),
      ),
    );
    return found.flat();
  }

  /** Offers and pairs between two people, newest first. */
  async betweenPeople(one: string, other: string, limit: number): Promise<PairView[]> {
    const [made, received] = await Promise.all(
      [
        { offerer: one, partner: other },
        { offerer: other, partner: one },
      ].map((members) => this.pairs.find(members, { sort: { position: -1 }, limit }).toArray()),
    );
    return [...(made ?? []), ...(received ?? [])].sort((a, b) => (a.position < b.position ? 1 : -1)).slice(0, limit);
  }

  /** Every pair there is, a page at a time: for what an admin does once, never for a screen. */
  async *everyPair(pageSize: number): AsyncIterable<PairView> {
    for (let last = ''; ; ) {
      const page = await this.pairs.find({ _id: { $gt: last } }, { sort: { _id: 1 }, limit: pageSize }).toArray();
      yield* page;
      const end = page.at(-1);
      if (!end || page.length < pageSize) return;
      last = end._id;
    }
  }

  /** A pair by its id in the API, for one of its members; null for anyone else. */
  async forMember(id: string, actor: string): Promise<PairView | null> {
    const pair = await this.pairs.findOne({ id });
    return pair && (pair.offerer === actor || pair.partner === actor) ? pair : null;
  }

  /**
   * Newest offers first: as many that have begun as offers that have not, so that whoever offers and offers hides no pair.
   * @param limit of each, each way
   */
  async ofMember(actor: string, limit: number): Promise<PairView[]> {
    const newest = { sort: { position: -1 }, limit } as const;
    const found = await Promise.all(
      [{ offerer: actor }, { partner: actor }].flatMap((mine) => [
        this.pairs.find({ ...mine, state: { $in: BEGUN_STATES } }, newest).toArray(),
        this.pairs.find(mine, newest).toArray(),
      ]),
    );
    const pairs = new Map(found.flat().map((pair) => [pair._id, pair]));
    return [...pairs.values()].sort((a, b) => (a.position < b.position ? 1 : -1));
  }

  /** With whom this one has a pair or an open offer now, at most `limit` each way. */
  async openWith(actor: string, limit: number): Promise<Set<string>> {
    const state = { $in: OPEN_STATES };
    const [made, received] = await Promise.all([
      this.pairs.find({ offerer: actor, state }, { limit, projection: { partner: 1 } }).toArray(),
      this.pairs.find({ partner: actor, state }, { limit, projection: { offerer: 1 } }).toArray(),
    ]);
    return new Set([...made.map(({ partner }) => partner), ...received.map(({ offerer }) => offerer)]);
  }

  /** How many pairs each of these has now; who has none is not in it. */
  async activeCounts(members: readonly string[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    if (members.length === 0) return counts;
    const rows = await Promise.all(
      (['offerer', 'partner'] as const).map((side) =>
        this.pairs
          .aggregate<{ _id: string; count: number }>([
            { $match: { [side]: { $in: members }, state: 'active' } },
            { $group: { _id: `$${side}`, count: { $sum: 1 } } },
          ])
          .toArray(),
      ),
    );
    for (const { _id, count } of rows.flat()) counts.set(_id, (counts.get(_id) ?? 0) + count);
    return counts;
  }
}
