import type { NotificationSettings } from '../../../shared/contracts/notifications.ts';
import { keyOf } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';

export interface EmailAddress {
  address: string;
  /** Its link was followed. */
  confirmed: boolean;
  /** When it was given; part of its link, which stops working when another address is given. */
  givenAt: Date;
}

/** How one person is notified. Absent until they change something. */
export interface SettingsView extends NotificationSettings {
  /** Short key of the owner; stands in the links of mails. */
  _id: string;
  /** IRI of the local actor. */
  owner: string;
  email: EmailAddress | null;
  /** What happened until then was in a digest, or before the digest was chosen. */
  digestedUntil: Date | null;
  /** Present while a digest is to go out. */
  nextDigestAt?: Date;
}

const DEFAULTS: NotificationSettings = { muted: [], quietHours: null, digest: 'off' };

/** Owns the collection `notification_settings`. */
export class SettingsViews {
  readonly documents: Collection<SettingsView>;

  constructor(db: Database) {
    this.documents = db.collection<SettingsView>('notification_settings');
  }

  async prepare(): Promise<void> {
    await this.documents.createIndexes([{ key: { nextDigestAt: 1 } }]);
  }

  async of(owner: string): Promise<SettingsView> {
    const found = await this.documents.findOne({ _id: keyOf(owner) });
    return found ?? { _id: keyOf(owner), owner, ...DEFAULTS, email: null, digestedUntil: null };
  }

  byKey(key: string): Promise<SettingsView | null> {
    return this.documents.findOne({ _id: key });
  }

  async save(settings: SettingsView): Promise<void> {
    const { _id, ...fields } = settings;
    await this.documents.replaceOne({ _id }, fields, { upsert: true });
  }

  /** Those of an account that is deleted, its e-mail address too. */
  async forget(owner: string): Promise<void> {
    await this.documents.deleteOne({ _id: keyOf(owner) });
  }

  /** Whose digest is due, longest first. */
  due(now: Date, limit: number): Promise<SettingsView[]> {
    return this.documents.find({ nextDigestAt: { $lte: now } }, { sort: { nextDigestAt: 1 }, limit }).toArray();
  }

  /** Moves a digest on, unless somebody else did or its owner changed it meanwhile. */
  async postpone(
    settings: Pick<Required<SettingsView>, '_id' | 'nextDigestAt'>,
    change: { nextDigestAt: Date; digestedUntil?: Date },
  ): Promise<void> {
    await this.documents.updateOne({ _id: settings._id, nextDigestAt: settings.nextDigestAt }, { $set: change });
  }
}
