import type { z } from 'zod';
import type { previewPost as contract, PostFields } from '../../../shared/contracts/practice.ts';
import type { Json } from '../../activities/activity.ts';
import type { ActivityCodec } from '../../activities/ports.ts';
import { audienceFor } from '../../activities/visibility.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { articleOf, checkSize, type WriteParts } from './publish-post.ts';
import { writeText } from './write-text.ts';

/**
 * What publishing would make of these fields, here and on the wire. It goes through the same renderer and the same encoder,
 * so that the preview cannot promise what is not sent; nothing is stored.
 */
export async function previewPost(
  parts: WriteParts & { codec: ActivityCodec },
  actor: string,
  fields: PostFields,
): Promise<Result<z.output<typeof contract.response>>> {
  const iris = parts.naming.actor((await parts.profiles.byIri(actor))?.username ?? '');
  if (iris.iri !== actor) return fail(NOT_FOUND);
  const iri = parts.naming.newObject();
  const now = parts.clock.now();
  const written = await writeText(parts, actor, fields);
  if (!written.ok) return written;
  const audience = audienceFor(fields.visibility, iris.followers, written.value.mentions);
  const url = parts.naming.pageOf(iri);
  const identity = { iri, author: actor, url, audience, publishedAt: now, editedAt: null };
  const article = articleOf(identity, fields, written.value);
  const tooLarge = checkSize(article);
  if (tooLarge) return fail(tooLarge);
  const create = { type: 'Create', iri: parts.naming.newActivity(), actor, audience, publishedAt: now } as const;
  const wire = parts.codec.encode({ ...create, object: article }).object;
  const shown = parts.media.links.present({ ...article, _id: iri, id: '' });
  const image = shown.attachments.find(({ kind }) => kind === 'image');
  return ok({
    html: shown.html,
    summary: article.summary,
    image: image ? { ...image, bytes: null } : null,
    wire: {
      name: textOf(wire, 'name'),
      content: textOf(wire, 'content'),
      preview: textOf(field(wire, 'preview'), 'content'),
      tags: listOf(wire, 'tag').map((tag) => textOf(tag, 'name')),
    },
  });
}

function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

function textOf(value: Json | undefined, name: string): string {
  const text = field(value, name);
  return typeof text === 'string' ? text : '';
}

function listOf(value: Json | undefined, name: string): Json[] {
  const list = field(value, name);
  return Array.isArray(list) ? list : [];
}
