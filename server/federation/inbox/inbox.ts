import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '../../../shared/contracts/errors.ts';
import type { Json } from '../../activities/activity.ts';
import type { ActorDirectory, DomainPolicy, Intake } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import { answerError } from '../answers.ts';
import { hostOf, isObject } from '../convert/read.ts';
import type { Forwarding } from '../forwarding/forwarding.ts';
import { LIMITS } from '../limits.ts';
import type { FederationNaming } from '../naming.ts';
import type { VerifyProof } from '../proofs/verify.ts';
import { type ReceivedRequest, receivedRequest } from '../transport/received.ts';
import { KeyNotNow, type RemoteKeys } from '../transport/remote-keys.ts';
import { type SignatureClaim, SignatureRefusal } from '../transport/signature-claim.ts';
import { isValid, readSignature } from '../transport/signatures.ts';
import { type Admission, admit } from './admit.ts';
import { Crowd } from './crowd.ts';
import type { Farewells } from './farewells.ts';
import { passedOnBy } from './passed-on.ts';
import { readBody } from './read-body.ts';
import { Refusals } from './refusals.ts';

/** `PATHS.inbox`. */
const PERSONAL = /^\/users\/[^/?#]+\/inbox$/;
const MEDIA_TYPES = new Set(['application/activity+json', 'application/ld+json', 'application/json']);

/** What a sender is told; none of it depends on what is stored here. */
const SAYS = {
  'media-type': 'Send an activity as application/activity+json.',
  'too-large': `The activity is too large. Send at most ${LIMITS.inboxBodyBytes / 1024} KiB.`,
  'too-slow': 'The request took too long. Send it again.',
  json: 'The body is not JSON.',
  signature: "The signature does not hold. Sign the target, host, date and digest with the actor's key.",
  blocked: 'This instance does not take anything from yours.',
  suspended: 'This instance does not take anything from this actor.',
  activity: 'This is not an activity that its signer may send.',
  busy: 'Too much of what your instance sent waits here already. Send it again later.',
  'not-now': 'The key of whoever signed this cannot be had at the moment. Send it again later.',
  overloaded: 'This instance cannot take the activity now. Send it again later.',
} as const;

/** When who was sent away may come back. */
const RETRY_AFTER_S = 30;

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
  actors: Pick<ActorDirectory, 'byIri'>;
  policy: DomainPolicy;
  intake: Intake;
  verifyProof: VerifyProof;
  /** Told whose signature held. Costs nothing for whom nothing waits. */
  heardFrom(actor: string): void;
  farewells: Farewells;
  forwarding: Pick<Forwarding, 'takingIn'>;
  clock: Clock;
  logger: Logger;
}

export interface Inbox {
  /** Whether a request is for an inbox, the shared one or a person's. */
  isFor(req: IncomingMessage): boolean;
  receive(req: IncomingMessage & { originalUrl?: string }, res: ServerResponse): Promise<void>;
  /** By reason. */
  readonly refusals: ReadonlyMap<string, number> & { readonly since: Date };
}

/**
 * `POST` to the shared inbox or to a person's. Raw body, signature, policy, bounds, names: in this order, cheapest and
 * least trusting first. 202 is said when the activity is durable, never before; what it does is decided later.
 */
