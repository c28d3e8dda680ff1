import { SUBJECTS } from '../../../shared/vocabulary.ts';
import type { Activity, Actor } from '../../activities/activity.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import { folded } from '../../core/fold.ts';
import type { MentoringViews } from '../mentoring/index.ts';
import type { PracticeViews } from '../practice/index.ts';
import { type ChangeParts, changeActor } from '../profiles/index.ts';
import { foldCycle } from './cycles.model.ts';
import type { CycleViews } from './cycles.views.ts';
import type { ThoughtViews } from './thoughts.views.ts';

/** Subjects that a profile names; the first ones stay. */
const SUBJECTS_MAX = 20;

export interface CredibilityParts extends ChangeParts {
  views: CycleViews;
  thoughts: ThoughtViews;
  mentoring: MentoringViews;
  practice: PracticeViews;
}

/** Help that was taken up, and by whom it was given. */
interface Help {
  helper: string;
  subject: string;
}

/**
 * Who helped so that somebody acted on it, or in public made somebody think, is known to have helped in that subject: the
 * subject is added to what their profile says. Never how often, nor whom; their own instance does it.
 */
export class CredibilityReactions implements Reaction {
  readonly name = 'credibility';
  readonly #parts: CredibilityParts;

  constructor(parts: CredibilityParts) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    const help = origin === 'fetched' ? null : await this.#helpIn(activity);
    if (help === null || help.subject === '' || !this.#parts.profiles.isLocal(help.helper)) return;
    await changeActor(this.#parts, help.helper, (actor) => withSubject(actor, help.subject));
  }

  async #helpIn(activity: Activity): Promise<Help | null> {
    if (activity.type === 'Add' && activity.object.kind === 'follow-up') return this.#takenUp(activity.object.iri);
    if (activity.type === 'MadeMeThink') return this.#thoughtAbout(activity.actor, activity.object);
    return null;
  }

  async #takenUp(iri: string): Promise<Help | null> {
    const { views, mentoring } = this.#parts;
    const followUp = await views.followUps.findOne({ _id: iri });
    const pair = followUp && (await mentoring.byOffer(followUp.pair));
    if (!followUp || !pair || followUp.state === 'declined') return null;
    const facts = await views.factsOf(pair._id, [followUp.cycle]);
    const fold = foldCycle(followUp.cycle, [pair.offerer, pair.partner], facts);
    const turn = fold?.turns.find(({ presentation }) => presentation._id === followUp.turn);
    return turn ? { helper: followUp.helper, subject: turn.presentation.entry.subject } : null;
  }

  async #thoughtAbout(receiver: string, feedback: string): Promise<Help | null> {
    const reply = await this.#parts.practice.byIri(feedback);
    const answered = reply?.inReplyTo ? await this.#parts.practice.byIri(reply.inReplyTo) : null;
    if (!reply || reply.deleted || reply.feedbackKind === null || answered?.author !== receiver) return null;
    if (reply.author === receiver || (await this.#parts.thoughts.among([{ feedback, receiver }])).size === 0)
      return null;
    const post = reply.root === null ? null : await this.#parts.practice.byIri(reply.root);
    return { helper: reply.author, subject: post?.subject ?? '' };
  }
}

/**
 * What the one who was helped calls their subject is between the two, and not theirs to say on somebody else's profile: only a
 * subject that everybody knows, or that the helper names there too, is added, in that spelling.
 */
function withSubject(actor: Actor, said: string): Actor {
  const subject = [...actor.subjects, ...SUBJECTS].find((known) => folded(known) === folded(said));
  if (subject === undefined || actor.helpedIn.length >= SUBJECTS_MAX) return actor;
  const isThere = actor.helpedIn.some((known) => folded(known) === folded(subject));
  return isThere ? actor : { ...actor, helpedIn: [...actor.helpedIn, subject] };
}
