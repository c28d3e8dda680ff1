import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { REGISTRATION_MODES } from '../shared/vocabulary.ts';

/**
 * The only reader of the environment. Every setting is one row of this table; the README's table is made from it
 * (`settingsTable`), and a test holds the two together.
 */

interface Setting<S extends z.ZodType> {
  /** What stands in when the variable is unset or empty, as text for the README. */
  default: string;
  meaning: string;
  /** Ends the line that stops the start: "Accepted: …". */
  accepted: string;
  /** Its value is never printed. */
  secret?: true;
  /** From the variable's text, `undefined` when unset; its message says what is wrong. */
  schema: S;
}

function setting<S extends z.ZodType>(row: Setting<S>): Setting<S> {
  return row;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const SECRET_MIN_CHARS = 32;
/** Behind more proxies than this, a count is likelier a mistake. */
const PROXIES_MAX = 10;
/** Express's names for the loopback, link-local and private address ranges. */
const PROXY_RANGES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** 100 GB. */
const MEGABYTES_MAX = 102_400;
const MEBIBYTE = 1024 * 1024;

/** A size in MB, as bytes. */
const megabytes = (standard: string) =>
  z
    .string()
    .default(standard)
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= MEGABYTES_MAX, 'not a size in MB')
    .transform((text) => Number(text) * MEBIBYTE);

