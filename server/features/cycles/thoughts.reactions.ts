import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import type { MentoringViews } from '../mentoring/index.ts';
import type { PracticeViews } from '../practice/index.ts';
import type { ThreadViews } from '../threads/index.ts';
import type { CycleViews } from './cycles.views.ts';
import type { ThoughtViews } from './thoughts.views.ts';

export interface ThoughtReactionParts {
  views: CycleViews;
  thoughts: ThoughtViews;
  mentoring: MentoringViews;
  practice: PracticeViews;
  messages: ThreadViews;
  live: LiveUpdates;
}

/** Shows who gave feedback, and who got it, that it made the latter think, or not any more. Nobody else is told. */
export class ThoughtReactions implements Reaction {
  readonly name = 'thoughts';
  readonly #parts: ThoughtReactionParts;

  constructor(parts: ThoughtReactionParts) {
    this.#parts = parts;
  }

  async react({ activity }: Occurrence): Promise<void> {
    if (activity.type !== 'MadeMeThink' && activity.type !== 'Undo') return;
    const thought = await this.#parts.thoughts.byActivity(activity.type === 'Undo' ? activity.object : activity.iri);
    if (thought && thought.actor === activity.actor) await this.#tell(thought.feedback, thought.actor);
  }

  async #tell(feedback: string, receiver: string): Promise<void> {
    const { views, mentoring, messages, practice, live } = this.#parts;
    const [said, message, reply] = await Promise.all([
      views.entry(feedback),
      messages.byIri(feedback),
      practice.byIri(feedback),
    ]);
    const pair = await mentoring.byOffer(said?.pair ?? message?.pair ?? '');
    if (said && pair) {
      for (const member of [said.author, receiver]) live.toActor(member, { name: 'pair.changed', pair: pair.id });
    }
    if (message && pair) {
      for (const member of [message.author, receiver]) {
        live.toActor(member, { name: 'thread.message', messageIri: feedback });
      }
    }
    if (reply) {
      for (const member of [reply.author, receiver]) live.toActor(member, { name: 'post.changed', post: reply.id });
    }
  }
}
