export { Drafts } from './drafts.ts';
export type { PostView } from './practice.model.ts';
export { PracticeProjection } from './practice.projection.ts';
export { PracticeReactions } from './practice.reactions.ts';
export { practiceRoutes } from './practice.routes.ts';
export { PracticeViews } from './practice.views.ts';
export { maySeePost, permissionsFor } from './present-posts.ts';