const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const SETTINGS = {
  PORT: setting({
    default: '3000',
    meaning: 'The port to listen on.',
    accepted: 'a whole number from 1 to 65535',
    schema: z
      .string()
      .default('3000')
      .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, 'not a port')
      .transform(Number),
  }),
  BASE_URL: setting({
    default: 'http://localhost:$PORT',
    meaning:
      'The address that people and other instances reach this one at. It is part of every ActivityPub id: choose it once.',
    accepted: 'an origin without a path, like https://staffroom.example',
    schema: z
      .string()
      .refine(isOrigin, 'not an origin')
      .transform((text) => new URL(text).origin)
      .optional(),
  }),
  DATABASE_URL: setting({
    default: '(the embedded database)',
    meaning: 'MongoDB connection string, for several app processes or large networks.',
    accepted: 'a URL that begins with mongodb:// or mongodb+srv://; leave it unset for the embedded database',
    secret: true,
    schema: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'not a MongoDB URL')
      .optional(),
  }),
  DATA_DIR: setting({
    default: './data',
    meaning: 'Folder of the embedded database, uploads and the generated secret key.',
    accepted: 'a path',
    schema: z
      .string()
      .default('./data')
      .transform((path) => resolve(path)),
  }),
  SECRET_KEY: setting({
    default: '(made at first start, kept in DATA_DIR/secret.key)',
    meaning:
      'Signs session cookies and encrypts the keys of this instance’s actors: back it up. Set the same one for every process when several on different machines share a database.',
    accepted: `at least ${SECRET_MIN_CHARS} characters`,
    secret: true,
    schema: z.string().min(SECRET_MIN_CHARS, 'too short').optional(),
  }),
  REGISTRATION: setting({
    default: 'approval',
    meaning:
      '`open`: anyone may sign up. `approval`: an organizer lets each person in. `invite`: only with an invitation code.',
    accepted: REGISTRATION_MODES.join(', '),
    // A school expects to know who is in its staffroom, and a server that nobody set up further must not fill with
    // strangers. `invite` would be safer still, but leaves a colleague who finds the site with no way to ask.
    schema: z.enum(REGISTRATION_MODES, 'not a way to sign up').default('approval'),
  }),
  INSTANCE_NAME: setting({
    default: '(the domain)',
    meaning: 'The name shown to people.',
    accepted: '1 to 80 characters on one line',
    schema: z
      .string()
      .trim()
      .regex(/^[^\p{Cc}]{1,80}$/u, 'too long or not on one line')
      .optional(),
  }),
  TRUST_PROXY: setting({
    default: 'false',
    meaning: 'Whose X-Forwarded-* headers to believe: how many proxies stand in front, or their addresses.',
    accepted: `false, a count from 1 to ${PROXIES_MAX}, or a comma-separated list of addresses, CIDR ranges, loopback, linklocal, uniquelocal`,
    // `true` is not accepted: everybody could then choose the address that rate limits see.
    schema: z
      .string()
      .default('false')
      .refine((text) => text === 'false' || isProxyCount(text) || isProxyList(text), 'not a count or list of proxies')
      .transform((text) => (text === 'false' ? false : isProxyCount(text) ? Number(text) : words(text))),
  }),
  FEDERATION_ALLOW_PRIVATE: setting({
    default: '(none)',
    meaning:
      'Private address ranges that instances may be on, for a network without the internet or for trying things out.',
    accepted: 'a comma-separated list of CIDR ranges, like 10.0.0.0/8,127.0.0.0/8',
    schema: z
      .string()
      .default('')
      .transform(words)
      .refine((ranges) => ranges.every((range) => ipaddr.isValidCIDR(range)), 'not a list of CIDR ranges'),
  }),
  FEDERATION_AUTHORIZED_FETCH: setting({
    default: 'false',
    meaning:
      'Show ActivityPub documents only to servers that sign their requests, so that blocked ones cannot read along. Some software cannot, and sees nothing then. Pages for people stay as they are.',
    accepted: 'true, false',
    schema: z
      .enum(['true', 'false'], 'not true or false')
      .default('false')
      .transform((text) => text === 'true'),
  }),
  MEDIA_IMAGE_MAX_MB: setting({
    default: '16',
    meaning: 'Largest picture that may be uploaded, in MB. It is stored smaller.',
    accepted: `a whole number from 1 to ${MEGABYTES_MAX}`,
    schema: megabytes('16'),
  }),
  MEDIA_DOCUMENT_MAX_MB: setting({
    default: '32',
    meaning: 'Largest document (PDF, Word, OpenDocument …) that may be uploaded, in MB.',
    accepted: `a whole number from 1 to ${MEGABYTES_MAX}`,
    schema: megabytes('32'),
  }),
  MEDIA_ACCOUNT_MAX_MB: setting({
    default: '2048',
    meaning: 'Room for all files of one account together, in MB.',
    accepted: `a whole number from 1 to ${MEGABYTES_MAX}`,
    schema: megabytes('2048'),
  }),
  MEDIA_REMOTE_MAX_MB: setting({
    default: '1024',
    meaning:
      'Room for copies of pictures of other instances, in MB; when it is full, those that nobody looked at for longest go.',
    accepted: `a whole number from 1 to ${MEGABYTES_MAX}`,
    schema: megabytes('1024'),
  }),
  MEDIA_S3_ENDPOINT: setting({
    default: '(files are kept in DATA_DIR/media)',
    meaning:
      'S3-compatible service to keep files in, for several machines or more room; needs the bucket and both keys. The bucket stays private.',
    accepted: 'an origin without a path, like https://s3.example',
    schema: z
      .string()
      .refine(isOrigin, 'not an origin')
      .transform((text) => new URL(text).origin)
      .optional(),
  }),
  MEDIA_S3_BUCKET: setting({
    default: '(none)',
    meaning: 'Its bucket.',
    accepted: '3 to 63 letters, digits, dots and hyphens',
    schema: z
      .string()
      .regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{1,61}[a-zA-Z0-9]$/, 'not a bucket name')
      .optional(),
  }),
  MEDIA_S3_REGION: setting({
    default: 'us-east-1',
    meaning: 'Its region; many services want `auto`.',
    accepted: 'a region name, like eu-central-1',
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'not a region')
      .default('us-east-1'),
  }),
  MEDIA_S3_ACCESS_KEY: setting({
    default: '(none)',
    meaning: 'Access key id.',
    accepted: 'text without spaces',
    secret: true,
    schema: z.string().regex(/^\S+$/, 'not a key').optional(),
  }),
  MEDIA_S3_SECRET_KEY: setting({
    default: '(none)',
    meaning: 'Secret access key.',
    accepted: 'text without spaces',
    secret: true,
    schema: z.string().regex(/^\S+$/, 'not a key').optional(),
  }),
  SMTP_URL: setting({
    default: '(no mail)',
    meaning:
      'The mail server that digests go out by, with its login, like `smtps://user:password@mail.example`. Without it no mail is sent, and Settings say so.',
    accepted: 'a URL that begins with smtp:// or smtps://',
    secret: true,
    schema: z
      .string()
      .refine((text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? ''), 'not the URL of a mail server')
      .optional(),
  }),
  MAIL_FROM: setting({
    default: '(staffroom@ the host of BASE_URL)',
    meaning: 'The address that mails come from, with or without a name, like `Staffroom <staffroom@school.example>`.',
    accepted: 'an e-mail address on one line',
    schema: z
      .string()
      .regex(/^[^\p{Cc}]*[^\s<>@]+@[^\s<>@]+>?$/u, 'not an e-mail address')
      .optional(),
  }),
  LOG_LEVEL: setting({
    default: 'info',
    meaning: 'The least severe log lines to write.',
    accepted: LOG_LEVELS.join(', '),
    schema: z.enum(LOG_LEVELS, 'not a log level').default('info'),
  }),
} as const;

