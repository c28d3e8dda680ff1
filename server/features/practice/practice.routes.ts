import { Router } from 'express';
import * as contract from '../../../shared/contracts/practice.ts';
import type { DomainPolicy, RemoteDirectory } from '../../activities/ports.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok } from '../../core/result.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import { findProfile } from '../profiles/index.ts';
import { draftsFor } from './drafts-for.ts';
import { type AudienceParts, deletePost, editPost, editReply, postSource } from './edit-post.ts';
import { pinPost, unpinPost } from './pin-post.ts';
import { INSTANCE_FEED, tagSource } from './practice.model.ts';
import { presentPosts } from './present-posts.ts';
import { previewPost } from './preview-post.ts';
import { publishPost, type WriteParts } from './publish-post.ts';
import { readFeed, readHomeFeed, readPinnedPosts, readProfilePosts } from './read-feed.ts';
import { lookAgain, readReplies } from './read-replies.ts';
import { replyToPost } from './reply-to-post.ts';
import { respondToPost, takeBackResponse } from './respond-to-post.ts';
import { votePoll } from './vote-poll.ts';
import { previewText } from './write-text.ts';

export type PracticeParts = WriteParts & AudienceParts & { remote: RemoteDirectory; policy: DomainPolicy };

export function practiceRoutes(parts: PracticeParts): Router {
  const router = Router();
  const { drafts } = parts;

  bind(router, contract.getHomeFeed, async ({ account, query }) => ok(await readHomeFeed(parts, account.actor, query)));
  bindOpen(router, contract.getInstanceFeed, async ({ asker, query }) =>
    ok(await readFeed(parts, asker, [INSTANCE_FEED], query)),
  );
  bindOpen(router, contract.getTagFeed, async ({ params, asker, query }) =>
    ok(await readFeed(parts, asker, [tagSource(params.tag)], query)),
  );
  bindOpen(router, contract.getProfilePosts, async ({ params, asker, account, query }) => {
    const found = await findProfile({ ...parts, views: parts.profiles }, params.handle, account !== null);
    if (!found.ok) return found;
    return ok(await readProfilePosts(parts, asker, found.value, query, account !== null));
  });

  bindOpen(router, contract.getPinnedPosts, async ({ params, asker, account }) => {
    const found = await findProfile({ ...parts, views: parts.profiles }, params.handle, account !== null);
    if (!found.ok) return found;
    return ok({ items: await readPinnedPosts(parts, asker, found.value, account !== null) });
  });

  bind(router, contract.previewMarkdown, async ({ account, body }) =>
    ok({ html: await previewText(parts, account.actor, body.markdown) }),
  );
  bind(router, contract.listDrafts, async ({ account }) => ok({ items: await draftsFor(drafts, account).list() }));
  bind(router, contract.createDraft, ({ account, body }) => drafts.create(account.actor, body));
  bind(router, contract.getDraft, ({ account, params }) => draftsFor(drafts, account).get(params.id));
  bind(router, contract.saveDraft, ({ account, params, body }) => draftsFor(drafts, account).save(params.id, body));
  bind(router, contract.deleteDraft, ({ account, params }) => draftsFor(drafts, account).remove(params.id));

  bind(router, contract.publishPost, ({ account, body }) => publishPost(parts, account.actor, body));
  bind(router, contract.previewPost, ({ account, body }) => previewPost(parts, account.actor, body));
  bindOpen(router, contract.getPost, async ({ params, asker }) => {
    const post = await parts.views.byId(params.id);
    const [shown] = post ? await presentPosts(parts, asker, [post]) : [];
    return shown ? ok(shown) : fail(NOT_FOUND);
  });
  bind(router, contract.getPostSource, ({ account, params }) => postSource(parts, account.actor, params.id));
  bind(router, contract.editPost, ({ account, params, body }) => editPost(parts, account.actor, params.id, body));
  bind(router, contract.editReply, ({ account, params, body }) =>
    editReply(parts, account.actor, params.id, body.markdown),
  );
  bind(router, contract.deletePost, ({ account, params }) => deletePost(parts, account.actor, params.id));

  bindOpen(router, contract.listReplies, async ({ params, asker, account, query }) => {
    const page = await readReplies(parts, asker, params.id, query);
    // Others are asked for those who have an account here, not for every visitor.
    if (page.ok && account !== null) await lookAgain(parts, params.id);
    return page;
  });
  bind(router, contract.replyToPost, ({ account, params, body }) => replyToPost(parts, account.actor, params.id, body));

  bind(router, contract.votePoll, ({ account, params, body }) =>
    votePoll(parts, account.actor, params.id, body.options),
  );
  bind(router, contract.likePost, ({ account, params }) => respondToPost(parts, account.actor, params.id, 'like'));
  bind(router, contract.unlikePost, ({ account, params }) => takeBackResponse(parts, account.actor, params.id, 'like'));
  bind(router, contract.boostPost, ({ account, params }) => respondToPost(parts, account.actor, params.id, 'boost'));
  bind(router, contract.pinPost, ({ account, params }) => pinPost(parts, account.actor, params.id));
  bind(router, contract.unpinPost, ({ account, params }) => unpinPost(parts, account.actor, params.id));
  bind(router, contract.unboostPost, ({ account, params }) =>
    takeBackResponse(parts, account.actor, params.id, 'boost'),
  );
  return router;
}
