import type { Clock } from '../core/clock.ts';
import { type Note, PLAIN_NOTE } from './activity.ts';
import type { Pipeline } from './pipeline.ts';
import type { Naming } from './ports.ts';

/** What a reply and a private message have in common: a Note that somebody here writes in Markdown. */
interface NoteDraft extends Pick<Note, 'author' | 'html' | 'feedbackKind' | 'mentions' | 'audience'> {
  /** What was typed; null for what this instance writes for somebody. */
  markdown: string | null;
  language?: Note['language'];
  attachments?: Note['attachments'];
  anchor?: Note['anchor'];
  invitation?: Note['invitation'];
  poll?: Note['poll'];
  vote?: Note['vote'];
  tags?: string[];
  inReplyTo?: string | null;
  context?: string | null;
  /** When a retry must give the same Note: what its IRI and its Create's are made of. */
  name?: string;
}

/** Publishes a new Note and answers its IRI. */
export async function publishNote(
  { pipeline, naming, clock }: { pipeline: Pipeline; naming: Naming; clock: Clock },
  { name, inReplyTo = null, context = null, ...draft }: NoteDraft,
): Promise<string> {
  const iri = naming.newObject(name);
  const publishedAt = clock.now();
  await pipeline.publish({
    type: 'Create',
    iri: naming.newActivity(name),
    actor: draft.author,
    audience: draft.audience,
    publishedAt,
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri,
      url: naming.pageOf(iri),
      inReplyTo,
      context,
      anchor: null,
      invitation: null,
      language: null,
      attachments: [],
      tags: [],
      publishedAt,
      editedAt: null,
      ...draft,
    },
  });
  return iri;
}
