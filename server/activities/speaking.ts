import type { AppError } from '../core/errors.ts';
import type { Activity } from './activity.ts';

/** Who may still say something, and to whom: asked for whatever is published here, by which way it comes. */
export interface SpeakingRules {
  /** A sentence for whoever says it; null when nothing is in the way. */
  refusal(activity: Activity): Promise<AppError | null>;
}

export const NO_RULES: SpeakingRules = { refusal: async () => null };
