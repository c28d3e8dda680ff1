import type { Protocol } from '../../shared/contracts/protocols.ts';
import type { FeedbackKind, WorkKind } from '../../shared/vocabulary.ts';
import type { Attachment } from './attachment.ts';

/**
 * What the two members of a pair say and do within it, beside their messages. Each entry is the object of an `Add` to the
 * pair's thread, for the partner alone; it says who and when by the activity around it. None of them changes another:
 * what a cycle, a follow-up or a session has come to is a function of the set of its entries (docs/adr/0003), so both
 * instances agree, in whatever order they learnt them.
 *
 * `html` is always sanitised. Other texts are plain.
 */
export type PairEntry = { iri: string } & PairStatement;

/** Where in the work a comment points. */
export type Anchor = { kind: 'passage'; quote: string } | { kind: 'moment'; seconds: number };

export interface Words {
  html: string;
  /** As it was typed, when its author shares it. */
  markdown: string | null;
}

export type PairStatement =
  /** One shows something of theirs and asks a question; its IRI is the turn's. */
  | ({
      kind: 'presentation';
      /** IRI of the first presentation of the cycle; null begins one, which then has this entry's IRI. */
      cycle: string | null;
      workKind: WorkKind;
      title: string;
      /** http(s), or empty. */
      link: string;
      /** IRI of a practice post, or null. */
      post: string | null;
      attachments: Attachment[];
      focusQuestion: string;
      subject: string;
      protocol: Protocol;
    } & Words)
  /** Something said in a step of a turn. */
  | ({
      kind: 'contribution';
      turn: string;
      /** Index into the protocol's steps. */
      step: number;
      feedbackKind: FeedbackKind | null;
      anchor: Anchor | null;
      attachments: Attachment[];
    } & Words)
  /** A step is over. */
  | { kind: 'step-closed'; turn: string; step: number }
  /** The cycle stays unfinished. */
  | { kind: 'set-aside'; cycle: string; reason: string }
  /** What the presenter does about the feedback; with `what` empty, nothing, for a reason. */
  | {
      kind: 'follow-up';
      turn: string;
      what: string;
      /** Calendar day; empty when declined. */
      by: string;
      support: string;
      reason: string;
    }
  /** Another day for it, or (`by` null) it is given up. */
  | { kind: 'follow-up-changed'; followUp: string; by: string | null; reason: string }
  | ({
      kind: 'follow-up-done';
      followUp: string;
      link: string;
      post: string | null;
      attachments: Attachment[];
      /** HTML. */
      reflection: string;
    } & Words)
  /** May I quote these of yours in public? */
  | { kind: 'consent-asked'; turn: string; contributions: string[]; named: boolean }
  | { kind: 'consent-answered'; consent: string; yes: boolean; reason: string }
  /** Times to meet (wire: `Event`). */
  | {
      kind: 'session';
      times: { start: Date; minutes: number }[];
      room: string;
      agenda: string;
      /** IRI of the session that this one would move. */
      moves: string | null;
    }
  /** `time` is an index into the times, or null when none suits. */
  | { kind: 'session-answered'; session: string; time: number | null; reason: string }
  | { kind: 'session-cancelled'; session: string; reason: string }
  /** The author's notes; the newest count. */
  | ({ kind: 'session-notes'; session: string } & Words)
  /** The author's instance can be reached again; whatever could not be delivered to it may be sent anew. */
  | { kind: 'resumed' };

export type PairEntryOf<K extends PairEntry['kind']> = Extract<PairEntry, { kind: K }>;
