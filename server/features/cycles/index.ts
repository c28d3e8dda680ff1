export {
  countClosedTurns,
  followUpCounts,
  followUpsDue,
  movesWaitingFor,
  turnCounts,
} from './counts.ts';
export { CredibilityReactions } from './credibility.reactions.ts';
export { CyclesProjection } from './cycles.projection.ts';
export { CycleReactions } from './cycles.reactions.ts';
export { cycleRoutes } from './cycles.routes.ts';
export { CycleViews } from './cycles.views.ts';
export { ProtocolViews } from './protocols.views.ts';
export { goingPublic, SharedTurns } from './share-turn.ts';
export { ThoughtsProjection } from './thoughts.projection.ts';
export { ThoughtReactions } from './thoughts.reactions.ts';
export { ThoughtViews } from './thoughts.views.ts';
