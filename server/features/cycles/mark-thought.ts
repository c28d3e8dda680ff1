import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { memberOf, otherMember, threadIsOpen } from '../mentoring/index.ts';
import type { ThreadViews } from '../threads/index.ts';
import { findContribution } from './read-cycles.ts';
import { thoughtId } from './thoughts.views.ts';
import { partIn } from './turns.model.ts';
import type { WriteCycleParts } from './write-in-pair.ts';

export interface ThoughtParts extends WriteCycleParts {
  messages: ThreadViews;
}

/** Feedback that somebody got, by its id in the API. */
interface Feedback {
  iri: string;
  giver: string;
}

/** Says that feedback made one think. Only who gave it learns so, if their server knows what that is. */
export async function markThought(parts: ThoughtParts, actor: string, id: string): Promise<Result<void>> {
  return parts.queue.run([`thought ${actor} ${id}`], async () => {
    const feedback = await receivedBy(parts, actor, id);
    if (!feedback) return fail(NOT_FOUND);
    const { iri, giver } = feedback;
    if ((await parts.thoughts.among([{ feedback: iri, receiver: actor }])).size > 0) return ok(undefined);
    await parts.pipeline.publish({
      type: 'MadeMeThink',
      iri: parts.naming.newActivity(),
      actor,
      audience: { to: await reachable(parts, giver), cc: [] },
      publishedAt: parts.clock.now(),
      object: iri,
    });
    return ok(undefined);
  });
}

/** Takes it back. */
export async function unmarkThought(parts: ThoughtParts, actor: string, id: string): Promise<Result<void>> {
  return parts.queue.run([`thought ${actor} ${id}`], async () => {
    const feedback = await receivedBy(parts, actor, id);
    if (!feedback) return fail(NOT_FOUND);
    const said = await parts.thoughts.thoughts.findOne({ _id: thoughtId(actor, feedback.iri) });
    if (!said || said.undone) return ok(undefined);
    await parts.pipeline.publish({
      type: 'Undo',
      iri: parts.naming.newActivity(),
      actor,
      audience: { to: await reachable(parts, feedback.giver), cc: [] },
      publishedAt: parts.clock.now(),
      object: said.activity,
      reason: '',
      cause: null,
    });
    return ok(undefined);
  });
}

/** A server that does not know pairs would make nothing of it, or show it to everybody. */
async function reachable({ profiles }: ThoughtParts, giver: string): Promise<string[]> {
  return (await profiles.byIri(giver))?.understandsPairs === true ? [giver] : [];
}

/** Feedback of any sort that `actor` got; null when there is none, or it was for somebody else. */
async function receivedBy(parts: ThoughtParts, actor: string, id: string): Promise<Feedback | null> {
  return (
    (await inTurn(parts, actor, id)) ?? (await inThread(parts, actor, id)) ?? (await inPublic(parts, actor, id)) ?? null
  );
}

async function inTurn(parts: ThoughtParts, actor: string, id: string): Promise<Feedback | null> {
  const found = await findContribution(parts, actor, id);
  if (!found || found.contribution.deleted || partIn(found.turn, actor) !== 'presenter') return null;
  const { _id: iri, author: giver } = found.contribution;
  return giver === actor ? null : { iri, giver };
}

async function inThread({ messages, mentoring }: ThoughtParts, actor: string, id: string): Promise<Feedback | null> {
  const message = await messages.byId(id);
  const pair = message ? await mentoring.byOffer(message.pair) : null;
  if (!message || !pair || message.deleted || message.feedbackKind === null) return null;
  if (memberOf(pair, actor) === null || !threadIsOpen(pair.state)) return null;
  return message.author === otherMember(pair, actor) ? { iri: message._id, giver: message.author } : null;
}

async function inPublic({ practice }: ThoughtParts, actor: string, id: string): Promise<Feedback | null> {
  const reply = await practice.byId(id);
  if (!reply || reply.deleted || reply.feedbackKind === null || reply.inReplyTo === null || reply.author === actor) {
    return null;
  }
  const answered = await practice.byIri(reply.inReplyTo);
  return answered?.author === actor ? { iri: reply._id, giver: reply.author } : null;
}
