export { type ChangeParts, changeActor } from './change-actor.ts';
export { createActor } from './create-actor.ts';
export { findProfile } from './find-profile.ts';
export { mayListConnections, presentProfile } from './present-profile.ts';
export { profilePages } from './profiles.page.ts';
export { ProfilesProjection } from './profiles.projection.ts';
export { profileRoutes } from './profiles.routes.ts';
export { type ActorView, ProfileViews, summaryOf } from './profiles.views.ts';
