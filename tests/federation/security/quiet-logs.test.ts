import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLogger } from '../../../server/core/logger.ts';
import { withProof } from '../../../server/federation/proofs/integrity.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { keyPair, sendRaw, signed } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Whatever happens, and however much is logged: nobody's words, keys, signatures, passwords or tokens are in it. */

const lines: string[] = [];
const s = scene({ logger: createLogger('trace', { write: (line) => void lines.push(line) }) });

/** Stands in everything that is sent as somebody's words. */
const WORDS = 'the pupils laughed at quokkas';
const PASSWORD = 'wrong horse battery';

/** What must not be in the logs, gathered on the way. */
const secrets = new Set([WORDS, PASSWORD]);

async function get(path: string, headers: Record<string, string>): Promise<number> {
  return (await sendRaw(new URL(path, s.instance.baseUrl).href, 'GET', headers)).status;
}

async function send(body: string, headers: Record<string, string>): Promise<number> {
  const [, signature = ''] = /signature="([^"]+)"/.exec(headers.signature ?? '') ?? [];
  if (signature !== '') secrets.add(signature);
  return (await sendRaw(s.inbox, 'POST', headers, body)).status;
}

test('the logs of good and bad requests give nothing away', async () => {
  const words = (rest = {}) => JSON.stringify(s.create(s.bo, { content: `<p>${WORDS}</p>`, ...rest }));
  const honest = words();
  expect(await send(honest, signed(s.inbox, honest, s.bo))).toBe(202);
  // Refused for each reason there is.
  const other = words();
  const deep = `{"a":${'['.repeat(100)}"${WORDS}"${']'.repeat(100)}}`;
  const forged = JSON.stringify({ ...JSON.parse(other), actor: s.mallory.iri });
  const { privateKey } = generateKeyPairSync('ed25519');
  const proven = JSON.stringify(
    withProof(JSON.parse(forged), { keyId: `${s.mallory.iri}#ed25519-key`, privateKey }, new Date()),
  );
  const refused: [string, Record<string, string>][] = [
    [other, signed(s.inbox, other, { ...s.bo, digestOf: honest })],
    [other, signed(s.inbox, other, { ...s.bo, privateKey: s.mallory.privateKey })],
    [other, signed(s.inbox, other, { ...s.bo, keyId: `${s.evil.origin}/none#main-key` })],
    [other, signed(s.inbox, other, { ...s.bo, date: new Date(0) })],
    [other, { ...signed(s.inbox, other, s.bo), signature: `keyId="${WORDS}"` }],
    [other, { ...signed(s.inbox, other, s.bo), 'content-type': 'text/plain' }],
    [`"${WORDS}`, signed(s.inbox, `"${WORDS}`, s.bo)],
    [deep, signed(s.inbox, deep, s.bo)],
    [forged, signed(s.inbox, forged, s.bo)],
    [proven, signed(s.inbox, proven, s.bo)],
  ];
  for (const [body, headers] of refused) expect(await send(body, headers)).toBeGreaterThanOrEqual(400);

  // A failure of ours while something is taken in, and while it is shown.
  const { log } = s.instance.services;
  const append = log.append.bind(log);
  log.append = () => Promise.reject(new Error('no room'));
  const lost = words();
  expect(await send(lost, signed(s.inbox, lost, s.bo))).toBe(503);
  log.append = append;
  expect(lines.join('')).toContain('no room');

  // GETs: signed well and badly, and of keys that lead nowhere.
  const asked = `${s.amaraIri}/outbox`;
  for (const key of [s.bo, { ...s.bo, privateKey: s.mallory.privateKey }]) {
    const headers = signed(asked, null, key);
    secrets.add(/signature="([^"]+)"/.exec(headers.signature!)![1]!);
    expect(await get(asked, headers)).toBe(200);
  }

  // Out: taken, refused, and not answered at all.
  let answer = 0;
  s.good.answer = () => ({ status: [202, 401, 500, 404][answer++ % 4]! });
  const follow = s.activity(s.bo, 'Follow', { object: s.amaraIri });
  await s.send(s.bo, follow);
  for (let n = 0; n < 3; n++) {
    await s.amara.call(practice.publishPost, { body: { title: `Post ${n}`, markdown: WORDS } });
  }
  await until('delivered', () => s.good.received.length >= 3);
  for (const { headers } of s.good.received) {
    secrets.add(/(?:signature="|sig1=:)([^":]+)/.exec(String(headers.signature))![1]!);
  }

  // Passwords, cookies, tokens.
  const wrong = await fetch(`${s.instance.baseUrl}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `staffroom.sid=s%3A${WORDS.replaceAll(' ', '')}` },
    body: JSON.stringify({ username: 'amara', password: PASSWORD }),
  });
  expect(wrong.status).toBeGreaterThanOrEqual(400);
  const { secret: token } = await s.amara.call(accounts.createToken, { body: { name: 'calendar' } });
  secrets.add(token);
  for (const bearer of [token, `${token}x`]) {
    await fetch(`${s.instance.baseUrl}/api/v1/me`, { headers: { authorization: `Bearer ${bearer}` } });
  }
  await s.instance.services.pipeline.idle();

  // The private halves, however they may be written; the public ones are nobody's secret.
  for (const key of [keyPair(0).privateKey, keyPair(1).privateKey, privateKey]) {
    secrets.add(String(key.export({ type: 'pkcs8', format: 'pem' })).split('\n')[1]!);
    secrets.add(key.export({ format: 'jwk' }).d!);
  }
  const rows = s.instance.services.db.collection<{ _id: string; sealed: string }>('actor_keys');
  for (const { sealed } of await rows.find({}).toArray()) secrets.add(sealed);

  const text = lines.join('');
  expect(lines.length).toBeGreaterThan(refused.length);
  expect(secrets.size).toBeGreaterThan(refused.length);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    expect(text.includes(secret), `${secret} is in the logs`).toBe(false);
  }
  expect(text).not.toContain('PRIVATE KEY');
});
