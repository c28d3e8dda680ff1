export { FollowImports } from './import-follows.ts';
export { onboardingRoutes } from './onboarding.routes.ts';
export { OnboardingViews } from './onboarding.views.ts';
