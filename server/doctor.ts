import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { INTERFACE_LANGUAGES } from '../shared/vocabulary.ts';
import type { Config } from './config.ts';
import { askStore } from './features/media/index.ts';
import { createMailer } from './features/notifications/index.ts';
import { openDatabase } from './storage/index.ts';

export interface Finding {
  check: 'database' | 'data folder' | 'media' | 'secret key' | 'address' | 'https' | 'client' | 'mail';
  /** A warning is worth reading; a failure keeps people out. */
  state: 'ok' | 'warning' | 'failure';
  /** What was found, and for anything but `ok` what to do. */
  message: string;
}

type Outcome = Omit<Finding, 'check'>;

const REACH_TIMEOUT_MS = 5_000;
/** Everybody else on the machine. */
const OTHERS = 0o077;

/** Looks at what commonly keeps an instance from working. Changes nothing; may run beside the server. */
export async function examine(config: Config, clientDir: string): Promise<Finding[]> {
  const checks: [Finding['check'], Promise<Outcome>][] = [
    ['database', checkDatabase(config)],
    ['data folder', checkDataFolder(config.dataDir)],
    ['media', checkMedia(config)],
    ['secret key', checkSecretKey(config)],
    ['address', checkAddress(config)],
    ['https', Promise.resolve(checkHttps(config.baseUrl))],
    ['client', checkClient(clientDir)],
    ['mail', checkMail(config)],
  ];
  return Promise.all(checks.map(async ([check, outcome]) => ({ check, ...(await outcome.catch(unexpected)) })));
}

const fine = (message: string): Outcome => ({ state: 'ok', message });
const warning = (message: string): Outcome => ({ state: 'warning', message });
const failure = (message: string): Outcome => ({ state: 'failure', message });
const unexpected = (error: unknown): Outcome => failure(error instanceof Error ? error.message : String(error));

async function checkDatabase({ databaseUrl, dataDir }: Config): Promise<Outcome> {
  const db = await openDatabase({ databaseUrl, dataDir });
  try {
    await db.ping();
    return fine(db.engine === 'embedded' ? `the embedded database in ${dataDir} answers` : 'MongoDB answers');
  } finally {
    await db.close();
  }
}

async function checkDataFolder(dataDir: string): Promise<Outcome> {
  const found = await stat(dataDir).catch(() => null);
  if (!found) return warning(`${dataDir} does not exist yet; it is made at the first start`);
  if (!found.isDirectory()) return failure(`${dataDir} is not a folder: set DATA_DIR to one`);
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return failure(`${dataDir} cannot be written by this user: change its owner, or set DATA_DIR`);
  }
  if (found.mode & OTHERS) return warning(`${dataDir} is open to other users of this machine: chmod 700 ${dataDir}`);
  return fine(`${dataDir} belongs to this user alone`);
}

async function checkMedia({ media: { s3 }, dataDir }: Config): Promise<Outcome> {
  if (!s3) return fine(`files are kept in ${join(dataDir, 'media')}`);
  const { bucket, endpoint } = s3;
  const status = await askStore(s3).catch(() => null);
  if (status === 404 || status === 200) return fine(`the bucket ${bucket} at ${endpoint} answers`);
  if (status === null) return failure(`nobody answers at ${endpoint}: check MEDIA_S3_ENDPOINT`);
  return failure(
    `${endpoint} answers ${status} for the bucket ${bucket}: check MEDIA_S3_BUCKET, MEDIA_S3_REGION and the two keys`,
  );
}

async function checkSecretKey({ secretKey, dataDir, databaseUrl }: Config): Promise<Outcome> {
  if (secretKey !== undefined) return fine('SECRET_KEY is set');
  const path = join(dataDir, 'secret.key');
  const found = await stat(path).catch(() => null);
  if (found && found.mode & OTHERS) return failure(`${path} is open to other users of this machine: chmod 600 ${path}`);
  if (databaseUrl !== undefined) {
    return warning(
      `SECRET_KEY is not set: processes on machines that do not share ${dataDir} sign people out of each other`,
    );
  }
  return fine(found ? `${path} belongs to this user alone` : `${path} is made at the first start`);
}

/** Whether the address that ids are made of leads to this instance. */
async function checkAddress({ baseUrl, domain }: Config): Promise<Outcome> {
  const url = `${baseUrl}/api/v1/instance`;
  const signal = AbortSignal.timeout(REACH_TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(url, { signal, redirect: 'manual', headers: { connection: 'close' } });
  } catch {
    return warning(`nobody answers at ${baseUrl}: start the server, and check the proxy and firewall in front of it`);
  }
  if (response.status >= 300 && response.status < 400) {
    return failure(`${baseUrl} redirects to ${response.headers.get('location')}: set BASE_URL to where it ends`);
  }
  const instance: unknown = await response.json().catch(() => null);
  if (typeof instance !== 'object' || instance === null || !('domain' in instance)) {
    return failure(`what answers at ${baseUrl} is not Staffroom: check BASE_URL and the proxy`);
  }
  if (instance.domain !== domain) {
    return failure(`the server at ${baseUrl} calls itself ${instance.domain}: start it with the same BASE_URL`);
  }
  return fine(`${baseUrl} leads to this instance`);
}

/** WebFinger is looked up over https (RFC 7033 4): handles of an http instance are found by its own kind only. */
function checkHttps(baseUrl: string): Outcome {
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'https:') return fine('handles can be found by other servers');
  const local = /^(localhost|127\..*|\[::1\])$|\.localhost$/.test(hostname);
  return warning(
    `BASE_URL is not https: ${local ? 'fine for trying out, but ' : ''}other servers cannot find handles here, and passwords travel openly`,
  );
}

async function checkClient(clientDir: string): Promise<Outcome> {
  const built = await stat(join(clientDir, `index.${INTERFACE_LANGUAGES[0]}.html`)).catch(() => null);
  return built ? fine('the client is built') : warning('the client is not built: run npm run build');
}

/** Whether the mail server lets us in; no mail is sent. */
async function checkMail({ smtpUrl, mailFrom }: Config): Promise<Outcome> {
  if (smtpUrl === undefined) return fine('no mail server is set (SMTP_URL): there are no digests, and Settings say so');
  const mailer = createMailer(smtpUrl, mailFrom);
  try {
    await mailer.verify();
    return fine(`the mail server takes mails from ${mailFrom}`);
  } catch (error) {
    // Never the URL: the password is in it.
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return warning(`the mail server does not let us in (${reason}): check SMTP_URL, and the firewall in front of it`);
  } finally {
    mailer.close();
  }
}
