export { unreadMessages } from './read-marks.ts';
export { messagesAfter, openThread, readMessage } from './read-thread.ts';
export { deleteMessage, sendMessage, type WriteThreadParts } from './send-message.ts';
export { ThreadsProjection } from './threads.projection.ts';
export { ThreadReactions } from './threads.reactions.ts';
export { threadRoutes } from './threads.routes.ts';
export { type MessageView, ThreadViews } from './threads.views.ts';
