import type { ProtocolFields } from '../../../shared/contracts/protocols.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** A protocol that organizers added. Plain data of this instance; whoever presents by it sends a copy. */
export interface ProtocolDocument extends ProtocolFields {
  _id: string;
}

/** With the three that ship, no more than a list can show. */
export const PROTOCOLS_MAX = 97;

/** Owns the collection `protocols`, which a rebuild leaves alone. */
export class ProtocolViews {
  readonly protocols: Collection<ProtocolDocument>;

  constructor(db: Database) {
    this.protocols = db.collection<ProtocolDocument>('protocols');
  }

  async prepare(): Promise<void> {
    await this.protocols.createIndexes([{ key: { name: 1 } }]);
  }

  /** By name. */
  all(): Promise<ProtocolDocument[]> {
    return this.protocols.find({}, { sort: { name: 1 }, limit: PROTOCOLS_MAX }).toArray();
  }

  byId(id: string): Promise<ProtocolDocument | null> {
    return this.protocols.findOne({ _id: id });
  }
}
