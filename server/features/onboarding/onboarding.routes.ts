import { Router } from 'express';
import * as contract from '../../../shared/contracts/onboarding.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok } from '../../core/result.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import { languageOf } from '../../http/language.ts';
import { addressKey, createRateLimit } from '../../http/rate-limit.ts';
import { translateSentence } from '../../http/sentences.ts';
import type { FoundParts } from '../search/index.ts';
import type { FollowImports } from './import-follows.ts';
import { importProfile } from './import-profile.ts';
import { feedbackWanted } from './next-action.ts';
import { dismissSuggestion, type SuggestParts, suggestPeople } from './suggest-people.ts';

const EXPORTED_MAX = 10_000;
const EXPORT_BATCH = 500;
/** Codes have 78 bits; this keeps guessing from being free. A staff on its training day shares one address. */
const INVITATIONS_READ = { attempts: 200, seconds: 900 };
/** Requests to other servers that one account can cause. */
const PROFILES_IMPORTED = { attempts: 10, seconds: 60 };

export interface OnboardingParts extends SuggestParts, FoundParts {
  imports: FollowImports;
  /** The actor of whoever made an invitation that can be used; undefined when there is none. */
  inviterOf(code: string): Promise<string | null | undefined>;
}

export function onboardingRoutes(parts: OnboardingParts): Router {
  const router = Router();
  const { views, imports } = parts;
  const invitationsRead = createRateLimit('invitation', INVITATIONS_READ);
  const profilesImported = createRateLimit('import-profile', PROFILES_IMPORTED);

  bindOpen(router, contract.getInvitation, async ({ params, req }) => {
    const allowed = await invitationsRead(addressKey(req.ip ?? ''));
    if (!allowed.ok) return allowed;
    const inviter = await parts.inviterOf(params.code);
    if (inviter === undefined) return fail(NOT_FOUND);
    const person = inviter === null ? null : (await parts.profiles.summaries([inviter]))(inviter);
    return ok({ invitedBy: person });
  });

  bind(router, contract.getOnboarding, async ({ account }) => {
    const found = await views.steps.findOne({ _id: account.actor });
    return ok({ step: found?.step ?? null });
  });
  bind(router, contract.setOnboardingStep, async ({ account, body }) => {
    await views.steps.replaceOne({ _id: account.actor }, { step: body.step }, { upsert: true });
    return ok(undefined);
  });
  bind(router, contract.importProfile, async ({ account, query }) => {
    const allowed = await profilesImported(account.id);
    return allowed.ok ? importProfile(parts, query.handle) : allowed;
  });
  bind(router, contract.getNextAction, async ({ account }) =>
    ok({ feedbackOn: await feedbackWanted(parts, account.actor) }),
  );

  bind(router, contract.listSuggestions, async ({ account }) =>
    ok({ items: await suggestPeople(parts, account.actor) }),
  );
  bind(router, contract.dismissSuggestion, ({ account, params }) =>
    dismissSuggestion(parts, account.actor, params.handle),
  );

  bind(router, contract.startFollowImport, ({ account, body }) => imports.begin(account.actor, body.handles));
  bind(router, contract.getFollowImport, async ({ account }) => ok({ latest: await imports.latest(account.actor) }));
  bind(router, contract.cancelFollowImport, ({ account, params }) => imports.cancel(account.actor, params.id));
  bind(router, contract.listImportLines, async ({ account, params, query, req }) => {
    const page = await imports.lines(account.actor, params.id, query);
    if (!page.ok) return page;
    // Written down in English when it happened; read in whatever language its person reads now.
    const say = (reason: string) => translateSentence(reason, languageOf(req)) ?? reason;
    return ok({ ...page.value, items: page.value.items.map((line) => ({ ...line, reason: say(line.reason) })) });
  });
  bind(router, contract.exportFollows, async ({ account }) =>
    ok({ handles: await followedHandles(parts, account.actor) }),
  );

  return router;
}

async function followedHandles({ follows, profiles }: OnboardingParts, actor: string): Promise<string[]> {
  const handles: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { actors: string[]; next: string | null } = await follows.page(
      'following',
      actor,
      cursor,
      EXPORT_BATCH,
    );
    const person = await profiles.summaries(page.actors);
    handles.push(...page.actors.map((iri) => person(iri).handle.replace(/^@/, '')));
    cursor = page.next;
  } while (cursor !== null && handles.length < EXPORTED_MAX);
  return handles.slice(0, EXPORTED_MAX).sort();
}
