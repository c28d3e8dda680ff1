import type { NotificationKind, PairNews } from '../../../shared/vocabulary.ts';
import type { ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { otherMember, type PairView, pairOf, pairOfAmendment, threadIsOpen } from '../mentoring/index.ts';
import { type PostView, permissionsFor } from '../practice/index.ts';
import { type EntryNewsParts, SEEN_BY_ACTING, tellOfEntry } from './entry-news.ts';
import type { Notice } from './notifications.model.ts';
import { type NotifyParts, notify } from './notify.ts';

type Told = Omit<Notice, 'at'>;
type Parts = NotifyParts & EntryNewsParts & { naming: Naming; history: History };

/**
 * What happens to people here becomes their notifications. Likes and boosts do not, on purpose: nobody should write for
 * numbers.
 *
 * A further kind needs a word in `shared/vocabulary.ts`, whom it tells (here), when it still stands
 * (`present-notifications.ts`), and how it is said (`words/`, and the client's); the compiler asks for what is missing.
 */
export class NotificationReactions implements Reaction {
  readonly name = 'notifications';
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async react(occurrence: Occurrence): Promise<void> {
    const { activity, origin, receivedAt } = occurrence;
    await this.#forget(activity);
    // What we fetched is old news: a thread read from elsewhere, somebody's earlier posts.
    if (origin === 'fetched') return;
    for (const told of await this.#noticesOf(activity)) {
      const isNews = told.owner !== told.actor && this.#parts.naming.isLocal(told.owner);
      const { blocks } = this.#parts.follows;
      const isBlocked = isNews && told.actor !== null && (await blocks.isBlocking(told.owner, told.actor));
      if (isNews && !isBlocked) await notify(this.#parts, { ...told, at: receivedAt });
    }
  }

  async #noticesOf(activity: Occurrence['activity']): Promise<Told[]> {
    switch (activity.type) {
      case 'Follow':
        return this.#ofFollow(activity);
      case 'Accept':
        return [...(await this.#ofAcceptedFollow(activity)), ...(await this.#ofStep(activity))];
      case 'Offer':
      case 'Reject':
      case 'Undo':
        return this.#ofStep(activity);
      case 'Create':
        return [...(await this.#ofPost(activity)), ...(await this.#ofMessage(activity))];
      case 'Update':
        return this.#ofMentions(activity);
      case 'Add':
        return this.#ofEntry(activity);
      case 'MadeMeThink':
        return this.#ofThought(activity);
      default:
        return [];
    }
  }

  /**
   * What no longer is goes from the lists at once; whatever else may no longer be seen is left out when they are read. Only
   * whoever did a thing takes it back, and only who was asked answers: anybody can send a Delete that names it.
   */
  async #forget(activity: Occurrence['activity']): Promise<void> {
    const { views, live, naming } = this.#parts;
    const { type, actor } = activity;
    let owners: string[] = [];
    if (type === 'Delete') owners = await views.forget(activity.object, { actor });
    if (type === 'Undo') owners = await views.forget(activity.object, { actor, kinds: UNDONE });
    if ((type === 'Accept' || type === 'Reject') && naming.isLocal(actor)) {
      owners = await views.forget(activity.object, { owner: actor, kinds: ['follow-request'] });
    }
    for (const owner of owners) live.toActor(owner, { name: 'notifications.changed' });
  }

  async #ofFollow({ iri, actor, object: owner }: ActivityOf<'Follow'>): Promise<Told[]> {
    const follow = await this.#parts.follows.byFollow(iri);
    const followee = follow?.state === 'requested' ? await this.#parts.profiles.byIri(owner) : null;
    return followee?.approvesFollowers ? [{ ...NOTHING, kind: 'follow-request', owner, actor, thing: iri }] : [];
  }

  /** Who lets each follower in by hand knows it. */
  async #ofAcceptedFollow({ actor: owner, object: thing }: ActivityOf<'Accept'>): Promise<Told[]> {
    if (!this.#parts.naming.isLocal(owner)) return [];
    const follow = await this.#parts.follows.byFollow(thing);
    if (follow?.state !== 'accepted' || follow.followee !== owner) return [];
    const followee = await this.#parts.profiles.byIri(owner);
    return followee?.approvesFollowers ? [] : [{ ...NOTHING, kind: 'follow', owner, actor: follow.follower, thing }];
  }

  async #ofPost({ actor, object }: ActivityOf<'Create'>): Promise<Told[]> {
    const { naming } = this.#parts;
    // Nearly everything that comes in answers nothing and names nobody here: that costs no query.
    const isAnswer = object.kind === 'note' && object.inReplyTo !== null;
    if (!isAnswer && !object.mentions.some((iri) => naming.isLocal(iri))) return [];
    const post = await this.#parts.practice.byIri(object.iri);
    if (!post || post.deleted || post.author !== actor) return [];
    // Only who wrote here is told here.
    const above = [...new Set([post.inReplyTo, post.root].filter((iri) => iri !== null))].filter((iri) =>
      naming.isLocal(iri),
    );
    const parents = above.length > 0 ? await this.#parts.practice.byIris(above) : [];
    const answered = parents.find(({ _id }) => _id === post.inReplyTo);
    const root = parents.find(({ _id }) => _id === post.root);
    const told = new Map<string, Told>();
    const tell = (owner: string, kind: Notice['kind'], about: PostView) => {
      if (told.has(owner)) return;
      told.set(owner, { ...NOTHING, kind, owner, actor, thing: post._id, about: about._id, thread: threadOf(about) });
    };
    if (answered) tell(answered.author, post.feedbackKind === null ? 'reply' : 'feedback', answered);
    if (root) tell(root.author, 'reply', root);
    for (const owner of post.mentions) tell(owner, 'mention', post);
    return this.#visible(post, [...told.values()]);
  }

  /** Somebody may be named only in an edit. */
  async #ofMentions({ actor, object }: ActivityOf<'Update'>): Promise<Told[]> {
    const { naming } = this.#parts;
    if (object.kind === 'actor' || !object.mentions.some((iri) => naming.isLocal(iri))) return [];
    const created = await this.#parts.history.said('Create', object.iri, actor);
    const before = created[0]?.activity;
    const known = before?.type === 'Create' ? before.object.mentions : [];
    const post = await this.#parts.practice.byIri(object.iri);
    if (!post || post.deleted || post.author !== actor) return [];
    const fresh = post.mentions.filter((owner) => !known.includes(owner));
    const thread = threadOf(post);
    return this.#visible(
      post,
      fresh.map((owner) => ({
        ...NOTHING,
        kind: 'mention',
        owner,
        actor,
        thing: post._id,
        about: post._id,
        thread,
      })),
    );
  }

  async #visible(post: PostView, told: readonly Told[]): Promise<Told[]> {
    const { follows, naming } = this.#parts;
    const local = told.filter(({ owner }) => naming.isLocal(owner)).slice(0, TOLD_MAX);
    const seen = await Promise.all(
      local.map(async ({ owner }) => (await permissionsFor(follows, { kind: 'actor', iri: owner }, [post]))(post).see),
    );
    return local.filter((_, index) => seen[index]);
  }

  async #ofMessage(activity: ActivityOf<'Create'>): Promise<Told[]> {
    const { mentoring, threads, live } = this.#parts;
    const pair = await mentoring.pairOfMessage(activity);
    const message = pair ? await threads.byIri(activity.object.iri) : null;
    if (!pair || !message || message.deleted || message.pair !== pair._id) return [];
    // Of an offer that was not answered yet, there is nothing to open.
    if (!threadIsOpen(pair.state)) return [];
    const owner = otherMember(pair, message.author);
    // Who has the conversation before them reads it there.
    if (await live.hasOpen(owner, pair.id)) return [];
    return [{ ...aboutPair(pair, owner), kind: 'message', actor: message.author, thing: message._id }];
  }

  async #ofStep(activity: ActivityOf<'Offer' | 'Accept' | 'Reject' | 'Undo'>): Promise<Told[]> {
    const pair = await pairOf(activity, this.#parts.mentoring, this.#parts.history);
    if (!pair) return [];
    const step = stepOf(activity, pair) ?? (await this.#amendmentStepOf(activity));
    if (step === null) return [];
    // Whoever answers has seen what they were asked.
    await this.#parts.views.markThread(activity.actor, pair._id, ['pair']);
    if (step === 'countered' && pair.counters) {
      await this.#parts.views.markThread(activity.actor, pair.counters, ['pair']);
    }
    const { actor, iri: thing } = activity;
    const other = otherMember(pair, actor);
    const told: Told[] = [{ ...aboutPair(pair, other), kind: 'pair', actor, thing, step }];
    // That there was no room is found out by a server: whoever it did so for does not know it yet.
    if (step === 'full') told.push({ ...aboutPair(pair, actor), kind: 'pair', actor: other, thing, step });
    return told;
  }

  async #amendmentStepOf({ type, iri, ...activity }: Occurrence['activity']): Promise<PairNews | null> {
    const offer =
      type === 'Offer' ? iri : 'object' in activity && typeof activity.object === 'string' ? activity.object : null;
    const found = offer === null ? null : await pairOfAmendment(offer, this.#parts.mentoring);
    if (found?.pair.state !== 'active') return null;
    const { state, facts } = found.amendment;
    if (type === 'Offer') return state === 'proposed' ? 'amendment' : null;
    if (type === 'Accept') return state === 'accepted' && facts.accepted?.iri === iri ? 'amended' : null;
    if (type === 'Reject') return state === 'declined' && facts.rejected?.iri === iri ? 'not-amended' : null;
    return null;
  }

  async #ofEntry(activity: ActivityOf<'Add'>): Promise<Told[]> {
    const pair = await this.#parts.mentoring.pairOfEntry(activity);
    if (!pair || !threadIsOpen(pair.state)) return [];
    const seen = SEEN_BY_ACTING[activity.object.kind];
    if (seen) await this.#parts.views.markThread(activity.actor, pair._id, [seen]);
    return tellOfEntry(this.#parts, pair, activity);
  }

  /** Only who gave the feedback learns of it. */
  async #ofThought({ iri, actor, object }: ActivityOf<'MadeMeThink'>): Promise<Told[]> {
    const { mentoring, cycles, threads } = this.#parts;
    const feedback = await mentoring.feedback.byIri(object);
    if (feedback?.receiver !== actor) return [];
    const pair = (await cycles.entry(object))?.pair ?? (await threads.byIri(object))?.pair ?? null;
    const about = pair ?? feedback.post;
    return [{ kind: 'turn', owner: feedback.giver, actor, thing: iri, about, thread: about, step: 'thought' }];
  }
}

