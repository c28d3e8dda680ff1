import type { Profile, ProfileSummary } from '../../../shared/contracts/profiles.ts';
import type { Emoji } from '../../activities/activity.ts';
import type { Asker } from '../../activities/visibility.ts';
import { type ActorView, summaryOf } from './profiles.views.ts';

/** How people stand to each other; `features/follows` knows. */
export interface Relations {
  between(follower: string, followee: string): Promise<{ state: 'requested' | 'accepted' | 'over' } | null>;
  acceptedAmong(follower: string, authors: readonly string[]): Promise<Set<string>>;
  counts(actor: string): Promise<{ followers: number; following: number }>;
  blocks: { between(actor: string, others: readonly string[]): Promise<readonly { blocker: string }[]> };
}

/** What showing a person takes besides who they are. */
export interface ShowingPeople {
  /** Sanitised HTML with custom emojis of other servers as pictures from here. */
  withEmojis(html: string, emojis: readonly Emoji[]): string;
  personAt(iri: string): Promise<ProfileSummary>;
}

const FOLLOWING = { requested: 'requested', accepted: 'yes', over: 'no' } as const;

/** A profile as `asker` sees it. Counts of people elsewhere are null: we would only know a part of them. */
export async function presentProfile(
  relations: Relations,
  showing: ShowingPeople,
  actor: ActorView,
  asker: Asker,
): Promise<Profile> {
  const isMe = asker.kind === 'actor' && asker.iri === actor._id;
  const [movedTo, counts, forward, back, blocks] = await Promise.all([
    actor.movedTo === null ? null : showing.personAt(actor.movedTo),
    actor.local ? relations.counts(actor._id) : null,
    asker.kind === 'actor' && !isMe ? relations.between(asker.iri, actor._id) : null,
    asker.kind === 'actor' && !isMe ? relations.between(actor._id, asker.iri) : null,
    asker.kind === 'actor' && !isMe ? relations.blocks.between(asker.iri, [actor._id]) : [],
  ]);
  return {
    ...summaryOf(actor),
    bioHtml: showing.withEmojis(actor.bio, actor.emojis),
    fields: actor.fields.map(({ name, value }) => ({ name, valueHtml: showing.withEmojis(value, actor.emojis) })),
    movedTo,
    school: actor.school,
    subjects: actor.subjects,
    gradeLevels: actor.gradeLevels,
    languages: actor.languages,
    helpWith: actor.helpWith,
    growIn: actor.growIn,
    strengths: actor.strengths,
    growth: actor.growth,
    isPerson: actor.type === 'Person',
    openToPairs: actor.openToPairs,
    approvesFollowers: actor.approvesFollowers,
    understandsPairs: actor.understandsPairs,
    mayListConnections: mayListConnections(actor, asker),
    followers: counts?.followers ?? null,
    following: counts?.following ?? null,
    relation:
      asker.kind === 'anyone' || isMe
        ? null
        : {
            following: forward ? FOLLOWING[forward.state] : 'no',
            followedBy: back?.state === 'accepted',
            blocking: blocks.some(({ blocker }) => blocker === asker.iri),
            blockedBy: blocks.some(({ blocker }) => blocker === actor._id),
          },
    isMe,
  };
}

/** Of people elsewhere only their own instances know who follows them. */
export function mayListConnections(actor: ActorView, asker: Asker): boolean {
  if (asker.kind === 'anyone' || !actor.local) return false;
  return actor.showsConnections || asker.iri === actor._id;
}
