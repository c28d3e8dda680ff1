import { type Collection, type Database, renameIn } from '../../storage/index.ts';
import type { AmendmentView } from './amendments.model.ts';
import type { PairView } from './mentoring.model.ts';

type Members = Pick<PairView, 'thread' | 'offerer' | 'partner'>;

/** Owns the collection `amendments`. Every query names both members: nobody else's proposal is about their pair. */
export class AmendmentViews {
  readonly amendments: Collection<AmendmentView>;

  constructor(db: Database) {
    this.amendments = db.collection<AmendmentView>('amendments');
  }

  async prepare(): Promise<void> {
    await this.amendments.createIndexes([
      { key: { id: 1 } },
      { key: { thread: 1, proposer: 1, other: 1, at: -1 } },
      { key: { thread: 1, proposer: 1, other: 1, state: 1, at: -1 } },
      { key: { thread: 1, proposer: 1, other: 1, state: 1, answeredAt: -1 } },
    ]);
  }

  async clear(): Promise<void> {
    await this.amendments.drop();
  }

  /** A member of a pair has gone elsewhere. */
  async moved(pair: Members, actor: string, now: string): Promise<void> {
    for (const way of waysOf(pair)) await renameIn(this.amendments, way, actor, now);
  }

  byOffer(offerIri: string): Promise<AmendmentView | null> {
    return this.amendments.findOne({ _id: offerIri });
  }

  /** By its id in the API, for one of the two; null for anyone else. */
  async forMember(id: string, actor: string): Promise<AmendmentView | null> {
    const found = await this.amendments.findOne({ id });
    return found && (found.proposer === actor || found.other === actor) ? found : null;
  }

  /** Changes of a pair that were accepted, as far as they can be the one in force. */
  async accepted(pair: Members): Promise<AmendmentView[]> {
    const found = await Promise.all(
      waysOf(pair).map((way) =>
        this.amendments
          .find({ ...way, state: 'accepted' }, { sort: { answeredAt: -1 }, limit: MAX_ACCEPTED })
          .toArray(),
      ),
    );
    return found.flat();
  }

  /** The newest change of a pair that waits for an answer. */
  async waiting(pair: Members): Promise<AmendmentView | null> {
    const found = await Promise.all(
      waysOf(pair).map((way) => this.amendments.findOne({ ...way, state: 'proposed' }, { sort: { at: -1 } })),
    );
    return found.filter((amendment) => amendment !== null).sort(byNewest)[0] ?? null;
  }

  /** What was proposed within a pair, newest first. */
  async ofPair(pair: Members, limit: number): Promise<AmendmentView[]> {
    const found = await Promise.all(
      waysOf(pair).map((way) => this.amendments.find(way, { sort: { at: -1 }, limit }).toArray()),
    );
    return found.flat().sort(byNewest).slice(0, limit);
  }
}

/** The last one counts; this many would have to be accepted in the same millisecond to matter. */
const MAX_ACCEPTED = 20;

/** Either of the two may have proposed. */
function waysOf({ thread, offerer, partner }: Members) {
  return [
    { thread, proposer: offerer, other: partner },
    { thread, proposer: partner, other: offerer },
  ];
}

function byNewest(a: AmendmentView, b: AmendmentView): number {
  return b.at.getTime() - a.at.getTime() || (a._id < b._id ? 1 : -1);
}
