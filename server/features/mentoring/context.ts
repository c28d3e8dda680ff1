import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { KeyedQueue } from '../../core/keyed-queue.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import type { JoinTokens } from './join-tokens.ts';
import type { PairParts } from './present-pairs.ts';

/** What inviting people of servers that know no pairs needs besides. */
export interface InvitationParts {
  tokens: JoinTokens;
  baseUrl: string;
  instanceName: string;
  languageOf(actor: string): Promise<InterfaceLanguage>;
}

export interface MentoringParts extends PairParts {
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  clock: Clock;
  invitations: InvitationParts;
  /** By the IRI of whoever invites. */
  mayInvite: RateLimit;
  /** How many pairs at once a person of this instance has room for. */
  capacityOf(actor: string): Promise<number>;
  /** One step at a time of the same person, by their IRI, so that each is decided on what the one before it made. */
  turns: KeyedQueue;
}
