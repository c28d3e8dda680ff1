export {
  countClosedTurns,
  type DueFollowUp,
  followUpCounts,
  followUpsDue,
  movesWaitingFor,
  openFollowUpsBetween,
  turnCounts,
  type WaitingFor,
} from './counts.ts';
export { CyclesProjection } from './cycles.projection.ts';
export { CycleViews } from './cycles.views.ts';
export { ThoughtsProjection } from './thoughts.projection.ts';
export { type Received, ThoughtViews } from './thoughts.views.ts';
export type { Move } from './turns.model.ts';
