import { HOST_STATES, type HostState } from '../../../shared/contracts/federation.ts';
import type { Collection, Database, Filter } from '../../storage/index.ts';
import type { Lane } from './lanes.ts';

/** What a search looks at; whoever finds so many types more. */
const SEARCHED_MAX = 200;

const NOT_PAUSED = { paused: { $exists: false } };
const OF_STATE = {
  resting: { active: true, failures: { $gt: 0 }, ...NOT_PAUSED },
  paused: { paused: true },
  sending: { active: true, failures: 0, ...NOT_PAUSED },
  idle: { active: false, ...NOT_PAUSED },
} as const satisfies Record<HostState, Filter<Lane>>;

export function stateOf({ paused, active, failures }: Pick<Lane, 'paused' | 'active' | 'failures'>): HostState {
  if (paused) return 'paused';
  if (!active) return 'idle';
  return failures > 0 ? 'resting' : 'sending';
}

/** Hosts by how much trouble there is with them, for the people who run the server. Reads `delivery_lanes`. */
export class HostList {
  readonly #lanes: Collection<Lane>;

  constructor(db: Database) {
    this.#lanes = db.collection<Lane>('delivery_lanes');
  }

  async prepare(): Promise<void> {
    await this.#lanes.createIndexes([
      { key: { active: 1, failures: -1, _id: 1 } },
      { key: { paused: 1, failures: -1, _id: 1 }, partialFilterExpression: { paused: true } },
      { key: { parts: 1 } },
    ]);
  }

  /** Hosts that failed when they were last tried. */
  async failing(limit: number): Promise<string[]> {
    const failing = { active: { $in: [true, false] }, failures: { $gt: 0 } };
    return (await this.#lanes.find(failing, { projection: { _id: 1 }, limit }).toArray()).map(({ _id }) => _id);
  }

  /** By state, then by failures in a row, then by name. An unknown cursor begins anew. */
  async page(
    state: HostState | null,
    cursor: string | null,
    limit: number,
  ): Promise<{ lanes: Lane[]; next: string | null }> {
    const lanes: Lane[] = [];
    for (const stretch of stretches(state, cursor)) {
      const left = limit - lanes.length;
      if (left === 0) break;
      const found = this.#lanes.find(stretch, { sort: { failures: -1, _id: 1 }, limit: left });
      lanes.push(...(await found.toArray()));
    }
    const last = lanes.length === limit ? lanes.at(-1) : undefined;
    return { lanes, next: last ? `${stateOf(last)} ${last.failures} ${last._id}` : null };
  }

  /** The first of those of which a part begins with what was typed, in the same order. */
  async search(typed: string, state: HostState | null, limit: number): Promise<Lane[]> {
    const begins = { parts: { $elemMatch: { $gte: typed, $lt: `${typed}\uffff` } } };
    const found = await this.#lanes.find(begins, { limit: SEARCHED_MAX }).toArray();
    const rank = (lane: Lane) => HOST_STATES.indexOf(stateOf(lane));
    return found
      .filter((lane) => state === null || stateOf(lane) === state)
      .sort((a, b) => rank(a) - rank(b) || b.failures - a.failures || (a._id < b._id ? -1 : 1))
      .slice(0, limit);
  }
}

/** What remains of the list after a cursor, as queries to be answered one after the other. */
function stretches(state: HostState | null, cursor: string | null): Filter<Lane>[] {
  const wanted = HOST_STATES.filter((one) => state === null || one === state);
  const [, from, failures = '', host = ''] = /^([a-z]+) (\d+) (.+)$/.exec(cursor ?? '') ?? [];
  const current = wanted.find((one) => one === from);
  if (current === undefined) return wanted.map((one) => OF_STATE[one]);
  const fewer = { $lt: Number(failures), ...(current === 'resting' ? { $gt: 0 } : {}) };
  return [
    { ...OF_STATE[current], failures: Number(failures), _id: { $gt: host } },
    { ...OF_STATE[current], failures: fewer },
    ...wanted.slice(wanted.indexOf(current) + 1).map((one) => OF_STATE[one]),
  ];
}
