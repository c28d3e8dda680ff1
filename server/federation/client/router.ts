import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Json, JsonObject } from '../../activities/activity.ts';
import type { Mailboxes } from '../../activities/app-requests.ts';
import type { ActivityLog, LogEntry } from '../../activities/log.ts';
import { appError } from '../../core/errors.ts';
import type { Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isBearer } from '../../http/csrf.ts';
import { refuseApp } from '../../http/endpoint.ts';
import { sendError } from '../../http/errors.ts';
import { askerOf, isApp, principalOf } from '../../http/principal.ts';
import type { Needed } from '../../http/scopes.ts';
import { isObject } from '../convert/read.ts';
import type { Engine } from '../engine.ts';
import { readBody } from '../inbox/read-body.ts';
import { cleaned, LIMITS } from '../limits.ts';
import { type FederationNaming, PATHS } from '../naming.ts';
import { sendDocument } from '../routes/answer.ts';
import type { Documents } from '../routes/documents.ts';
import { isActivity, readRequest } from './read-request.ts';

export interface ClientParts {
  naming: FederationNaming;
  log: ActivityLog;
  documents: Documents;
  engine(): Promise<Engine>;
  mailboxes: Mailboxes;
  /** Finds out who a request acts for, by the token it brings. */
  authenticate(req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void;
}

const PAGE_LENGTH = 20;
const MEDIA_TYPES = new Set(['application/activity+json', 'application/ld+json', 'application/json']);
/** A position in a box, or `true` for its beginning. */
const CURSOR = /^[\w.: -]{1,100}$/;
const KEY = /^[\w-]{8,100}$/;
const CONTEXT = 'https://www.w3.org/ns/activitystreams';

/**
 * Client to server (AP 6): somebody's own outbox and inbox, for an app that brings a token of theirs. Cookies are not looked at,
 * so no page can make a browser do any of it. What others may see of an outbox is left to the handler after this one.
 */
export function createClientRouter(parts: ClientParts): Router {
  const { naming, mailboxes } = parts;
  const router = Router();

  const authenticated: RequestHandler = (req, res, next) => {
    res.vary('Authorization');
    if (isBearer(req.headers)) parts.authenticate(req, res, next);
    else next();
  };

  /** The account whose box it is, when it is they who ask, or an app that they let; null when that has been answered. */
  function owner(req: Request, res: Response, needed: Needed): Principal | null {
    const account = principalOf(req, needed);
    if (account === null && isApp(req)) refuseApp(res, needed);
    else if (account === null) sendError(res.set('WWW-Authenticate', 'Bearer'), NEEDS_TOKEN);
    else if (account.actor !== naming.actor(String(req.params.name)).iri) sendError(res, NOT_YOURS);
    else return account;
    return null;
  }

  router.post(PATHS.outbox, authenticated, async (req, res) => {
    const account = owner(req, res, ['write']);
    if (account === null) return;
    const key = req.get('idempotency-key') ?? null;
    if (key !== null && !KEY.test(key)) return sendError(res, BAD_KEY);
    const json = await readJson(req);
    if (!json.ok) {
      // An unread rest of the body must not be taken for the next request.
      if (!req.readableEnded) res.set('Connection', 'close');
      return sendError(res, json.error);
    }
    const activity = isActivity(json.value) ? json.value : await wrapped(account.actor, json.value);
    const request = readRequest(activity, account.actor, naming);
    if (!request.ok) return sendError(res, request.error);
    const done = await mailboxes.act(account, request.value, key);
    if (!done.ok) return sendError(res, done.error);
    res.status(201).set({ Location: done.value, 'Cache-Control': 'no-store' }).end();
  });

  async function wrapped(actor: string, object: JsonObject): Promise<JsonObject> {
    const engine = await parts.engine();
    return { ...(await engine.wrap('Create', actor, object, naming.newActivity())), actor };
  }

  router.get(PATHS.inbox, authenticated, async (req, res) => {
    const account = owner(req, res, ['read']);
    if (account !== null) await sendBox(req, res, account, 'inbox');
  });

  router.get(PATHS.outbox, authenticated, async (req, res, next) => {
    const account = principalOf(req, ['read']);
    if (account?.actor !== naming.actor(String(req.params.name)).iri) return next();
    await sendBox(req, res, account, 'outbox');
  });

  async function sendBox(req: Request, res: Response, account: Principal, box: 'inbox' | 'outbox'): Promise<void> {
    const { page } = req.query;
    const id = naming.actor(account.username)[box];
    res.set('Cache-Control', 'private, no-store');
    if (page === undefined) {
      return sendDocument(res, { '@context': CONTEXT, id, type: 'OrderedCollection', first: `${id}?page=true` });
    }
    if (typeof page !== 'string' || !CURSOR.test(page)) return sendError(res, NO_PAGE);
    const found = await mailboxes.read(account, box, page === 'true' ? null : page, PAGE_LENGTH);
    const items = await Promise.all(found.activities.map((iri) => shown(account, iri)));
    sendDocument(res, {
      '@context': CONTEXT,
      id: `${id}?page=${encodeURIComponent(page)}`,
      type: 'OrderedCollectionPage',
      partOf: id,
      orderedItems: items.filter((item) => item !== null),
      ...(found.next === null ? {} : { next: `${id}?page=${encodeURIComponent(found.next)}` }),
    });
  }

  /** As it is now: what an edit took out is not shown under the name of what was before it. Others' is otherwise as it came. */
  async function shown(account: Principal, iri: string): Promise<JsonObject | null> {
    const entry = await parts.log.get(iri);
    if (entry === null) return null;
    if (entry.origin !== 'local') return asEdited(entry);
    const served = await parts.documents.activity(iri, async () => askerOf(account));
    return served.kind === 'document' ? served.json : null;
  }

  /** A proof or signature is of what it was before. */
  async function asEdited({ type, object: about, actor, json }: LogEntry): Promise<JsonObject> {
    const edit = type === 'Create' && about !== null ? await parts.log.latest('Update', about, actor) : null;
    const object = edit === null || edit.silenced ? undefined : edit.json.object;
    if (!isObject(object)) return json;
    const { proof: _proof, signature: _signature, ...created } = json;
    return { ...created, object };
  }

  return router;
}

/** The activity or object in a request's body, without what could mean something to anything but us. */
async function readJson(req: Request): Promise<Result<JsonObject>> {
  const type = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPES.has(type)) return fail(NOT_AN_ACTIVITY);
  const read = await readBody(req, LIMITS.inboxBodyBytes, LIMITS.inboxBodyMs);
  if (!read.ok) return fail(read.reason === 'too-large' ? TOO_LARGE : TOO_SLOW);
  let json: Json;
  try {
    json = JSON.parse(read.body.toString('utf8'));
  } catch {
    return fail(NOT_AN_ACTIVITY);
  }
  const object = isObject(json) ? cleaned(json) : null;
  return object === null ? fail(NOT_AN_ACTIVITY) : ok(object);
}

const NEEDS_TOKEN = appError(
  'unauthenticated',
  'Only its owner can use this, by an app with a token: see “endpoints” in their profile, or make one in the settings.',
);
const NOT_YOURS = appError(
  'forbidden',
  'This belongs to somebody else. Use the inbox and outbox that your own profile names.',
);
const NOT_AN_ACTIVITY = appError(
  'invalid_input',
  'Send one activity or object of ActivityStreams, as JSON with the content type application/activity+json.',
);
const TOO_LARGE = appError('too_large', `This is too large. Send at most ${LIMITS.inboxBodyBytes / 1024} KiB.`);
const TOO_SLOW = appError('invalid_input', 'The request took too long. Send it again.');
const BAD_KEY = appError(
  'invalid_input',
  'Make the Idempotency-Key of 8 to 100 letters, digits, hyphens or underscores.',
);
const NO_PAGE = appError('invalid_input', 'There is no such page. Begin with the collection itself.');
