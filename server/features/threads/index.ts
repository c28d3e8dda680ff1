export { messagesAfter, openThread, readMessage } from './read-thread.ts';
export { ThreadsProjection } from './threads.projection.ts';
export { ThreadReactions } from './threads.reactions.ts';
export { threadRoutes } from './threads.routes.ts';
export { ThreadViews } from './threads.views.ts';
