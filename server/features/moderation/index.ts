export { DomainBlocks } from './domain-blocks.ts';
export { moderationRoutes } from './moderation.routes.ts';
