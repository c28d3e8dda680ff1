import type { RequestListener, Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { History } from './activities/history.ts';
import { ActivityLog } from './activities/log.ts';
import { Pipeline, type Rebuilt } from './activities/pipeline.ts';
import { RedactionReaction } from './activities/redaction.ts';
import { tellSettled } from './activities/settled.ts';
import { ANYONE } from './activities/visibility.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { type Clock, systemClock } from './core/clock.ts';
import type { Logger } from './core/logger.ts';
import { type AccountLife, createAccountLife, speakingRules } from './features/account-life/index.ts';
import { type Accounts, type AccountsOptions, createAccounts, SESSION_COOKIE } from './features/accounts/index.ts';
import {
  CredibilityReactions,
  CycleReactions,
  CyclesProjection,
  CycleViews,
  countClosedTurns,
  cycleRoutes,
  followUpCounts,
  goingPublic,
  ProtocolViews,
  SharedTurns,
  ThoughtReactions,
  ThoughtsProjection,
  ThoughtViews,
  turnCounts,
} from './features/cycles/index.ts';
import { federationRoutes } from './features/federation/index.ts';
import {
  BlocksProjection,
  FollowReactions,
  FollowsProjection,
  FollowViews,
  followRoutes,
} from './features/follows/index.ts';
import { KeptTexts, keptTextRoutes } from './features/kept-texts/index.ts';
import { createMailboxes, MailboxProjection, MailboxViews } from './features/mailbox/index.ts';
import { createMedia, type Media } from './features/media/index.ts';
import {
  CapacityReaction,
  followMoves,
  invitationRoutes,
  JoinTokens,
  type LedgerSources,
  MentoringProjection,
  MentoringReactions,
  MentoringViews,
  MoveReactions,
  mentoringRoutes,
  otherMember,
  type PairNews,
  type PairView,
  resumePairs,
  SeveredReactions,
} from './features/mentoring/index.ts';
import { createModeration, ReportViews } from './features/moderation/index.ts';
import { createNotifications, type Notifications } from './features/notifications/index.ts';
import { createOAuth, type OAuthLimits } from './features/oauth/index.ts';
import { FollowImports, OnboardingViews, onboardingRoutes } from './features/onboarding/index.ts';
import { introductionsFor, type PartnerParts, PartnerViews, partnerRoutes } from './features/partners/index.ts';
import {
  Drafts,
  gradeLevelName,
  openPosts,
  PollRounds,
  PracticeProjection,
  PracticeReactions,
  PracticeViews,
  postFor,
  postsOfPerson,
  practicePages,
  practiceRoutes,
  QuoteRequestReactions,
  tagOfPath,
} from './features/practice/index.ts';
import {
  createActor,
  DeletedActors,
  MovesProjection,
  MoveViews,
  ProfileRefresher,
  ProfilesProjection,
  ProfileViews,
  profilePages,
  profileRoutes,
  type ShowingPeople,
} from './features/profiles/index.ts';
import { SearchProjection, SearchViews, searchRoutes } from './features/search/index.ts';
import { createSessions } from './features/sessions/index.ts';
import {
  messagesAfter,
  openThread,
  readMessage,
  ThreadReactions,
  ThreadsProjection,
  ThreadViews,
  threadRoutes,
  unreadMessages,
} from './features/threads/index.ts';
import {
  createCodec,
  createDelivery,
  createFederation,
  createKeyRing,
  createNaming,
  type Delivery,
  type Federation,
} from './federation/index.ts';
import { loadSecretKey } from './http/secret-key.ts';
import { createRealtime, openSharedRooms } from './realtime/index.ts';
import { type Database, openDatabase } from './storage/index.ts';

/** What tests and benchmarks may set and nobody else needs to. */
export interface InstanceOptions {
  clock?: Clock;
  /** In [0, 1); spreads delivery retries. */
  random?: () => number;
  limits?: AccountsOptions['limits'] & Partial<OAuthLimits>;
  passwords?: AccountsOptions['passwords'];
}

export interface Instance {
  db: Database;
  log: ActivityLog;
  pipeline: Pipeline;
  accounts: Accounts;
  delivery: Delivery;
  federation: Federation;
  media: Media;
  notifications: Notifications;
  pollRounds: PollRounds;
  accountLife: AccountLife;
  /** Serves HTTP and live connections on a server that listens, or will. */
  attach(server: Server): void;
  /** Finishes what an earlier run left undone, then takes up delivery. */
  start(): Promise<void>;
  /** Drops all views and makes them anew from the log. */
  rebuild(): Promise<Rebuilt>;
  /** Ends connections, lets work under way finish, closes the database. */
  stop(): Promise<void>;
}

const CLIENT_DIR = fileURLToPath(new URL('../dist/client', import.meta.url));

/** The only place that constructs things: opens the database and puts the parts together. Listens to nothing yet. */
export async function compose(config: Config, logger: Logger, options: InstanceOptions = {}): Promise<Instance> {
  const { clock = systemClock } = options;
  const { version } = packageJson;
  const secretKey = await loadSecretKey(config.secretKey, config.dataDir);
  const db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, logger });

  // What everything else is made of: names, the log, who people are and how they stand to each other.
  const naming = createNaming(config.baseUrl);
  const codec = createCodec(naming);
  const log = new ActivityLog(db, clock);
  await log.prepare();
  const keys = createKeyRing(db, secretKey, clock);
  const profiles = new ProfileViews(db, naming);
  await profiles.prepare();
  const moderation = await createModeration({ db, domain: config.domain, people: profiles, clock, logger });
  const { policy } = moderation;
  const deleted = new DeletedActors({ profiles, clock, logger });
  await deleted.start();
  const follows = new FollowViews(db, profiles);
  const practice = new PracticeViews(db);
  const mentoring = new MentoringViews(db);
  const messages = new ThreadViews(db);
  const cycles = new CycleViews(db, mentoring);
  const thoughts = new ThoughtViews(db);
  const protocols = new ProtocolViews(db);
  await protocols.prepare();
  const searchable = new SearchViews(db, practice);
  const mail = new MailboxViews(db);
  const onboarding = new OnboardingViews(db);
  await onboarding.prepare();
  const partners = new PartnerViews(db);
  await partners.prepare();
  const drafts = new Drafts(db, clock);
  await drafts.prepare();
  const keptTexts = new KeptTexts(db, clock);
  await keptTexts.prepare();

  // The way out, the pipeline, the way in.
  const federationConfig = {
    instanceName: config.instanceName,
    version,
    allowPrivate: config.federationAllowPrivate,
    authorizedFetch: config.federationAuthorizedFetch,
    openRegistrations: config.registration === 'open',
  };
  const posts = openPosts({ views: practice, follows, policy, naming });
  const outside = { naming, codec, db, log, keys, actors: profiles, follows, posts, policy, clock, logger };
  const delivery = createDelivery({
    ...outside,
    config: federationConfig,
    onSettled: (activity) => void tellSettled(log, realtime.live, activity).catch(() => {}),
    ...(options.random ? { random: options.random } : {}),
  });
  const moves = new MoveViews(db);
  const departures = {
    hasMoved: (actor: string) => moves.hasMoved(actor),
    isDeleted: (actor: string) => deleted.isDeletedSender(actor),
  };
  const rules = speakingRules({ profiles, blocks: follows.blocks });
  const { isLocal } = naming;
  const pipeline = new Pipeline({ log, codec, outgoing: delivery, departures, rules, isLocal, clock, logger });
  const federation = createFederation({ ...outside, config: federationConfig, delivery, intake: pipeline });
  const { remote } = federation;
  const refresher = new ProfileRefresher(db, { remote, clock, logger });
  await refresher.prepare();
  deleted.onHeardFrom((actor) => {
    remote
      .fetch(actor)
      .catch((err: unknown) => logger.error({ err }, 'whether somebody is back could not be found out'));
  });

  const shared = {
    profiles,
    follows,
    pipeline,
    naming,
    remote,
    policy,
    clock,
    deliveries: delivery,
    reachability: delivery.hosts,
  };
  const oauth = await createOAuth({
    db,
    clock,
    baseUrl: config.baseUrl,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const accounts = await createAccounts({
    db,
    secretKey,
    clock,
    version,
    baseUrl: config.baseUrl,
    instanceName: config.instanceName,
    registration: config.registration,
    apps: oauth,
    createActor: (account) => createActor({ views: profiles, pipeline, naming, keys, clock }, account),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.passwords ? { passwords: options.passwords } : {}),
  });

  const partnerParts: PartnerParts = {
    ...shared,
    views: partners,
    mentoring,
    search: searchable,
    principalOf: accounts.principalOf,
  };

  const media = await createMedia({
    db,
    naming,
    remote: federation.files,
    policy,
    clock,
    logger,
    secretKey,
    dataDir: config.dataDir,
    limits: config.media,
    s3: config.media.s3,
    isDrafted: (owner, id) => drafts.mention(owner, id),
    pictureOf: (post, index) => practice.pictureOf(post, index),
    attachmentsOf: async (post) => (await practice.byIri(post))?.attachments ?? [],
    signerOf: federation.askerOf,
    isPair: async (thread, one, other) => (await mentoring.inThread(thread, one, other)) !== null,
    async pairFor(actor, id) {
      const pair = await mentoring.forMember(id, actor);
      return pair && { thread: pair.thread, partner: otherMember(pair, actor) };
    },
  });
  const showing: ShowingPeople = {
    withEmojis: media.links.withEmojis,
    personAt: async (iri) => (await profiles.summaries([iri]))(iri),
  };
  const threadParts = { ...shared, views: messages, mentoring, pairFiles: media.pairFiles, thoughts };
  const cycleParts = {
    ...shared,
    views: cycles,
    thoughts,
    protocols,
    shared: new SharedTurns(db),
    mentoring,
    practice,
    messages,
    drafts,
    files: media.pairFiles,
  };
  const practiceParts = {
    ...shared,
    views: practice,
    drafts,
    log,
    codec,
    media,
    thoughts,
    goingPublic: goingPublic(cycleParts),
  };
  const sharedRooms = config.databaseUrl === undefined ? null : await openSharedRooms(config.databaseUrl, logger);
  const realtime = createRealtime({
    baseUrl: config.baseUrl,
    sessions: accounts,
    threads: {
      mayOpen: async (actor, thread) => (await openThread(threadParts, actor, thread)) !== null,
      messagesAfter: (actor, thread, cursor) => messagesAfter(threadParts, actor, thread, cursor),
      messageFor: (actor, message) => readMessage(threadParts, actor, message),
    },
    posts: { maySee: async (asker, id) => (await postFor(practiceParts, asker, id)) !== null },
    logger,
    adapter: sharedRooms?.adapter,
  });
  const { live } = realtime;

  const followImports = new FollowImports({ ...shared, views: onboarding, logger, alone: db.engine === 'embedded' });
  const history = new History(log, codec, moves);
  const sessions = await createSessions({
    ...shared,
    db,
    secretKey,
    baseUrl: config.baseUrl,
    mentoring,
    accounts,
  });
  const reports = new ReportViews(db);
  await reports.prepare();
  const notifications = await createNotifications({
    ...shared,
    db,
    secretKey,
    baseUrl: config.baseUrl,
    domain: config.domain,
    instanceName: config.instanceName,
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
    accounts,
    reports,
    practice,
    mentoring,
    threads: messages,
    cycles,
    sessions: sessions.views,
    introductions: (actor) => introductionsFor(partnerParts, actor),
    drafts,
    history,
    outside: delivery.outside,
    live,
    logger,
  });
  const news: PairNews = {
    unread: (actor, pairs) => unreadMessages(messages, actor, pairs),
    muted: notifications.muted,
  };
  const capacityOf = (actor: string) => partners.capacityOf(actor);
  const ledgerSources: LedgerSources = {
    turnCounts: (share) => turnCounts(cycles, share),
    followUpCounts: (share) => followUpCounts(cycles, share),
    sessionMinutes: sessions.heldMinutes,
  };
  const sharedTurns = cycleParts.shared;
  await sharedTurns.prepare();
  const accountLife = createAccountLife({
    ...shared,
    db,
    moves,
    deleted,
    mentoring,
    practice,
    threads: messages,
    cycles,
    sessions: sessions.views,
    suspensions: moderation.suspensions,
    reports,
    readers: notifications,
    instanceActor: naming.instanceActor,
    accounts,
    outgoing: delivery,
    keys,
    codec,
    logger,
    alone: db.engine === 'embedded',
    close: (account) => accounts.close(account),
    confirmPassword: (account, typed) => accounts.confirmPassword(account, typed),
    lifted: (actor) => resumePairs({ ...shared, mentoring, signs: delivery.hosts, logger }, { actor }),
    forget: [
      ({ account }) => oauth.revokeAllOf(account),
      ({ actor }) => drafts.forget(actor),
      ({ actor }) => keptTexts.forget(actor),
      ({ actor }) => media.forget(actor),
      ({ actor }) => notifications.forget(actor),
      ({ actor }) => sessions.forget(actor),
      ({ actor }) => partners.forget(actor),
      ({ actor }) => onboarding.forget(actor),
      ({ actor }) => sharedTurns.forget(actor),
    ],
  });
  pipeline.addProjection(
    new ProfilesProjection(profiles, naming, deleted),
    new MovesProjection(moves, profiles, naming, [
      followMoves(mentoring, [messages, sessions.views, cycles, thoughts]),
    ]),
    new BlocksProjection(follows.blocks, naming, history),
    new FollowsProjection(follows, history),
    new PracticeProjection(practice, profiles, history),
    new MentoringProjection(mentoring, practice, history),
    new ThreadsProjection(messages, mentoring, history),
    sessions.projection,
    new CyclesProjection(cycles, mentoring, history),
    new ThoughtsProjection(thoughts, history),
    new SearchProjection(searchable, practice, profiles),
    new MailboxProjection({ views: mail, naming, log }),
  );
  const pollRounds = new PollRounds({ ...shared, db, views: practice, log, codec, history, logger });
  pipeline.addReaction(
    new FollowReactions({ ...shared, views: follows }),
    new PracticeReactions({ ...shared, views: practice, live, logger }),
    new QuoteRequestReactions({ ...shared, views: practice }),
    pollRounds,
    new CapacityReaction({ ...shared, db, views: mentoring, history, capacityOf }),
    new MentoringReactions(mentoring, history, live),
    new SeveredReactions(mentoring, delivery.hosts),
    new MoveReactions({ views: mentoring, moves, remote, signs: delivery.hosts, live }),
    new ThreadReactions(messages, mentoring, live),
    new CycleReactions({ ...cycleParts, live }),
    new ThoughtReactions({ ...cycleParts, live }),
    new CredibilityReactions(cycleParts),
    new RedactionReaction(log, codec),
    federation.keysReaction,
    federation.forwardingReaction,
    moderation.reaction,
    ...accountLife.reactions,
    notifications.reaction,
    media.reaction,
  );

  moderation.onUnblocked((domain) => {
    const resumed = resumePairs({ ...shared, mentoring, signs: delivery.hosts, logger }, { domain });
    resumed.catch((err: unknown) => logger.error({ err, domain }, 'pairs could not be resumed'));
  });

  const practicePage = practicePages({
    ...practiceParts,
    site: { name: config.instanceName, baseUrl: config.baseUrl },
  });
  const profilePage = profilePages({
    ...shared,
    views: profiles,
    relations: follows,
    showing,
    postsOf: (actor, request) => postsOfPerson(practiceParts, actor, request),
    levelName: gradeLevelName,
  });

  const mentoringParts = {
    ...shared,
    views: mentoring,
    practice,
    news,
    sources: ledgerSources,
    capacityOf,
    async met({ _id: pair, offerer }: PairView) {
      return {
        sessionsPast: (await sessions.views.heldBy({ actor: offerer, pair }, clock.now())).length,
        turnsClosed: await countClosedTurns(cycles, pair),
      };
    },
    invitations: {
      tokens: new JoinTokens(secretKey),
      baseUrl: config.baseUrl,
      instanceName: config.instanceName,
      languageOf: accounts.languageOf,
    },
  };

  const app: RequestListener = createApp({
    config,
    version,
    db,
    logger,
    appRouters: [
      oauth.protocolRouter,
      federation.clientRouter({
        authenticate: accounts.authenticate,
        mailboxes: createMailboxes({
          act: {
            practice: practiceParts,
            follows: { ...shared, views: follows },
            threads: threadParts,
            mentoring,
            log,
            remote,
          },
          read: { ...shared, views: mail, practice, log, codec },
        }),
      }),
    ],
    federationRouter: federation.router,
    mediaRouter: media.serving,
    authenticate: accounts.authenticate,
    calendarRouter: sessions.calendarRouter,
    sessionCookie: SESSION_COOKIE,
    apiRouters: [
      accounts.router,
      oauth.router,
      profileRoutes({ ...shared, views: profiles, relations: follows, showing, refresher, renamed: accounts.rename }),
      followRoutes({ ...shared, views: follows, showing }),
      practiceRoutes(practiceParts),
      mentoringRoutes(mentoringParts),
      invitationRoutes({ ...mentoringParts, registration: config.registration, codeFor: accounts.codeFor }),
      partnerRoutes({ ...partnerParts, pipeline }),
      sessions.router,
      keptTextRoutes(keptTexts),
      threadRoutes({ ...threadParts, onRead: notifications.onThreadRead }),
      cycleRoutes(cycleParts),
      notifications.router,
      searchRoutes({ ...shared, practice, media, views: searchable }),
      onboardingRoutes({
        ...shared,
        views: onboarding,
        search: searchable,
        practice,
        media,
        imports: followImports,
        inviterOf: accounts.inviterOf,
      }),
      moderation.router,
      accountLife.router,
      federationRoutes({ hosts: delivery.traffic, letters: pipeline, refusals: federation.refusals }),
      media.router,
    ],
    client: {
      clientDir: CLIENT_DIR,
      publicPages: async (request) => (await practicePage(request)) ?? (await profilePage(request)),
      async alternateOf(path) {
        const handle = /^\/@([a-z0-9_]+)$/i.exec(path)?.[1];
        if (handle) return (await profiles.local(handle))?.iri ?? null;
        const tag = tagOfPath(path);
        if (tag !== null) return naming.tagPage(tag);
        const id = /^\/posts\/([A-Za-z0-9_-]+)$/.exec(path)?.[1];
        return id ? ((await postFor(practiceParts, ANYONE, id))?._id ?? null) : null;
      },
    },
  });

  let server: Server | null = null;
  return {
    db,
    log,
    pipeline,
    accounts,
    delivery,
    federation,
    media,
    notifications,
    pollRounds,
    accountLife,
    attach(listening) {
      server = listening;
      server.on('request', (req, res) => {
        if (!federation.receive(req, res)) app(req, res);
      });
      realtime.attach(server);
    },
    async start() {
      await pipeline.start();
      await federation.start();
      await followImports.start();
      await accountLife.start();
      await pollRounds.start();
      notifications.start();
      media.start();
    },
    rebuild: () => pipeline.rebuild(),
    async stop() {
      await realtime.close();
      await closeServer(server);
      await media.stop();
      await followImports.stop();
      await accountLife.stop();
      await refresher.idle();
      await pollRounds.stop();
      await pipeline.stop();
      await notifications.stop();
      await federation.stop();
      moderation.close();
      deleted.stop();
      await sharedRooms?.close();
      await db.close();
    },
  };
}

/** Requests under way may end within this; a browser also opens connections in advance and asks nothing on them. */
const CLOSE_DEADLINE_MS = 5_000;

async function closeServer(server: Server | null): Promise<void> {
  if (!server?.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_DEADLINE_MS);
  await closed;
  clearTimeout(deadline);
}
