import type { Collection, Database } from '../../storage/index.ts';

/** Somebody says that they have gone elsewhere. */
export interface MoveView {
  /** IRI of the actor who says so. */
  _id: string;
  /** Where they say they are. */
  target: string;
  /** IRI of the Move. */
  move: string;
  at: Date;
  /** The one there says so too: from then on they are the same person here. */
  believed: boolean;
  /** Somebody of this instance who has come back since. */
  takenBack?: true;
}

/** Owns the collection `moves`. */
export class MoveViews {
  readonly moves: Collection<MoveView>;

  constructor(db: Database) {
    this.moves = db.collection<MoveView>('moves');
  }

  async prepare(): Promise<void> {
    await this.moves.createIndexes([{ key: { target: 1 } }]);
  }

  async clear(): Promise<void> {
    await this.moves.drop();
  }

  byActor(actor: string): Promise<MoveView | null> {
    return this.moves.findOne({ _id: actor });
  }

  async hasMoved(actor: string): Promise<boolean> {
    return (await this.moves.countDocuments({ _id: actor, believed: true }, { limit: 1 })) > 0;
  }

  /** Those of these actors who say that they have gone to `target`. */
  toTarget(target: string, actors: readonly string[]): Promise<MoveView[]> {
    return this.moves.find({ _id: { $in: actors }, target }).toArray();
  }

  /** Who an actor is now: themselves, or the one as whom they go on. */
  async now(actor: string): Promise<string> {
    let at = actor;
    for (let step = 0; step < STEPS_MAX; step++) {
      const move = await this.moves.findOne({ _id: at, believed: true });
      if (move === null) break;
      at = move.target;
    }
    return at;
  }
}

/** Nobody moves house more often within the life of a pair; and a circle ends here too. */
const STEPS_MAX = 8;
