import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../storage/index.ts';

/** The two ways to sign a request, each of which some servers do not read. */
export type SignatureKind = 'draft-cavage' | 'rfc9421';

/** How a host wants requests to be signed. */
export interface SignaturePreference {
  /** `host[:port]`. Answers from memory; draft-cavage for hosts of which nothing is known. */
  of(host: string): SignatureKind;
  /** A host took a request that was signed this way, and not the other. */
  learnt(host: string, kind: SignatureKind): Promise<void>;
}

interface PreferenceRow {
  _id: string;
  /** The other kind is what everybody is asked with first: it needs no row. */
  kind: 'rfc9421';
  learntAt: Date;
}

/** Hosts beyond these are knocked at twice. */
const REMEMBERED_MAX = 50_000;

/** Keeps what was learnt. Owns `signature_preferences`. */
export interface KeptPreference extends SignaturePreference {
  /** Reads what was learnt before; until then everybody is asked with draft-cavage. */
  start(): Promise<void>;
}

export function createSignaturePreference(db: Database, clock: Clock): KeptPreference {
  const rows = db.collection<PreferenceRow>('signature_preferences');
  const others = new Set<string>();
  return {
    of: (host) => (others.has(host) ? 'rfc9421' : 'draft-cavage'),
    async learnt(host, kind) {
      if (kind === 'draft-cavage') {
        if (others.delete(host)) await rows.deleteOne({ _id: host });
      } else if (!others.has(host) && others.size < REMEMBERED_MAX) {
        others.add(host);
        await rows.updateOne({ _id: host }, { $set: { kind, learntAt: clock.now() } }, { upsert: true });
      }
    },
    async start() {
      const known = await rows.find({}, { projection: { _id: 1 }, limit: REMEMBERED_MAX }).toArray();
      for (const { _id } of known) others.add(_id);
    },
  };
}
