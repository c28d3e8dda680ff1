import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { isPrivate } from '../../activities/visibility.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { MediaContext } from './context.ts';
import { removeFile } from './delete-media.ts';
import type { RemotePictures } from './remote-pictures.ts';

const MAX_AT_ONCE = 16;

/**
 * Keeps track of which posts show a file, and removes the files of what is deleted, those edited out before too. Copies of
 * what another instance's people delete or take out go as well.
 */
export class MediaReactions implements Reaction {
  readonly name = 'media';
  readonly #context: MediaContext;
  readonly #naming: Naming;
  readonly #pictures: RemotePictures;
  readonly #attachmentsOf: (post: string) => Promise<readonly { url: string }[]>;
  /** One at a time for each post: each looks at how it stands then. */
  readonly #queue = new KeyedQueue(MAX_AT_ONCE);

  /** `attachmentsOf` answers what a post has now; nothing when it is deleted. */
  constructor(
    context: MediaContext,
    naming: Naming,
    pictures: RemotePictures,
    attachmentsOf: (post: string) => Promise<readonly { url: string }[]>,
  ) {
    this.#context = context;
    this.#naming = naming;
    this.#pictures = pictures;
    this.#attachmentsOf = attachmentsOf;
  }

  async react({ activity }: Occurrence): Promise<void> {
    const { actor } = activity;
    const local = this.#naming.isLocal(actor);
    switch (activity.type) {
      case 'Create':
      case 'Update': {
        const { object } = activity;
        if (object.kind === 'actor') return;
        // What is new and has nothing, or is elsewhere, changes nothing: that is nearly all.
        if (activity.type === 'Create' && (!local || object.attachments.length === 0)) return;
        if (local && object.kind === 'note' && object.context !== null && isPrivate(object.audience))
          return this.#onSaid(actor, object.iri, object.attachments);
        return this.#queue.run([object.iri], async () => {
          const attachments = await this.#attachmentsOf(object.iri);
          if (local) await this.#onShown(actor, object.iri, attachments);
          else await this.#pictures.keepOnly(object.iri, attachments);
        });
      }
      case 'Add':
        if (local && 'attachments' in activity.object)
          return this.#onSaid(actor, activity.object.iri, activity.object.attachments);
        return;
      case 'Delete': {
        const { object } = activity;
        return this.#queue.run([object], async () => {
          if (local) await this.#onDeleted(actor, object);
          // Anybody can send a Delete that names it: what its author did not delete has its pictures still.
          else await this.#pictures.keepOnly(object, await this.#attachmentsOf(object));
        });
      }
      default:
    }
  }

  async #onShown(owner: string, post: string, attachments: readonly { url: string }[]): Promise<void> {
    const { files } = this.#context.files;
    const shown = new Set(attachments.flatMap(({ url }) => this.#naming.mediaId(url) ?? []));
    for (const { _id, owner: of, posts } of await this.#context.files.inPost(post)) {
      if (of !== owner || shown.has(_id) || !posts.includes(post)) continue;
      const others = posts.filter((other) => other !== post);
      const unusedSince = others.length > 0 ? null : this.#context.clock.now();
      await files.updateOne({ _id }, { $set: { posts: others, unusedSince }, $addToSet: { formerPosts: post } });
    }
    if (shown.size === 0) return;
    const filter = { _id: { $in: [...shown] }, owner, state: 'ready' as const };
    await files.updateMany(filter, { $addToSet: { posts: post }, $set: { unusedSince: null } });
  }

  /** A message or an entry of a pair: its files go when it is deleted. */
  async #onSaid(owner: string, iri: string, attachments: readonly { url: string }[]): Promise<void> {
    const shown = attachments.flatMap(({ url }) => this.#naming.mediaId(url) ?? []);
    if (shown.length === 0) return;
    const filter = { _id: { $in: shown }, owner, state: 'ready' as const, thread: { $exists: true } };
    await this.#context.files.files.updateMany(filter, { $addToSet: { posts: iri }, $set: { unusedSince: null } });
  }

  async #onDeleted(owner: string, post: string): Promise<void> {
    for (const file of await this.#context.files.inPost(post)) {
      if (file.owner !== owner) continue;
      const posts = file.posts.filter((other) => other !== post);
      const formerPosts = file.formerPosts.filter((other) => other !== post);
      if (posts.length === 0) await removeFile(this.#context, file);
      else await this.#context.files.files.updateOne({ _id: file._id }, { $set: { posts, formerPosts } });
    }
  }
}
