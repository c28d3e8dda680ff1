import { Router } from 'express';
import type { ActorDirectory } from '../../activities/ports.ts';
import { answerError, answerNotFound } from '../answers.ts';
import { PAIRS_CAPABILITY } from '../convert/context.ts';
import type { FederationNaming } from '../naming.ts';

export interface WellKnownParts {
  naming: FederationNaming;
  actors: ActorDirectory;
  instanceName: string;
  version: string;
  /** Whether strangers may sign up without being asked anything. */
  openRegistrations: boolean;
}

const NODEINFO = 'http://nodeinfo.diaspora.software/ns/schema/';
const ACTIVITY_JSON = 'application/activity+json';
/** An actor that is the whole server's: as WebFinger's relation (FEP-d556), and as NodeInfo's (FEP-2677). */
const SERVICE = 'https://www.w3.org/ns/activitystreams#Service';
const APPLICATION = 'https://www.w3.org/ns/activitystreams#Application';
const RESOURCE_MAX_CHARS = 1_024;

/** How others find people here (WebFinger, RFC 7033) and what runs here (NodeInfo 2.0 and 2.1). Read by anyone. */
export function createWellKnown(parts: WellKnownParts): Router {
  const { naming, actors, instanceName, version } = parts;
  const router = Router();

  /** The username in `acct:name@domain`, an actor's id or the address of a profile. */
  function usernameOf(resource: string): string | null {
    const [, name, domain] = /^acct:@?([^@]+)@([^@]+)$/i.exec(resource) ?? [];
    if (name !== undefined) return domain?.toLowerCase() === naming.domain ? name.toLowerCase() : null;
    const page = `${naming.origin}/@`;
    return resource.startsWith(page) ? resource.slice(page.length).toLowerCase() : naming.usernameIn(resource);
  }

  router.get('/.well-known/webfinger', async (req, res) => {
    const { resource } = req.query;
    if (typeof resource !== 'string' || resource === '' || resource.length > RESOURCE_MAX_CHARS) {
      return answerError(res, 'invalid_input', 'Say whom you look for: ?resource=acct:name@domain');
    }
    const isOrigin = resource === naming.origin || resource === `${naming.origin}/`;
    const username = usernameOf(resource);
    const isInstance = isOrigin || resource === naming.instanceActor || username === new URL(naming.origin).hostname;
    const actor = isInstance || username === null ? null : await actors.local(username);
    if (!isInstance && actor === null) return answerNotFound(res);
    const iri = actor?.iri ?? naming.instanceActor;
    const page = actor?.url ?? naming.origin;
    const body = {
      // FEP-d556: who asks for the server is answered by that name.
      subject: isOrigin ? resource : `acct:${actor?.username ?? new URL(naming.origin).hostname}@${naming.domain}`,
      aliases: [page, iri],
      links: [
        { rel: 'self', type: ACTIVITY_JSON, href: iri },
        ...(isInstance ? [{ rel: SERVICE, type: ACTIVITY_JSON, href: iri }] : []),
        { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page },
      ],
    };
    res.set({ 'Content-Type': 'application/jrd+json; charset=utf-8', 'Access-Control-Allow-Origin': '*' });
    res.end(JSON.stringify(body));
  });

  router.get('/.well-known/host-meta', (_req, res) => {
    const template = `${naming.origin}/.well-known/webfinger?resource={uri}`;
    res.set('Content-Type', 'application/xrd+xml; charset=utf-8');
    res.end(
      '<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">' +
        `<Link rel="lrdd" template="${template}"/></XRD>\n`,
    );
  });

  router.get('/.well-known/nodeinfo', (_req, res) => {
    const links = ['2.1', '2.0'].map((of) => ({ rel: NODEINFO + of, href: `${naming.origin}/nodeinfo/${of}` }));
    const application = { rel: APPLICATION, href: naming.instanceActor };
    res.set('Access-Control-Allow-Origin', '*').json({ links: [...links, application] });
  });

  router.get('/nodeinfo/:of', async (req, res) => {
    const { of } = req.params;
    if (of !== '2.0' && of !== '2.1') return answerNotFound(res);
    const body = {
      version: of,
      software: { name: 'staffroom', version },
      protocols: ['activitypub'],
      services: { inbound: [], outbound: [] },
      openRegistrations: parts.openRegistrations,
      usage: { users: { total: await actors.localCount() } },
      metadata: { nodeName: instanceName, capabilities: [PAIRS_CAPABILITY] },
    };
    const profile = `${NODEINFO}${of}#`;
    res.set({
      'Content-Type': `application/json; profile="${profile}"; charset=utf-8`,
      'Access-Control-Allow-Origin': '*',
    });
    res.end(JSON.stringify(body));
  });
  return router;
}
