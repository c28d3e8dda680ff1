import type { z } from 'zod';
import type { previewPost as contract } from '../../../shared/contracts/practice.ts';
import type { Json } from '../../activities/activity.ts';
import type { ActivityCodec } from '../../activities/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import type { WrittenPost } from './asked-poll.ts';
import { type WriteParts, writePost } from './publish-post.ts';

/**
 * What publishing would make of these fields, here and on the wire. It goes through the same renderer and the same encoder,
 * so that the preview cannot promise what is not sent; nothing is stored.
 */
export async function previewPost(
  parts: WriteParts & { codec: ActivityCodec },
  actor: string,
  fields: WrittenPost,
): Promise<Result<z.output<typeof contract.response>>> {
  const create = await writePost(parts, actor, fields);
  if (!create.ok) return create;
  const article = create.value.object;
  const wire = parts.codec.encode(create.value).object;
  const shown = parts.media.links.present({ ...article, _id: article.iri, id: '' });
  const image = shown.attachments.find(({ kind }) => kind === 'image');
  return ok({
    html: shown.html,
    summary: article.summary,
    image: image ? { ...image, bytes: null } : null,
    wire: {
      name: textOf(wire, 'name'),
      content: textOf(wire, 'content'),
      // A poll has none: its text is shown whole.
      preview: textOf(field(wire, 'preview') ?? wire, 'content'),
      tags: listOf(wire, 'tag').map((tag) => textOf(tag, 'name')),
      answers: [...listOf(wire, 'oneOf'), ...listOf(wire, 'anyOf')].map((answer) => textOf(answer, 'name')),
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