export function createInbox(parts: InboxParts): Inbox {
  const { naming, keys, policy, intake, verifyProof, clock, logger } = parts;
  const refusals = new Refusals(clock.now());
  const crowd = new Crowd();
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

  /**
   * @returns the actor whose key the request was signed with
   * @throws KeyNotNow
   */
  async function signer(claim: SignatureClaim): Promise<string> {
    const host = hostOf(claim.keyId);
    if (host === null || policy.isBlocked(host)) throw new Refused('blocked', 'forbidden', 'blocked');
    // Nobody signs for us from outside, and asking ourselves for a key would be a loop.
    if (naming.isLocal(claim.keyId)) throw new Refused('local-key', 'unauthenticated', 'signature');
    const known = await keys.get(claim.keyId);
    if (known !== null && isValid(claim, known.key)) return known.owner;
    const renewed = known === null ? null : await keys.renew(claim.keyId, known);
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

  /** @returns the actor whose key the request was signed with; null when that is nobody's any more, and it says so itself */
  async function signerOrGone(claim: SignatureClaim, bytes: Buffer): Promise<string | null> {
    try {
      return await signer(claim);
    } catch (error) {
      const isKeyGone = error instanceof Refused && error.reason === 'key-unavailable';
      if (isKeyGone && parts.farewells.hear(parse(bytes), claim.keyId)) return null;
      throw error;
    }
  }

  /**
   * Decides for whom an activity speaks: its signer, or, when somebody else brought it (AP 7.1.2), the actor whose own proof
   * is on it (FEP-8b32). Without one it is refused (case 4): nobody is believed about what others said.
   */
  async function admitted(json: Json, signer: string): Promise<{ actor: string; admission: Admission }> {
    const as = (actor: string) => admit(json, { actor, isLocal: naming.isLocal, now: clock.now() });
    const admission = as(signer);
    if (admission.ok || admission.reason !== 'actor-is-not-signer' || !isObject(json)) {
      return { actor: signer, admission };
    }
    const proof = await parts.verifyProof(json);
    return proof === null ? { actor: signer, admission } : { actor: proof.actor, admission: as(proof.actor) };
  }

  async function isGroup(actor: string): Promise<boolean> {
    return (await parts.actors.byIri(actor))?.type === 'Group';
  }

  async function takeIn(claim: SignatureClaim, bytes: Buffer): Promise<void> {
    const signer = await signerOrGone(claim, bytes);
    if (signer === null) return;
    parts.heardFrom(signer);
    const json = parse(bytes);
    const { actor, admission } = await admitted(json, signer);
    if (!admission.ok) {
      const malformed = admission.reason === 'beyond-limits' || admission.reason === 'not-an-activity';
      throw new Refused(admission.reason, malformed ? 'invalid_input' : 'forbidden', 'activity');
    }
    // What they take back is taken back all the same.
    if (policy.isSuspended(actor) && admission.activity.type !== 'Delete') {
      throw new Refused('suspended', 'forbidden', 'suspended');
    }
    const now = clock.now();
    const passedOn = await passedOnBy(json, { group: actor, isGroup, isLocal: naming.isLocal, now, verifyProof });
    // First, so that what is said of it by who passes it on is about something known.
    if (passedOn !== null && !policy.isSuspended(passedOn.actor)) await intake.accept(passedOn.activity, 'remote');
    const taken = await parts.forwarding.takingIn(admission.activity, bytes, signer, () =>
      intake.accept(admission.activity, 'remote'),
    );
    if (taken === 'full') throw new Refused('too-much-waiting', 'too_many_requests', 'busy');
  }

  async function take(req: IncomingMessage): Promise<void> {
    const bytes = await body(req);
    if (crowd.isFull) throw new Refused('overloaded', 'unavailable', 'overloaded');
    const claim = claimOf(receivedRequest(req, bytes));
    const done = await crowd.within(hostOf(claim.keyId) ?? '', async () => {
      await takeIn(claim, bytes);
      return true;
    });
    if (done === null) throw new Refused('too-many-at-once', 'too_many_requests', 'busy');
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
        const refused = error instanceof KeyNotNow ? new Refused('key-not-now', 'unavailable', 'not-now') : error;
        if (refused instanceof Refused) {
          const { reason, code, message, status } = refused;
          refusals.count(reason);
          logger.debug({ reason }, 'inbox refused an activity');
          // An unread rest of the body must not be taken for the next request.
          if (!req.readableEnded) res.setHeader('connection', 'close');
          if (code === 'too_many_requests' || code === 'unavailable') res.setHeader('retry-after', RETRY_AFTER_S);
          answerError(res, code, message, status);
          return;
        }
        logger.error({ err: error }, 'the inbox failed');
        res.setHeader('retry-after', RETRY_AFTER_S);
        answerError(res, 'unavailable', SAYS.overloaded);
      }
    },
  };
}
