export { introductionsFor } from './introductions.ts';
export { partnerRoutes } from './partners.routes.ts';
export { PartnerViews } from './partners.views.ts';
export type { PartnerParts } from './suggest-partners.ts';
