import type { Scope } from '../../../shared/vocabulary.ts';
import { sha256 } from '../../core/ids.ts';
import type { Collection, Database, IndexSpec } from '../../storage/index.ts';

/** An app that registered itself (RFC 7591). All are public clients: what is on people's devices keeps no secret. */
export interface AppDocument {
  /** `client_id`. */
  _id: string;
  name: string;
  website: string | null;
  redirectUris: string[];
  createdAt: Date;
  /** Nobody has let it do anything yet. */
  unused?: true;
  expiresAt: Date;
}

/**
 * What somebody let an app do, on one device: from the code over each refresh to its end. Of everything handed out only
 * hashes are here (256 random bits each, so that a slow hash would add nothing); there is one of each kind at a time.
 */
export interface GrantDocument {
  _id: string;
  /** Id of the account. */
  account: string;
  /** `client_id`. */
  app: string;
  scopes: Scope[];
  /** Null once it was exchanged. */
  code: string | null;
  codeExpiresAt: Date;
  challenge: string;
  redirectUri: string;
  /** Null before the exchange, and for the moment in which one is replaced by the next. */
  refresh: string | null;
  access: { hash: string; scopes: Scope[]; expiresAt: Date } | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
}

const APP_INDEXES: IndexSpec[] = [
  { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { key: { unused: 1, _id: 1 }, partialFilterExpression: { unused: true } },
];
const GRANT_INDEXES: IndexSpec[] = [
  { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { key: { account: 1, _id: -1 } },
  { key: { account: 1, app: 1 } },
];

/** Owns the collections `oauth_apps` and `oauth_grants`. */
export class OAuthViews {
  readonly apps: Collection<AppDocument>;
  readonly grants: Collection<GrantDocument>;

  constructor(db: Database) {
    this.apps = db.collection('oauth_apps');
    this.grants = db.collection('oauth_grants');
  }

  async prepare(): Promise<void> {
    await this.apps.createIndexes(APP_INDEXES);
    await this.grants.createIndexes(GRANT_INDEXES);
  }

  app(id: string): Promise<AppDocument | null> {
    return this.apps.findOne({ _id: id });
  }

  /** The grant whose present code, or refresh or access token, this is: looked up by hash, so no time tells how near a guess is. */
  holding(grant: string, kind: 'code' | 'refresh' | 'access.hash', handedOut: string): Promise<GrantDocument | null> {
    return this.grants.findOne({ _id: grant, [kind]: sha256(handedOut) });
  }

  async end(grant: string): Promise<void> {
    await this.grants.deleteOne({ _id: grant });
  }
}
