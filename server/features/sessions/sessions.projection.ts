import type { ActivityOf } from '../../activities/activity.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { isTooLate, type MentoringViews, type PairView } from '../mentoring/index.ts';
import { NO_FACTS, type SessionFact, withFact } from './sessions.model.ts';
import { type SessionName, type SessionView, type SessionViews, sessionOf } from './sessions.views.ts';

/**
 * Entries of a pair about meeting -> sessions. Whoever is no member of the pair, or says it to anybody but the other one,
 * has said nothing.
 */
export class SessionsProjection implements Projection {
  readonly name = 'sessions';
  readonly #views: SessionViews;
  readonly #mentoring: MentoringViews;

  constructor(views: SessionViews, mentoring: MentoringViews) {
    this.#views = views;
    this.#mentoring = mentoring;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, origin, receivedAt }: Occurrence): Promise<void> {
    if (activity.type !== 'Add' || origin === 'fetched') return;
    const told = factOf(activity);
    const pair = told && (await this.#mentoring.pairOfEntry(activity));
    if (!pair || isTooLate(pair, receivedAt)) return;
    const changed = await this.#record({ pair: pair._id, iri: told.session }, pair, told.fact);
    for (const iri of new Set([told.session, ...changed])) await this.#settle({ pair: pair._id, iri });
  }

  /**
   * Adds a fact and what all facts together amount to, in one write; again when another fact came in between.
   * @returns the sessions that it would move, before and now
   */
  async #record(name: SessionName, pair: PairView, fact: SessionFact): Promise<string[]> {
    const members = [pair.offerer, pair.partner];
    for (;;) {
      const known = await this.#views.byName(name);
      const facts = withFact(known?.facts ?? NO_FACTS, fact);
      if (known && JSON.stringify(facts) === JSON.stringify(known.facts)) return movedOf(known);
      const session = sessionOf(name, members, facts, known?.movedBy ?? null);
      if (await this.#views.write(known, session)) return [...movedOf(known), ...movedOf(session)];
    }
  }

  /** Brings a session up to date with those that would move it. */
  async #settle(name: SessionName): Promise<void> {
    for (;;) {
      const known = await this.#views.byName(name);
      const movedBy = known && (await this.#views.moverOf(name));
      if (!known || movedBy === known.movedBy) return;
      if (await this.#views.write(known, sessionOf(name, known.members, known.facts, movedBy))) return;
    }
  }
}

function movedOf(session: SessionView | null): string[] {
  return session?.moves == null ? [] : [session.moves];
}

/** What an entry says about which session; null when it is about something else. */
function factOf({
  iri,
  actor,
  publishedAt: at,
  object,
}: ActivityOf<'Add'>): { session: string; fact: SessionFact } | null {
  const said = { iri, actor, at };
  switch (object.kind) {
    case 'session': {
      const { times, room, agenda, moves } = object;
      return { session: object.iri, fact: { kind: 'proposal', said: { ...said, times, room, agenda, moves } } };
    }
    case 'session-answered': {
      const { session, time, reason } = object;
      return { session, fact: { kind: 'answer', said: { ...said, time, reason } } };
    }
    case 'session-cancelled':
      return { session: object.session, fact: { kind: 'cancelled', said: { ...said, reason: object.reason } } };
    case 'session-notes': {
      const { session, html, markdown } = object;
      return { session, fact: { kind: 'notes', said: { ...said, html, markdown } } };
    }
    default:
      return null;
  }
}
