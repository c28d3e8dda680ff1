export { follow } from './follow.ts';
export { FollowsProjection } from './follows.projection.ts';
export { FollowReactions } from './follows.reactions.ts';
export { followRoutes } from './follows.routes.ts';
export { type FollowView, FollowViews } from './follows.views.ts';
