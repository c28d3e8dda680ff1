export { type Gap, gapOf } from './ledger.model.ts';
export { isTooLate, mayStep, memberOf, otherMember, type PairView, threadIsOpen } from './mentoring.model.ts';
export { MentoringProjection } from './mentoring.projection.ts';
export { MentoringReactions, pairOf } from './mentoring.reactions.ts';
export { mentoringRoutes } from './mentoring.routes.ts';
export { MentoringViews } from './mentoring.views.ts';
export type { LedgerSources, Share } from './present-ledger.ts';
export type { PairNews } from './present-pairs.ts';
export { type EntryParts, pairToWriteIn, publishEntry } from './publish-entry.ts';
