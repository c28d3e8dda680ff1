export { block, unblock } from './block.ts';
export { BlocksProjection } from './blocks.projection.ts';
export type { BlockViews } from './blocks.views.ts';
export { endFollow, follow, unfollow } from './follow.ts';
export { answerFollowRequest } from './follow-requests.ts';
export { FollowsProjection } from './follows.projection.ts';
export { type FollowParts, FollowReactions } from './follows.reactions.ts';
export { followRoutes } from './follows.routes.ts';
export { type FollowView, FollowViews } from './follows.views.ts';
