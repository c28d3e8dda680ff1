import type { Activity } from '../../activities/activity.ts';
import type { SpeakingRules } from '../../activities/speaking.ts';
import { type AppError, appError } from '../../core/errors.ts';
import type { BlockViews } from '../follows/index.ts';
import type { ProfileViews } from '../profiles/index.ts';

/** What begins or goes on with something. Taking back, answering no and leaving are always possible. */
const BUILDS: ReadonlySet<Activity['type']> = new Set([
  'Create',
  'Update',
  'Follow',
  'Like',
  'Announce',
  'Offer',
  'Add',
  'MadeMeThink',
  'Pin',
]);

/** Who has moved elsewhere speaks there; and nobody speaks to who blocked them, or whom they block. */
export function speakingRules({ profiles, blocks }: { profiles: ProfileViews; blocks: BlockViews }): SpeakingRules {
  return {
    async refusal(activity) {
      const { type, actor } = activity;
      const aboutThemselves = type === 'Update' && activity.object.kind === 'actor';
      if (!BUILDS.has(type) || aboutThemselves) return null;
      if ((await profiles.byIri(actor))?.movedTo) return MOVED;
      // An edit goes to all who have it already.
      return type === 'Update' ? null : blockedRefusal(blocks, activity);
    },
  };
}

async function blockedRefusal(blocks: BlockViews, { actor, audience }: Activity): Promise<AppError | null> {
  const named = [...new Set([...audience.to, ...audience.cc])].filter((iri) => iri !== actor);
  const [found] = await blocks.between(actor, named);
  if (found === undefined) return null;
  return found.blocker === actor ? YOU_BLOCK : BLOCKS_YOU;
}

const MOVED = appError(
  'conflict',
  'You have moved to another account. Write and follow there, or come back: Settings, Moving.',
);
const BLOCKS_YOU = appError(
  'forbidden',
  'This cannot be sent: somebody whom it is for, or whom it names, has blocked you.',
);
const YOU_BLOCK = appError(
  'conflict',
  'This cannot be sent: you block somebody whom it is for, or whom it names. Unblock them first, or leave them out.',
);
