export { type IntroductionParts, introductionsFor } from './introductions.ts';
export { PartnerViews } from './partners.views.ts';