/** What is taken back goes from the list with it. */
const UNDONE: readonly NotificationKind[] = ['follow', 'follow-request', 'turn'];

/** Of a hundred names in one post, this many people here are told. */
const TOLD_MAX = 20;

const NOTHING = { about: null, thread: null, step: null };

/** What an activity did to a pair; null when nothing, or nothing that still counts. */
function stepOf(
  { type, iri }: Occurrence['activity'],
  { _id, facts, state, counters, cause }: PairView,
): PairNews | null {
  if (type === 'Offer')
    return iri === _id && state === 'offered' ? (counters === null ? 'offered' : 'countered') : null;
  if (type === 'Accept') return state === 'active' && facts.accepted?.iri === iri ? 'accepted' : null;
  if (type === 'Reject') return state === 'declined' && facts.rejected?.iri === iri ? 'declined' : null;
  if (iri !== facts.offerUndone?.iri && iri !== facts.acceptUndone?.iri) return null;
  if (state === 'ended') return cause === 'capacity' ? 'full' : cause === 'no-fault' ? 'left' : 'ended';
  return state === 'withdrawn' ? state : null;
}

function aboutPair({ _id }: PairView, owner: string) {
  return { ...NOTHING, owner, about: _id, thread: _id };
}

function threadOf(post: PostView): string {
  return post.root ?? post._id;
}
