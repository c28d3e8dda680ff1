import type { MentoringChoices } from '../../../shared/contracts/partners.ts';
import type { Actor } from '../../activities/activity.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { folded } from '../../core/fold.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { changeActor } from '../profiles/index.ts';
import type { IntroductionParts } from './introductions.ts';

type ChoicesParts = Pick<IntroductionParts, 'views' | 'profiles' | 'mentoring' | 'naming' | 'clock'> & {
  pipeline: Pipeline;
};

type Choices = MentoringChoices & { pairs: number };

export async function readChoices(parts: ChoicesParts, iri: string): Promise<Result<Choices>> {
  const [actor, capacity, counts] = await Promise.all([
    parts.profiles.byIri(iri),
    parts.views.capacityOf(iri),
    parts.mentoring.activeCounts([iri]),
  ]);
  return actor ? ok({ ...choicesOf(actor), capacity, pairs: counts.get(iri) ?? 0 }) : fail(NOT_FOUND);
}

/** Keeps what others may know on the profile, where other instances learn it, and how many pairs to oneself. */
export async function changeChoices(
  parts: ChoicesParts,
  iri: string,
  { capacity, ...said }: MentoringChoices,
): Promise<Result<Choices>> {
  const wanted = { ...said, strengths: distinct(said.strengths), growth: distinct(said.growth) };
  const changed = await changeActor(parts, iri, (actor) => {
    const next = withChoices(actor, wanted);
    return JSON.stringify(choicesOf(next)) === JSON.stringify(choicesOf(actor)) ? actor : next;
  });
  if (changed === null) return fail(NOT_FOUND);
  await parts.views.choices.replaceOne({ _id: iri }, { capacity }, { upsert: true });
  return readChoices(parts, iri);
}

type Said = Omit<MentoringChoices, 'capacity'>;

function choicesOf(actor: Actor): Said {
  return {
    strengths: actor.strengths,
    growth: actor.growth,
    open: actor.openToPairs,
    cadence: actor.pairCadence,
    outside: actor.outsideSchool,
  };
}

function withChoices(actor: Actor, said: Said): Actor {
  return {
    ...actor,
    strengths: said.strengths,
    growth: said.growth,
    openToPairs: said.open,
    pairCadence: said.cadence,
    outsideSchool: said.outside,
  };
}

/** The same words spelt twice are one tag. */
function distinct(tags: readonly string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => {
    const same = folded(tag);
    return seen.has(same) ? false : seen.add(same);
  });
}
