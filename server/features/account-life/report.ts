import type { Report as ShownReport } from '../../../shared/contracts/account-life.ts';
import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import { ANYONE } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { keyOf, newId } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { FollowViews } from '../follows/index.ts';
import type { Report, ReportViews } from '../moderation/index.ts';
import { type PracticeViews, postFor, visibleAmong } from '../practice/index.ts';
import { findProfile, type ProfileViews } from '../profiles/index.ts';

export interface ReportParts {
  reports: ReportViews;
  profiles: ProfileViews;
  follows: FollowViews;
  practice: PracticeViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
  /** IRI of the actor in whose name this instance reports to others. */
  instanceActor: string;
  readers: ReportReaders;
  logger: Logger;
}

/** Who is told that there is something to look at, and that there no longer is; never what it says. */
export interface ReportReaders {
  onReported(report: string, from: string): Promise<void>;
  onResolved(report: string): Promise<void>;
}

interface Said {
  handle: string;
  posts: readonly string[];
  reason: string;
  forward: boolean;
}

/**
 * Reports somebody, and posts of theirs that the reporter can see, to the admins here; and, if they want it, to the other
 * instance in the name of this one, which does not say who it was.
 */
export async function report(parts: ReportParts, from: string, said: Said): Promise<Result<void>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, said.handle, true);
  if (!found.ok) return found;
  const about = found.value;
  if (about._id === from) return fail(SELF);
  const posts: string[] = [];
  for (const id of said.posts) {
    const post = await postFor({ ...parts, views: parts.practice }, { kind: 'actor', iri: from }, id);
    if (post?.author !== about._id) return fail(NOT_FOUND);
    posts.push(post._id);
  }
  const forwarded = said.forward && !about.local;
  const at = parts.clock.now();
  const id = await parts.reports.add(
    { from, host: null, about: about._id, posts, reason: said.reason, at, forwarded },
    newId(at.getTime()),
  );
  if (forwarded) {
    await parts.pipeline.publish({
      type: 'Flag',
      iri: parts.naming.newActivity(),
      actor: parts.instanceActor,
      object: about._id,
      about: posts,
      reason: said.reason,
      audience: { to: [about._id], cc: [] },
      publishedAt: at,
    });
  }
  // The report stands, whoever could not be told of it: sent again it would be a second one.
  if (id !== null) {
    await parts.readers.onReported(id, from).catch((err: unknown) => {
      parts.logger.error({ err }, 'the admins could not be told of a report');
    });
  }
  return ok(undefined);
}

export async function changeReport(parts: ReportParts, id: string, state: Report['state']): Promise<Result<void>> {
  if (!(await parts.reports.setState(id, state))) return fail(NOT_FOUND);
  if (state === 'resolved') await parts.readers.onResolved(id);
  return ok(undefined);
}

export async function listReports(
  parts: ReportParts,
  { state, cursor, limit }: PageQuery & { state: Report['state'] },
): Promise<Page<ShownReport>> {
  const found = await parts.reports.page(state, cursor ?? null, limit);
  const [person, posts] = await Promise.all([
    parts.profiles.summaries(found.flatMap(({ from, about }) => [from, about])),
    parts.practice.byIris([...new Set(found.flatMap((one) => one.posts))]),
  ]);
  // Of a post an admin sees here what any visitor may see, and of others that there is one.
  const { visible } = await visibleAmong(parts, ANYONE, posts);
  const excerpts = new Map(visible.map((post) => [post._id, post.title || post.warning || post.summary]));
  return {
    items: found.map((one) => ({
      id: one._id,
      from: person(one.from),
      about: person(one.about),
      posts: one.posts.map((iri) => ({ id: keyOf(iri), excerpt: excerpts.get(iri)?.slice(0, EXCERPT_CHARS) ?? null })),
      reason: one.reason,
      at: one.at.toISOString(),
      state: one.state,
      forwarded: one.forwarded,
    })),
    next: found.length === limit ? (found.at(-1)?.position ?? null) : null,
  };
}

const EXCERPT_CHARS = 140;
const SELF = appError('conflict', 'You cannot report yourself.');
