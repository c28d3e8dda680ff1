import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '../../../shared/contracts/errors.ts';
import type { Json } from '../../activities/activity.ts';
import type { DomainPolicy, Intake } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import { answerError } from '../answers.ts';
import { hostOf } from '../convert/read.ts';
import { LIMITS } from '../limits.ts';
import type { FederationNaming } from '../naming.ts';
import { type ReceivedRequest, receivedRequest } from '../transport/received.ts';
import type { RemoteKeys } from '../transport/remote-keys.ts';
import { type SignatureClaim, SignatureRefusal } from '../transport/signature-claim.ts';
import { isValid, readSignature } from '../transport/signatures.ts';
import { admit } from './admit.ts';
import { readBody } from './read-body.ts';

/** `PATHS.inbox`. */
const PERSONAL = /^\/users\/[^/?#]+\/inbox$/;
const MEDIA_TYPES = new Set(['application/activity+json', 'application/ld+json', 'application/json']);

/** What a sender is told; none of it depends on what is stored here. */
const SAYS: Record<'media-type' | 'too-large' | 'too-slow' | 'json' | 'signature' | 'blocked' | 'activity', string> = {
  'media-type': 'Send an activity as application/activity+json.',
  'too-large': `The activity is too large. Send at most ${LIMITS.inboxBodyBytes / 1024} KiB.`,
  'too-slow': 'The request took too long. Send it again.',
  json: 'The body is not JSON.',
  signature: "The signature does not hold. Sign the target, host, date and digest with the actor's key.",
  blocked: 'This instance does not take anything from yours.',
  activity: 'This is not an activity that its signer may send.',
};

class Refused extends Error {
  readonly reason: string;
  readonly code: ErrorCode;
  readonly status: number | undefined;
  constructor(reason: string, code: ErrorCode, says: keyof typeof SAYS, status?: number) {
    super(SAYS[says]);
    this.reason = reason;
    this.code = code;
    this.status = status;
  }
}

export interface InboxParts {
  naming: FederationNaming;
  keys: RemoteKeys;
  policy: DomainPolicy;
  intake: Intake;
  /** Told whose signature held. Costs nothing for whom nothing waits. */
  heardFrom(actor: string): void;
  clock: Clock;
  logger: Logger;
}

export interface Inbox {
  /** Whether a request is for an inbox, the shared one or a person's. */
  isFor(req: IncomingMessage): boolean;
  receive(req: IncomingMessage & { originalUrl?: string }, res: ServerResponse): Promise<void>;
  /** Refusals since the start, by reason. */
  readonly refusals: ReadonlyMap<string, number>;
}

/**
 * `POST` to the shared inbox or to a person's. Raw body, signature, policy, bounds, names: in this order, cheapest and
 * least trusting first. 202 is said when the activity is durable, never before; what it does is decided later.
 */
export function createInbox(parts: InboxParts): Inbox {
  const { naming, keys, policy, intake, clock, logger } = parts;
  const refusals = new Map<string, number>();
  const own = { origin: naming.origin, domain: naming.domain };

  async function body(req: IncomingMessage): Promise<Buffer> {
    const type = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!MEDIA_TYPES.has(type)) throw new Refused('media-type', 'invalid_input', 'media-type', 415);
    const result = await readBody(req, LIMITS.inboxBodyBytes, LIMITS.inboxBodyMs);
    if (result.ok) return result.body;
    if (result.reason === 'too-large') throw new Refused('too-large', 'too_large', 'too-large');
    throw new Refused(result.reason, 'invalid_input', 'too-slow', 408);
  }

  function claimOf(request: ReceivedRequest): SignatureClaim {
    try {
      return readSignature(request, own, clock.now());
    } catch (error) {
      if (error instanceof SignatureRefusal) throw new Refused(error.reason, 'unauthenticated', 'signature');
      throw error;
    }
  }

  /** @returns the actor whose key the request was signed with */
  async function signer(claim: SignatureClaim): Promise<string> {
    const host = hostOf(claim.keyId);
    if (host === null || policy.isBlocked(host)) throw new Refused('blocked', 'forbidden', 'blocked');
    // Nobody signs for us from outside, and asking ourselves for a key would be a loop.
    if (naming.isLocal(claim.keyId)) throw new Refused('local-key', 'unauthenticated', 'signature');
    const known = await keys.get(claim.keyId);
    if (known !== null && isValid(claim, known.key)) return known.owner;
    const renewed = known === null ? null : await keys.renew(claim.keyId);
    if (renewed !== null && isValid(claim, renewed.key)) return renewed.owner;
    const reason = known === null ? 'key-unavailable' : 'signature-invalid';
    throw new Refused(reason, 'unauthenticated', 'signature');
  }

  function parse(bytes: Buffer): Json {
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch {
      throw new Refused('json', 'invalid_input', 'json');
    }
  }

  async function take(req: IncomingMessage): Promise<void> {
    const bytes = await body(req);
    const actor = await signer(claimOf(receivedRequest(req, bytes)));
    parts.heardFrom(actor);
    const admission = admit(parse(bytes), { actor, isLocal: naming.isLocal, now: clock.now() });
    if (!admission.ok) {
      const malformed = admission.reason === 'beyond-limits' || admission.reason === 'not-an-activity';
      throw new Refused(admission.reason, malformed ? 'invalid_input' : 'forbidden', 'activity');
    }
    await intake.accept(admission.activity, 'remote');
  }

  const { pathname: shared } = new URL(naming.sharedInbox);
  return {
    refusals,
    isFor: ({ method, url = '' }) => method === 'POST' && (url === shared || PERSONAL.test(url)),
    async receive(req, res) {
      try {
        await take(req);
        res.writeHead(202, { 'content-length': 0 });
        res.end();
      } catch (error) {
        if (error instanceof Refused) {
          refusals.set(error.reason, (refusals.get(error.reason) ?? 0) + 1);
          logger.debug({ reason: error.reason }, 'inbox refused an activity');
          // An unread rest of the body must not be taken for the next request.
          if (!req.readableEnded) res.setHeader('connection', 'close');
          answerError(res, error.code, error.message, error.status);
          return;
        }
        logger.error({ err: error }, 'the inbox failed');
        answerError(res, 'unavailable', 'This instance cannot take the activity now. Send it again later.');
      }
    },
  };
}
