import { sha256 } from '../../../core/ids.ts';
import type { Collection, Database } from '../../../storage/index.ts';

const PER_OWNER_MAX = 5;

/** A browser that its person wants to be told in. */
export interface SubscriptionView {
  /** Made of the endpoint: a browser has one, whoever is signed in there. */
  _id: string;
  owner: string;
  /** Stored id of the session it was made in. Over when that is over. */
  session: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
  createdAt: Date;
}

/** Owns the collection `push_subscriptions`. */
export class PushSubscriptions {
  readonly #documents: Collection<SubscriptionView>;

  constructor(db: Database) {
    this.#documents = db.collection<SubscriptionView>('push_subscriptions');
  }

  async prepare(): Promise<void> {
    await this.#documents.createIndexes([{ key: { owner: 1, createdAt: -1 } }]);
  }

  /** Adds it, in place of the oldest when there are too many. */
  async add(subscription: Omit<SubscriptionView, '_id'>): Promise<void> {
    const _id = sha256(subscription.endpoint);
    await this.#documents.replaceOne({ _id }, subscription, { upsert: true });
    const surplus = await this.#documents
      .find({ owner: subscription.owner }, { sort: { createdAt: -1 }, skip: PER_OWNER_MAX, limit: PER_OWNER_MAX })
      .toArray();
    for (const { _id: oldest } of surplus) await this.remove(oldest);
  }

  of(owner: string): Promise<SubscriptionView[]> {
    return this.#documents.find({ owner }, { sort: { createdAt: -1 }, limit: PER_OWNER_MAX }).toArray();
  }

  async remove(id: string): Promise<void> {
    await this.#documents.deleteOne({ _id: id });
  }

  /** Those of an account that is deleted. */
  async forget(owner: string): Promise<void> {
    await this.#documents.deleteMany({ owner });
  }

  /** Not having it to begin with is not an error. */
  async removeEndpoint(owner: string, endpoint: string): Promise<void> {
    await this.#documents.deleteOne({ _id: sha256(endpoint), owner });
  }
}