export interface Config {
  port: number;
  /** Origin, no slash at the end. */
  baseUrl: string;
  /** `host[:port]` of `baseUrl`, as in handles. */
  domain: string;
  databaseUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** Undefined: see `http/secret-key.ts`. */
  secretKey: string | undefined;
  registration: (typeof REGISTRATION_MODES)[number];
  instanceName: string;
  /** For Express's `trust proxy`. */
  trustProxy: false | number | string[];
  federationAllowPrivate: string[];
  federationAuthorizedFetch: boolean;
  /** Undefined: no mail. */
  smtpUrl: string | undefined;
  mailFrom: string;
  logLevel: (typeof LOG_LEVELS)[number];
  media: {
    imageMaxBytes: number;
    documentMaxBytes: number;
    accountMaxBytes: number;
    remoteMaxBytes: number;
    /** Undefined: files are kept in `dataDir`. */
    s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | undefined;
  };
}

/** A setting that cannot be used. The message is one line for the person who starts the server. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings. Empty variables count as unset (Compose files pass them so). Touches nothing but `env`.
 * @throws ConfigError for the first setting that is wrong.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = read(env, 'PORT');
  const baseUrl = read(env, 'BASE_URL') ?? `http://localhost:${port}`;
  const domain = new URL(baseUrl).host;
  return {
    port,
    baseUrl,
    domain,
    databaseUrl: read(env, 'DATABASE_URL'),
    dataDir: read(env, 'DATA_DIR'),
    secretKey: read(env, 'SECRET_KEY'),
    registration: read(env, 'REGISTRATION'),
    instanceName: read(env, 'INSTANCE_NAME') ?? domain,
    trustProxy: read(env, 'TRUST_PROXY'),
    federationAllowPrivate: read(env, 'FEDERATION_ALLOW_PRIVATE'),
    federationAuthorizedFetch: read(env, 'FEDERATION_AUTHORIZED_FETCH'),
    smtpUrl: read(env, 'SMTP_URL'),
    mailFrom: read(env, 'MAIL_FROM') ?? `staffroom@${new URL(baseUrl).hostname}`,
    logLevel: read(env, 'LOG_LEVEL'),
    media: {
      imageMaxBytes: read(env, 'MEDIA_IMAGE_MAX_MB'),
      documentMaxBytes: read(env, 'MEDIA_DOCUMENT_MAX_MB'),
      accountMaxBytes: read(env, 'MEDIA_ACCOUNT_MAX_MB'),
      remoteMaxBytes: read(env, 'MEDIA_REMOTE_MAX_MB'),
      s3: readS3(env),
    },
  };
}

/** All of it or nothing: files must not end up in a place that nobody meant. */
function readS3(env: Readonly<Record<string, string | undefined>>): Config['media']['s3'] {
  const endpoint = read(env, 'MEDIA_S3_ENDPOINT');
  const bucket = read(env, 'MEDIA_S3_BUCKET');
  const accessKey = read(env, 'MEDIA_S3_ACCESS_KEY');
  const secretKey = read(env, 'MEDIA_S3_SECRET_KEY');
  if (endpoint && bucket && accessKey && secretKey) {
    return { endpoint, bucket, region: read(env, 'MEDIA_S3_REGION'), accessKey, secretKey };
  }
  if (!endpoint && !bucket && !accessKey && !secretKey) return undefined;
  throw new ConfigError(
    'MEDIA_S3_*: some are set and some are not. Set MEDIA_S3_ENDPOINT, MEDIA_S3_BUCKET, MEDIA_S3_ACCESS_KEY and MEDIA_S3_SECRET_KEY, or none of them.',
  );
}

type Name = keyof typeof SETTINGS;

function read<N extends Name>(
  env: Readonly<Record<string, string | undefined>>,
  name: N,
): z.output<(typeof SETTINGS)[N]['schema']>;
function read(env: Readonly<Record<string, string | undefined>>, name: Name): unknown {
  const row: Setting<z.ZodType> = SETTINGS[name];
  const value = env[name]?.trim() || undefined;
  const parsed = row.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues[0]?.message ?? 'not usable';
  const shown = row.secret ? 'The value' : JSON.stringify(value?.slice(0, 100));
  throw new ConfigError(`${name}: ${shown} is ${problem}. Accepted: ${row.accepted}.`);
}

/** The settings as the README's Markdown table. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, row]) => `| \`${name}\` | ${code(row.default)} | ${row.meaning} |`);
  return ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n');
}

function code(text: string): string {
  return text.startsWith('(') ? text.slice(1, -1) : `\`${text}\``;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return `${url.origin}/` === url.href && !/[?#]/.test(text);
}

function isProxyCount(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= PROXIES_MAX;
}

function isProxyList(text: string): boolean {
  const list = words(text);
  const known = (word: string) => PROXY_RANGES.includes(word) || isAddress(word) || ipaddr.isValidCIDR(word);
  return list.length > 0 && list.every(known);
}

/** Unlike `ipaddr.isValid`, not the short forms of IPv4: `7` is a wrong count, not 0.0.0.7. */
function isAddress(word: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(word) || ipaddr.IPv6.isValid(word);
}
