import { sha256 } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** That somebody wants to have nothing to do with somebody else. */
export interface BlockView {
  /** `blockId(blocker, blocked)`. */
  _id: string;
  blocker: string;
  blocked: string;
  /** IRI of the newest Block: what an Undo must name. */
  activity: string;
  at: Date;
  /** Taken back. It stays, so that an older Block that arrives late changes nothing. */
  undone: boolean;
}

/** What one person hides from themselves; nobody blocks more people by hand. */
const BLOCKED_MAX = 1_000;

/** Owns the collection `blocks`. */
export class BlockViews {
  readonly documents: Collection<BlockView>;

  constructor(db: Database) {
    this.documents = db.collection<BlockView>('blocks');
  }

  async prepare(): Promise<void> {
    await this.documents.createIndexes([{ key: { blocker: 1, undone: 1, _id: 1 } }, { key: { activity: 1 } }]);
  }

  of(blocker: string, blocked: string): Promise<BlockView | null> {
    return this.documents.findOne({ _id: blockId(blocker, blocked) });
  }

  async isBlocking(blocker: string, blocked: string): Promise<boolean> {
    return (await this.of(blocker, blocked))?.undone === false;
  }

  /** Whom somebody blocks now. */
  async blockedBy(blocker: string): Promise<Set<string>> {
    const found = await this.documents
      .find({ blocker, undone: false }, { projection: { blocked: 1 }, limit: BLOCKED_MAX })
      .toArray();
    return new Set(found.map(({ blocked }) => blocked));
  }

  /** Blocks between one person and any of these, either way. */
  async between(actor: string, others: readonly string[]): Promise<BlockView[]> {
    const ids = others.flatMap((other) => [blockId(actor, other), blockId(other, actor)]);
    if (ids.length === 0) return [];
    const found = await this.documents.find({ _id: { $in: ids } }).toArray();
    return found.filter(({ undone }) => !undone);
  }

  /** Whom somebody blocks, by page. */
  async page(blocker: string, cursor: string | null, limit: number): Promise<{ items: string[]; next: string | null }> {
    const after = cursor === null ? {} : { _id: { $gt: cursor } };
    const rows = await this.documents.find({ blocker, undone: false, ...after }, { sort: { _id: 1 }, limit }).toArray();
    return {
      items: rows.map(({ blocked }) => blocked),
      next: rows.length === limit ? (rows.at(-1)?._id ?? null) : null,
    };
  }
}

export function blockId(blocker: string, blocked: string): string {
  return sha256(`${blocker} blocks ${blocked}`).slice(0, 22);
}
