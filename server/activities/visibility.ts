import type { Visibility } from '../../shared/vocabulary.ts';
import { type Audience, PUBLIC } from './activity.ts';

/**
 * Who may see what. This file is the only place that decides it; the API, ActivityPub GET, feeds, search and live
 * updates all ask here.
 */

/** Someone asking: nobody in particular, or an actor (of this instance or, by a verified signature, of another). */
export type Asker = { kind: 'anyone' } | { kind: 'actor'; iri: string };

export const ANYONE: Asker = { kind: 'anyone' };

/** What the decision needs to know of an object. */
export interface Shown {
  author: string;
  visibility: Visibility;
  /**
   * For `pair`: the two members, whatever else the audience names. For `followers`: the actors it is also addressed to,
   * such as the one whose post it answers.
   */
  members: readonly string[];
}

/** What the decision needs to know of how the asker stands to the author. */
export interface Standing {
  /** The author has accepted the asker as a follower. */
  followsAuthor: boolean;
  /** The asker wants to see nothing of the author's. */
  blocksAuthor?: boolean;
}

export interface Permissions {
  see: boolean;
  reply: boolean;
  boost: boolean;
}

const NOTHING: Permissions = { see: false, reply: false, boost: false };
const LOOK_ONLY: Permissions = { see: true, reply: false, boost: false };
const WITHOUT_BOOST: Permissions = { see: true, reply: true, boost: false };
const ALL: Permissions = { see: true, reply: true, boost: true };

/**
 * What `asker` may do with `shown`. There is no role here on purpose: no organizer and no admin sees more of other
 * people's content than anyone else does.
 */
export function permit(asker: Asker, shown: Shown, standing: Standing): Permissions {
  if (standing.blocksAuthor) return NOTHING;
  const open = shown.visibility === 'public' || shown.visibility === 'unlisted';
  if (asker.kind === 'anyone') return open ? LOOK_ONLY : NOTHING;
  const isAuthor = asker.iri === shown.author;
  switch (shown.visibility) {
    case 'public':
    case 'unlisted':
      return ALL;
    case 'followers':
      return isAuthor || standing.followsAuthor || shown.members.includes(asker.iri) ? WITHOUT_BOOST : NOTHING;
    case 'pair':
      return shown.members.includes(asker.iri) ? WITHOUT_BOOST : NOTHING;
    case 'draft':
      return isAuthor ? LOOK_ONLY : NOTHING;
  }
}

/**
 * The visibility an audience means, after the convention all fediverse servers share: Public in `to` is public,
 * Public in `cc` is unlisted, the author's followers collection is followers, and anything narrower is private.
 */
export function visibilityOf(audience: Audience, followersOfAuthor: string | null): Visibility {
  if (audience.to.includes(PUBLIC)) return 'public';
  if (audience.cc.includes(PUBLIC)) return 'unlisted';
  if (followersOfAuthor !== null && [...audience.to, ...audience.cc].includes(followersOfAuthor)) return 'followers';
  return 'pair';
}

/** The audience of something new with this visibility. `draft` has none: it is never an activity. */
export function audienceFor(
  visibility: Exclude<Visibility, 'draft'>,
  followersOfAuthor: string,
  mentioned: readonly string[],
): Audience {
  switch (visibility) {
    case 'public':
      return { to: [PUBLIC], cc: [followersOfAuthor, ...mentioned] };
    case 'unlisted':
      return { to: [followersOfAuthor], cc: [PUBLIC, ...mentioned] };
    case 'followers':
      return { to: [followersOfAuthor], cc: [...mentioned] };
    case 'pair':
      return { to: [...mentioned], cc: [] };
  }
}

/** Whether an audience is `actor` and nobody else: no public, no followers, no second person. */
export function isOnlyFor(audience: Audience, actor: string): boolean {
  const all = [...audience.to, ...audience.cc];
  return all.length > 0 && all.every((iri) => iri === actor);
}

/** Whether an audience is nobody's but those it names one by one, as far as it can be told from it alone. */
export function isPrivate({ to, cc }: Audience): boolean {
  const all = new Set([...to, ...cc]);
  return !all.has(PUBLIC) && all.size === 1;
}

/** The actors an audience names one by one. */
export function namedIn(audience: Audience, followersOfAuthor: string | null): string[] {
  return [...new Set([...audience.to, ...audience.cc])].filter((iri) => iri !== PUBLIC && iri !== followersOfAuthor);
}
