import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { nameOf } from '../../core/ids.ts';
import type { CycleViews } from '../cycles/index.ts';
import { leavePairs, type MentoringViews, otherMember, type PairView, publishEntry } from '../mentoring/index.ts';
import type { SessionViews } from '../sessions/index.ts';
import type { ThreadViews } from '../threads/index.ts';

export interface LeaveWordsParts {
  mentoring: MentoringViews;
  threads: ThreadViews;
  cycles: CycleViews;
  sessions: SessionViews;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
}

/** Messages, entries and sessions of one pair that are looked at in one go. */
const PAGE = 200;
const SESSIONS_MAX = 2_000;

/**
 * Takes out of somebody's pairs what they wrote in them, here and at their partners', and ends the pairs. Their partners keep
 * their own words, what the two agreed on, and when they met. What is taken out already is not found again.
 */
export async function leaveWords(parts: LeaveWordsParts, actor: string): Promise<void> {
  for (const pair of await parts.mentoring.everyOf(actor)) {
    await takeNotesOut(parts, actor, pair);
    await takeOut(parts, actor, pair, () => parts.threads.writtenBy(pair._id, actor, PAGE));
    await takeOut(parts, actor, pair, async () => {
      const said = await parts.cycles.saidBy(pair._id, actor, SAID_MAX);
      return said.filter(({ entry }) => WORDY.has(entry.kind)).slice(0, PAGE);
    });
    await parts.threads.forget(actor, [pair._id]);
  }
  await leavePairs(parts, actor);
}

async function takeOut(
  { pipeline, naming, clock }: LeaveWordsParts,
  actor: string,
  pair: PairView,
  next: () => Promise<{ _id: string }[]>,
): Promise<void> {
  for (let page = await next(); page.length > 0; page = await next()) {
    for (const { _id: object } of page) {
      await pipeline.publish({
        type: 'Delete',
        iri: naming.newActivity(nameOf('left', actor, object)),
        actor,
        audience: { to: [otherMember(pair, actor)], cc: [] },
        publishedAt: clock.now(),
        object,
      });
    }
  }
}

/** Notes of sessions are not deleted but written anew, with nothing in them. */
async function takeNotesOut(parts: LeaveWordsParts, actor: string, pair: PairView): Promise<void> {
  for (const { iri: session, facts } of await parts.sessions.ofPair(pair._id, SESSIONS_MAX)) {
    const mine = facts.notes.find((notes) => notes.actor === actor);
    if (mine === undefined || mine.html === '') continue;
    const emptied = { kind: 'session-notes' as const, session, html: '', markdown: null };
    await publishEntry(parts, actor, pair, emptied, nameOf('left', actor, mine.iri));
  }
}

/** Of one in one pair: about each of a bounded number of turns a bounded number of things is kept (`cycles.projection.ts`). */
const SAID_MAX = 20_000;
/** What has words of its author. */
const WORDY: ReadonlySet<string> = new Set(['presentation', 'contribution', 'follow-up', 'follow-up-done']);
