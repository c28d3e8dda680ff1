import type { MentoringParts } from './context.ts';
import { agreementBetween } from './terms.model.ts';

/** Publishes terms, of a new pair or for one that there is, to the one they are offered to alone; answers the IRI. */
export async function publishOffer(
  { pipeline, naming, clock }: Pick<MentoringParts, 'pipeline' | 'naming' | 'clock'>,
  actor: string,
  other: string,
  about: { terms: Parameters<typeof agreementBetween>[2]; counters?: string; amends?: string },
): Promise<string> {
  const iri = naming.newActivity();
  await pipeline.publish({
    type: 'Offer',
    iri,
    actor,
    audience: { to: [other], cc: [] },
    publishedAt: clock.now(),
    object: {
      kind: 'relationship',
      iri: naming.newObject(),
      subject: actor,
      object: other,
      agreement: agreementBetween(actor, other, about.terms),
    },
    counters: about.counters ?? null,
    amends: about.amends ?? null,
  });
  return iri;
}
