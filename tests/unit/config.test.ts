import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig, settingsTable } from '../../server/config.ts';

test('an empty environment is a working configuration', () => {
  expect(loadConfig({})).toEqual({
    port: 3000,
    baseUrl: 'http://localhost:3000',
    domain: 'localhost:3000',
    databaseUrl: undefined,
    dataDir: resolve('./data'),
    secretKey: undefined,
    registration: 'approval',
    instanceName: 'localhost:3000',
    trustProxy: false,
    federationAllowPrivate: [],
    federationAuthorizedFetch: false,
    smtpUrl: undefined,
    mailFrom: 'staffroom@localhost',
    logLevel: 'info',
    media: {
      imageMaxBytes: 16 * 1024 * 1024,
      documentMaxBytes: 32 * 1024 * 1024,
      accountMaxBytes: 2048 * 1024 * 1024,
      remoteMaxBytes: 1024 * 1024 * 1024,
      s3: undefined,
    },
  });
  expect(loadConfig({ PORT: '', BASE_URL: ' ', DATABASE_URL: '' })).toEqual(loadConfig({}));
});

test('every setting is read', () => {
  const config = loadConfig({
    PORT: '8080',
    BASE_URL: 'https://Staffroom.Example/',
    DATABASE_URL: 'mongodb://db:27017/staffroom',
    DATA_DIR: '/srv/staffroom',
    SECRET_KEY: 'k'.repeat(32),
    REGISTRATION: 'open',
    INSTANCE_NAME: 'Ribeira schools',
    TRUST_PROXY: '1',
    FEDERATION_ALLOW_PRIVATE: '127.0.0.0/8, ::1/128',
    FEDERATION_AUTHORIZED_FETCH: 'true',
    SMTP_URL: 'smtps://staffroom:secret@mail.example',
    MAIL_FROM: 'Staffroom <staffroom@school.example>',
    LOG_LEVEL: 'warn',
  });
  expect(config).toMatchObject({
    port: 8080,
    baseUrl: 'https://staffroom.example',
    domain: 'staffroom.example',
    registration: 'open',
    trustProxy: 1,
    federationAllowPrivate: ['127.0.0.0/8', '::1/128'],
    federationAuthorizedFetch: true,
  });
  expect(loadConfig({ PORT: '3001' }).baseUrl).toBe('http://localhost:3001');
  expect(loadConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustProxy).toEqual(['loopback', '10.0.0.0/8']);
});

test.each([
  ['PORT', '0'],
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['BASE_URL', 'staffroom.example'],
  ['BASE_URL', 'https://staffroom.example/sub'],
  ['BASE_URL', 'https://staffroom.example?x'],
  ['BASE_URL', 'https://user:secret@staffroom.example'],
  ['BASE_URL', 'ftp://staffroom.example'],
  ['REGISTRATION', 'closed'],
  ['FEDERATION_AUTHORIZED_FETCH', 'yes'],
  ['INSTANCE_NAME', 'two\nlines'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '99'],
  ['FEDERATION_ALLOW_PRIVATE', '10.0.0.0'],
  ['MAIL_FROM', 'staffroom'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s stops the start with one line', (name, value) => {
  const message = failure({ [name]: value });
  expect(message).toMatch(new RegExp(`^${name}: ".+" is .+\\. Accepted: .+\\.$`));
});

test.each([
  ['SECRET_KEY', 'too-short-to-keep'],
  ['DATABASE_URL', 'postgres://staffroom:too-short-to-keep@db'],
  ['SMTP_URL', 'https://staffroom:too-short-to-keep@mail'],
])('the value of %s is never printed', (name, value) => {
  const message = failure({ [name]: value });
  expect(message).toMatch(new RegExp(`^${name}: The value is .+\\. Accepted: .+\\.$`));
  expect(message).not.toContain('too-short-to-keep');
});

test('the README lists the settings as they are', () => {
  const readme = new URL('../../README.md', import.meta.url);
  if (existsSync(readme)) expect(readFileSync(readme, 'utf8')).toContain(settingsTable());
  expect(settingsTable().split('\n')).toHaveLength(24);
});

function failure(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('accepted');
}

test('the S3 settings are all there or none is', () => {
  const all = {
    MEDIA_S3_ENDPOINT: 'https://s3.example',
    MEDIA_S3_BUCKET: 'staffroom',
    MEDIA_S3_ACCESS_KEY: 'id',
    MEDIA_S3_SECRET_KEY: 'secret',
  };
  expect(loadConfig(all).media.s3).toEqual({
    endpoint: 'https://s3.example',
    bucket: 'staffroom',
    region: 'us-east-1',
    accessKey: 'id',
    secretKey: 'secret',
  });
  for (const name of Object.keys(all)) {
    expect(() => loadConfig({ ...all, [name]: '' })).toThrow(ConfigError);
  }
  expect(() => loadConfig({ MEDIA_IMAGE_MAX_MB: '0' })).toThrow(/MEDIA_IMAGE_MAX_MB/);
});
