import { PLAIN_NOTE, PUBLIC } from '../../server/activities/activity.ts';
import { keyOf } from '../../server/core/ids.ts';
import type { TestInstance } from './instance.ts';

/** A public question by somebody here, open for a minute from `askedAt`: screens offer none, its votes are counted all the same. */
export async function askHere(
  { baseUrl, services }: TestInstance,
  author: string,
  askedAt: Date,
): Promise<{ iri: string; id: string }> {
  const iri = `${baseUrl}/objects/a-poll-of-ours`;
  const audience = { to: [PUBLIC], cc: [`${author}/followers`] };
  await services.pipeline.publish({
    type: 'Create',
    iri: `${baseUrl}/activities/a-poll-of-ours`,
    actor: author,
    audience,
    publishedAt: askedAt,
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri,
      author,
      url: `${baseUrl}/posts/${keyOf(iri)}`,
      html: '<p>Homework?</p>',
      markdown: null,
      inReplyTo: null,
      context: null,
      feedbackKind: null,
      anchor: null,
      invitation: null,
      language: null,
      attachments: [],
      mentions: [],
      tags: [],
      audience,
      publishedAt: askedAt,
      editedAt: null,
      poll: {
        multiple: false,
        options: ['Yes', 'No'].map((text) => ({ text, votes: 0 })),
        voters: null,
        closesAt: new Date(askedAt.getTime() + 60_000),
      },
    },
  });
  return { iri, id: keyOf(iri) };
}
