export { keptTextRoutes } from './kept-texts.routes.ts';
export { KeptTexts } from './kept-texts.ts';
