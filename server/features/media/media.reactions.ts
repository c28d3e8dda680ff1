import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { MediaContext } from './context.ts';
import { deleteFile } from './delete-media.ts';
import type { RemotePictures } from './remote-pictures.ts';

/**
 * Keeps track of which posts show a file, and removes the files of what is deleted, those edited out before too. Copies of
 * what another instance's people delete go as well.
 */
export class MediaReactions implements Reaction {
  readonly name = 'media';
  readonly #context: MediaContext;
  readonly #naming: Naming;
  readonly #pictures: RemotePictures;

  constructor(context: MediaContext, naming: Naming, pictures: RemotePictures) {
    this.#context = context;
    this.#naming = naming;
    this.#pictures = pictures;
  }

  async react({ activity }: Occurrence): Promise<void> {
    const { actor } = activity;
    const local = this.#naming.isLocal(actor);
    switch (activity.type) {
      case 'Create':
      case 'Update':
        if (!local || activity.object.kind === 'actor') return;
        return this.#onShown(actor, activity.object.iri, activity.object.attachments);
      case 'Delete':
        return local ? this.#onDeleted(actor, activity.object) : this.#pictures.forget(activity.object);
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
    const filter = { _id: { $in: [...shown] }, owner };
    await files.updateMany(filter, { $addToSet: { posts: post }, $set: { unusedSince: null } });
  }

  async #onDeleted(owner: string, post: string): Promise<void> {
    for (const file of await this.#context.files.inPost(post)) {
      if (file.owner !== owner) continue;
      const posts = file.posts.filter((other) => other !== post);
      const formerPosts = file.formerPosts.filter((other) => other !== post);
      if (posts.length === 0) await deleteFile(this.#context, { ...file, posts });
      else await this.#context.files.files.updateOne({ _id: file._id }, { $set: { posts, formerPosts } });
    }
  }
}
