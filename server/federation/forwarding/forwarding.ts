import { isUtf8 } from 'node:buffer';
import type { Activity, JsonObject } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Reaction } from '../../activities/pipeline.ts';
import type { FollowGraph, Intake, OpenPosts } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Codec } from '../convert/index.ts';
import { first, hostOf, idOf, isObject, isPublicAlias, list, typeOf } from '../convert/read.ts';
import { HostQuota } from '../host-quota.ts';
import type { FederationNaming } from '../naming.ts';
import type { Forward, Forwards } from './forwards.ts';

type Taken = Awaited<ReturnType<Intake['accept']>>;
type NewForward = Omit<Forward, 'pending' | 'expiresAt'>;

/** What changes a thread. Likes and shares are counted where they were given. */
const FORWARDED_TYPES = new Set(['Create', 'Update', 'Delete']);
/** How far up a thread one of ours is looked for; further down it is found by whoever reads the thread. */
const ANCESTORS_MAX = 10;
/** One request of somebody else becomes as many of ours as there are hosts that follow: of more than any answer needs, none. */
const BODY_MAX_BYTES = 64 * 1024;
/** What one host can have passed on in ten minutes. */
const PER_HOST_MAX = 100;

interface ForwardingParts {
  naming: FederationNaming;
  codec: Codec;
  log: ActivityLog;
  posts: OpenPosts;
  follows: Pick<FollowGraph, 'isBlocking'>;
  forwards: Forwards;
  /** Makes durable what goes to the followers of `as`, but for these hosts; to how many inboxes. */
  deliver(activity: Activity, as: string, except: ReadonlySet<string>): Promise<number>;
  clock: Clock;
  logger: Logger;
}

/**
 * Passes on what others answer to people here (AP 7.1.2): whoever follows those sees the whole thread, although whoever
 * answers does not know them. Only what is for everybody, and only what those who get it can believe: because it carries a
 * proof or signature of its own, or because its author addressed it to the followers of somebody here.
 */
export class Forwarding {
  /** For the pipeline: no words are kept that were deleted, by themselves or with their author's account. */
  readonly reaction: Reaction;
  readonly #parts: ForwardingParts;
  readonly #underWay = new Set<Promise<void>>();
  readonly #quota: HostQuota;

  constructor(parts: ForwardingParts) {
    this.#parts = parts;
    this.#quota = new HostQuota(parts.clock, PER_HOST_MAX);
    this.reaction = {
      name: 'forwarding',
      async react({ activity }) {
        if (activity.type !== 'Delete') return;
        const { iri, object, actor } = activity;
        await parts.forwards.dropBefore(iri, object, actor);
      },
    };
  }

  /** Finishes what a crash cut off. */
  async start(): Promise<void> {
    const { forwards } = this.#parts;
    await forwards.prepare();
    let last = '';
    for (let page = await forwards.pending(last); page.length > 0; page = await forwards.pending(last)) {
      for (const forward of page) {
        // One that was not taken in is dropped: its sender will come again.
        await this.#send(forward);
      }
      last = page.at(-1)?._id ?? '';
    }
  }

  /** Resolves when nothing waits to be put into the queue. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /**
   * Takes an activity in by `accept`, and sees to it that it is passed on when it has not been here before. What is to be
   * passed on is durable before it is accepted; otherwise this costs a look at the activity.
   *
   * @param signer who brought it
   */
  async takingIn(activity: JsonObject, body: Buffer, signer: string, accept: () => Promise<Taken>): Promise<Taken> {
    const forward = this.#mayForward(activity, body) ? await this.#forwardOf(activity, body, signer) : null;
    const { forwards, clock } = this.#parts;
    const isKept = forward !== null && (await forwards.keep(forward, clock.now()));
    const taken = await accept();
    if (taken === 'new' && forward !== null) this.#soon(() => this.#send(forward));
    else if (isKept && forward !== null) await forwards.drop(forward._id);
    return taken;
  }

  /** What can be told without asking anything: nearly everything that arrives ends here. */
  #mayForward(activity: JsonObject, body: Buffer): boolean {
    if (!FORWARDED_TYPES.has(typeOf(activity)) || body.length > BODY_MAX_BYTES || !isUtf8(body)) return false;
    const object = first(activity.object);
    if (typeOf(activity) !== 'Delete' && (!isObject(object) || idOf(object.inReplyTo) === null)) return false;
    const addressed = [...list(activity.to), ...list(activity.cc)];
    if (!addressed.some(isPublicAlias)) return false;
    if (activity.proof !== undefined || activity.signature !== undefined) return true;
    return addressed.some((one) => typeof one === 'string' && this.#isFollowersOfOurs(one));
  }

  #isFollowersOfOurs(iri: string): boolean {
    const { naming } = this.#parts;
    const username = naming.usernameIn(iri.replace(/\/followers$/, ''));
    return username !== null && naming.actor(username).followers === iri;
  }

  async #forwardOf(activity: JsonObject, body: Buffer, signer: string): Promise<NewForward | null> {
    const object = first(activity.object);
    const about = idOf(object);
    const actor = idOf(activity.actor);
    if (about === null || actor === null) return null;
    // A Delete does not say what was answered; what is here does.
    const known = await this.#parts.posts.get(about);
    if (known !== null && known.author !== actor) return null;
    const inReplyTo = known?.inReplyTo ?? (isObject(object) ? idOf(object.inReplyTo) : null);
    const as = inReplyTo === null ? null : await this.#oursAbove(inReplyTo);
    const hosts = [...new Set([hostOf(actor), hostOf(signer)])].filter((host) => host !== null);
    if (as === null || !hosts.map((host) => this.#quota.take(host)).every(Boolean)) return null;
    // Nothing goes out in somebody's name that they do not want to hear.
    if (await this.#parts.follows.isBlocking(as, actor)) return null;
    return { _id: String(activity.id), about, author: actor, as, body: body.toString('utf8'), from: hosts };
  }

  /** The nearest of us whose open post or answer this hangs under. */
  async #oursAbove(iri: string): Promise<string | null> {
    const { naming, posts } = this.#parts;
    let next: string | null = iri;
    for (let hops = 0; next !== null && hops < ANCESTORS_MAX; hops++) {
      const post = await posts.get(next);
      if (post === null || naming.isLocal(post.author)) return post?.author ?? null;
      next = post.inReplyTo;
    }
    return null;
  }

  #soon(work: () => Promise<void>): void {
    const working = work()
      // What was to be passed on stays pending, and is sent at the next start.
      .catch((err: unknown) => this.#parts.logger.error({ err }, 'an activity could not be passed on'))
      .finally(() => this.#underWay.delete(working));
    this.#underWay.add(working);
  }

  async #send({ _id, as, from }: NewForward): Promise<void> {
    const { log, codec, forwards, deliver } = this.#parts;
    const entry = await log.get(_id);
    const queued = entry === null ? 0 : await deliver(codec.decode(entry.json), as, new Set(from));
    if (queued === 0) await forwards.drop(_id);
    else await forwards.done(_id);
  }
}
