export { follow, unfollow } from './follow.ts';
export { answerFollowRequest, listFollowRequests } from './follow-requests.ts';
export { FollowsProjection } from './follows.projection.ts';
export { type FollowParts, FollowReactions } from './follows.reactions.ts';
export { followRoutes } from './follows.routes.ts';
export { FollowViews } from './follows.views.ts';
