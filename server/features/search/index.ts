export { firstShared, lotOf, sharedTags, sharedWords } from './common-ground.ts';
export { type FoundParts, showPosts } from './present-found.ts';
export { mark } from './search.model.ts';
export { SearchProjection } from './search.projection.ts';
export { searchRoutes } from './search.routes.ts';
export { slug, stemsIn, stemsOf, wordsIn } from './search.text.ts';
export { SearchViews } from './search.views.ts';
