import type { ImportOutcome, OnboardingStep } from '../../../shared/contracts/onboarding.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** How far somebody is with their first steps. */
export interface OnboardingDocument {
  /** IRI of the account's actor. */
  _id: string;
  step: OnboardingStep;
}

/** "Do not suggest this person to me again." */
export interface DismissalDocument {
  _id: string;
  actor: string;
  person: string;
}

/** A list of people to follow that is worked off in the background. */
export interface FollowImportDocument {
  /** From `newId`: sorts by time of making. */
  _id: string;
  actor: string;
  state: 'running' | 'cancelled' | 'finished';
  /** Until then the process that works on it has it to itself; null when none does. */
  leasedUntil: Date | null;
}

export interface ImportLineDocument {
  /** `${import} ${number}`, the number with leading zeros: sorts as the list does. */
  _id: string;
  import: string;
  /** As it was given, without a leading `@`. */
  handle: string;
  outcome: ImportOutcome;
  reason: string;
}

/** Owns the collections `onboarding`, `dismissed_suggestions`, `follow_imports` and `follow_import_lines`. */
export class OnboardingViews {
  readonly steps: Collection<OnboardingDocument>;
  readonly dismissals: Collection<DismissalDocument>;
  readonly imports: Collection<FollowImportDocument>;
  readonly lines: Collection<ImportLineDocument>;

  constructor(db: Database) {
    this.steps = db.collection('onboarding');
    this.dismissals = db.collection('dismissed_suggestions');
    this.imports = db.collection('follow_imports');
    this.lines = db.collection('follow_import_lines');
  }

  async prepare(): Promise<void> {
    await Promise.all([
      this.dismissals.createIndexes([{ key: { actor: 1 } }]),
      this.imports.createIndexes([
        { key: { actor: 1, _id: -1 } },
        // One at a time for each.
        { key: { actor: 1 }, name: 'running', unique: true, partialFilterExpression: { state: 'running' } },
        { key: { state: 1, leasedUntil: 1 } },
      ]),
      this.lines.createIndexes([{ key: { import: 1, outcome: 1, _id: 1 } }]),
    ]);
  }

  /** What there is of an account that is deleted. */
  async forget(actor: string): Promise<void> {
    await this.steps.deleteOne({ _id: actor });
    await this.dismissals.deleteMany({ actor });
    for (const { _id } of await this.imports.find({ actor }, { projection: { _id: 1 } }).toArray()) {
      await this.lines.deleteMany({ import: _id });
      await this.imports.deleteOne({ _id });
    }
  }
}
