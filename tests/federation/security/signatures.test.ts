import { hash, sign } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { describe, expect, test } from 'vitest';
import { post, sendRaw, signed } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';

const HOUR = 3_600_000;
const s = scene();

/** Whatever the request is, it is refused with one of these and nothing changes. */
async function refused(request: () => Promise<{ status: number; body: string }>, statuses = [401]): Promise<void> {
  // The first contact with an actor is remembered; it is made before the state is taken.
  const before = await s.state();
  const answer = await request();
  expect(statuses).toContain(answer.status);
  expect(JSON.parse(answer.body).error.code).toBeTypeOf('string');
  expect(await s.state()).toBe(before);
}

async function rfc9421(body: string, change: (options: Record<string, unknown>) => void = () => {}) {
  const headers: Record<string, string> = {
    host: s.instance.domain,
    'content-type': 'application/activity+json',
    'content-digest': `sha-256=:${hash('sha256', body, 'base64')}:`,
  };
  const config = {
    key: {
      id: s.bo.keyId,
      alg: 'rsa-v1_5-sha256',
      sign: async (data: Buffer) => sign('sha256', data, s.bo.privateKey),
    },
    fields: ['@method', '@target-uri', 'content-digest'],
    params: ['created', 'keyid', 'alg'],
    paramValues: {},
  };
  change(config);
  const message = await httpbis.signMessage(config, { method: 'POST', url: s.inbox, headers });
  return message.headers as Record<string, string>;
}

test('honest requests of either kind are taken', async () => {
  const first = s.create(s.bo);
  expect((await s.send(s.bo, first)).status).toBe(202);
  expect(await s.logged(first.id)).toMatchObject({ origin: 'remote', actor: s.bo.iri });
  const second = s.create(s.bo);
  const body = JSON.stringify(second);
  expect((await sendRaw(s.inbox, 'POST', await rfc9421(body), body)).status).toBe(202);
  expect(await s.logged(second.id)).toMatchObject({ origin: 'remote' });
  // Mallory is an honest signer too, of his own things.
  expect((await s.send(s.mallory, s.create(s.mallory))).status).toBe(202);
  await s.logged('');
});

describe('1: a body that is not the one the digest was made of', () => {
  test('Digest', () =>
    refused(() => post(s.inbox, s.create(s.bo), { ...s.bo, digestOf: JSON.stringify(s.create(s.bo)) })));
  test('Digest, with the right one over and over', async () => {
    const body = JSON.stringify(s.create(s.bo));
    const { digest = '', ...headers } = signed(s.inbox, body, {
      ...s.bo,
      headers: ['(request-target)', 'host', 'date'],
    });
    const many = Array.from({ length: 100 }, () => digest).join(',');
    const names = ['(request-target)', 'host', 'date', 'digest'];
    const { host = '', date = '' } = headers;
    const base = `(request-target): post ${new URL(s.inbox).pathname}\nhost: ${host}\ndate: ${date}\ndigest: ${many}`;
    const signature = sign('sha256', Buffer.from(base), s.bo.privateKey).toString('base64');
    const claim = `keyId="${s.bo.keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${signature}"`;
    await refused(() => sendRaw(s.inbox, 'POST', { ...headers, digest: many, signature: claim }, body));
  });
  test('Content-Digest', async () => {
    const headers = await rfc9421(JSON.stringify(s.create(s.bo)));
    await refused(() => sendRaw(s.inbox, 'POST', headers, JSON.stringify(s.create(s.bo))));
  });
  test('a digest of a kind that nobody checks, or none', async () => {
    for (const digest of ['MD5=1B2M2Y8AsgTpgAmY7PhCfg==', 'SHA-1=2jmj7l5rSw0yVb/vlWAYkK/YBwk=', '', 'SHA-256=']) {
      const body = JSON.stringify(s.create(s.bo));
      await refused(() => sendRaw(s.inbox, 'POST', { ...signed(s.inbox, body, s.bo), digest }, body));
    }
  });
  test('one of two digests', async () => {
    const body = JSON.stringify(s.create(s.bo));
    const headers = signed(s.inbox, body, s.bo);
    headers.digest += `,SHA-512=${hash('sha512', 'another', 'base64')}`;
    await refused(() => sendRaw(s.inbox, 'POST', headers, body));
  });
});

test('2: a POST whose digest is not signed', async () => {
  await refused(() => post(s.inbox, s.create(s.bo), { ...s.bo, headers: ['(request-target)', 'host', 'date'] }));
  const body = JSON.stringify(s.create(s.bo));
  const headers = await rfc9421(body, (config) => {
    config.fields = ['@method', '@target-uri'];
  });
  await refused(() => sendRaw(s.inbox, 'POST', headers, body));
});

describe('3: not for here and now', () => {
  test('a foreign Host', async () => {
    await refused(() => post(s.inbox, s.create(s.bo), { ...s.bo, host: 'elsewhere.example' }));
    // Signed for another server, and sent with our Host.
    const body = JSON.stringify(s.create(s.bo));
    const headers = { ...signed(s.inbox, body, { ...s.bo, host: 'elsewhere.example' }), host: s.instance.domain };
    await refused(() => sendRaw(s.inbox, 'POST', headers, body));
  });
  test('over date alone, or without host or target', async () => {
    for (const headers of [
      ['date'],
      ['date', 'digest'],
      ['(request-target)', 'date', 'digest'],
      ['host', 'date', 'digest'],
      ['(request-target)', 'host', 'digest'],
    ]) {
      await refused(() => post(s.inbox, s.create(s.bo), { ...s.bo, headers }));
    }
  });
  test('for another path', async () => {
    const body = JSON.stringify(s.create(s.bo));
    const headers = signed(`${s.inbox}?x=1`, body, s.bo);
    await refused(() => sendRaw(s.inbox, 'POST', headers, body));
  });
  test('more than an hour old, or from the future', async () => {
    for (const ms of [-HOUR - 60_000, HOUR + 60_000]) {
      const date = new Date(Date.now() + ms);
      await refused(() => post(s.inbox, s.create(s.bo), { ...s.bo, date }));
      const body = JSON.stringify(s.create(s.bo));
      const headers = await rfc9421(body, (config) => {
        config.paramValues = { created: date };
      });
      await refused(() => sendRaw(s.inbox, 'POST', headers, body));
    }
  });
  test('not signed at all', async () => {
    const body = JSON.stringify(s.create(s.bo));
    const headers = { host: s.instance.domain, 'content-type': 'application/activity+json' };
    await refused(() => sendRaw(s.inbox, 'POST', headers, body));
  });
});

test('4: the owner of the key is not the actor', async () => {
  await refused(() => s.send(s.mallory, s.create(s.bo)), [401, 403]);
  await refused(
    () => s.send(s.mallory, s.activity(s.mallory, 'Follow', { actor: s.bo.iri, object: s.amaraIri })),
    [403],
  );
  await refused(
    () => s.send(s.mallory, s.activity(s.mallory, 'Follow', { actor: [s.mallory.iri, s.bo.iri], object: s.amaraIri })),
    [403],
  );
  // The name of bo's key with mallory's signature.
  await refused(() => post(s.inbox, s.create(s.bo), { ...s.mallory, keyId: s.bo.keyId }), [401]);
  // Somebody of this instance.
  await refused(() => post(s.inbox, s.create(s.bo), { ...s.mallory, keyId: `${s.amaraIri}#main-key` }), [401]);
});

describe('5: a key document that lies about whose it is', () => {
  const keys = () =>
    s.instance.services.db
      .collection<{ _id: string }>('remote_keys')
      .find({}, { sort: { _id: 1 } })
      .toArray();

  test('under the id of somebody else', async () => {
    const before = await keys();
    const publicKeyPem = (s.mallory.document.publicKey as { publicKeyPem: string }).publicKeyPem;
    // At mallory's address: a document that says it is bo, with mallory's key under the name of bo's.
    s.evil.pages.set('/fake-bo', { ...s.bo.document, publicKey: { id: s.bo.keyId, owner: s.bo.iri, publicKeyPem } });
    // A bare key that says that bo owns it, and an actor that says that a key of bo's is its own.
    s.evil.pages.set('/key', { id: `${s.evil.origin}/key`, type: 'Key', owner: s.bo.iri, publicKeyPem });
    const posing = s.evil.actor('posing', { publicKey: { id: s.bo.keyId, owner: s.bo.iri, publicKeyPem } }, 1);
    for (const keyId of [`${s.evil.origin}/fake-bo`, `${s.evil.origin}/key`, `${posing.iri}#main-key`]) {
      await refused(() => post(s.inbox, s.create(s.bo), { keyId, privateKey: s.mallory.privateKey }));
    }
    expect(await keys()).toEqual(before);
  });
  test('and the real one still works', async () => {
    expect((await s.send(s.bo, s.create(s.bo))).status).toBe(202);
  });
});

describe('6: garbage answers 4xx', () => {
  const broken: [string, (good: string) => string | string[]][] = [
    ['a parameter twice', (good) => `${good},keyId="https://other.example/k"`],
    ['the signature twice', (good) => `${good},signature="AAAA"`],
    ['no algorithm', (good) => good.replace(/algorithm="[^"]*",/, '')],
    ['an unknown algorithm', (good) => good.replace('rsa-sha256', 'none')],
    ['hmac', (good) => good.replace('rsa-sha256', 'hmac-sha256')],
    ['no keyId', (good) => good.replace(/keyId="[^"]*",/, '')],
    ['a keyId that is no address', (good) => good.replace(/keyId="[^"]*"/, 'keyId="javascript:alert(1)"')],
    ['two header lines', (good) => [good, good]],
    ['a signed header twice', (good) => good.replace('headers="', 'headers="date ')],
    ['no signature', (good) => good.replace(/,signature="[^"]*"/, '')],
    ['a signature that is not base64', (good) => good.replace(/signature="[^"]*"/, 'signature="%%%"')],
    ['nothing', () => ''],
    ['noise', () => ',,,==="""(((;;;'],
    ['unclosed', (good) => good.slice(0, -1)],
    ['very long', () => `keyId="${'x'.repeat(9_000)}"`],
    ['a header that is not there', (good) => good.replace('headers="', 'headers="x-absent ')],
  ];
  test.each(broken)('%s', async (_, change) => {
    const body = JSON.stringify(s.create(s.bo));
    const headers = signed(s.inbox, body, s.bo);
    const signature = change(headers.signature!);
    await refused(() => sendRaw(s.inbox, 'POST', { ...headers, signature }, body), [400, 401]);
  });

  const brokenInputs: [string, (headers: Record<string, string>) => void][] = [
    [
      'several labels',
      (h) => {
        h['Signature-Input'] += `, other=("@method")`;
      },
    ],
    [
      'the same label twice',
      (h) => {
        h['Signature-Input'] += `, ${h['Signature-Input']}`;
      },
    ],
    [
      'labels that differ',
      (h) => {
        h.Signature = h.Signature!.replace('sig', 'gis');
      },
    ],
    [
      'a component twice',
      (h) => {
        h['Signature-Input'] = h['Signature-Input']!.replace('("@method"', '("@method" "@method"');
      },
    ],
    [
      'a parameterised component',
      (h) => {
        h['Signature-Input'] = h['Signature-Input']!.replace('"@method"', '"@method";req');
      },
    ],
    [
      'an unknown derived component',
      (h) => {
        h['Signature-Input'] = h['Signature-Input']!.replace('("@method"', '("@method" "@status"');
      },
    ],
    [
      'no created',
      (h) => {
        h['Signature-Input'] = h['Signature-Input']!.replace(/created=\d+;?/, '');
      },
    ],
    [
      'noise',
      (h) => {
        h['Signature-Input'] = '"""(((';
      },
    ],
    [
      'noise for a signature',
      (h) => {
        h.Signature = 'sig=12';
      },
    ],
    [
      'an unknown algorithm',
      (h) => {
        h['Signature-Input'] = h['Signature-Input']!.replace('rsa-v1_5-sha256', 'hmac-sha256');
      },
    ],
  ];
  test.each(brokenInputs)('RFC 9421: %s', async (_, change) => {
    const body = JSON.stringify(s.create(s.bo));
    const headers = await rfc9421(body);
    change(headers);
    await refused(() => sendRaw(s.inbox, 'POST', headers, body), [400, 401]);
  });
});

test('26: a captured request sent again is taken once', async () => {
  const follow = s.activity(s.bo, 'Like', { object: `${s.amaraIri}/x` });
  const body = JSON.stringify(follow);
  const headers = signed(s.inbox, body, s.bo);
  expect((await sendRaw(s.inbox, 'POST', headers, body)).status).toBe(202);
  await s.logged(follow.id);
  const before = await s.state();
  expect((await sendRaw(s.inbox, 'POST', headers, body)).status).toBe(202);
  // Signed anew, with other content under the known id.
  expect((await s.send(s.bo, { ...follow, type: 'Follow', object: s.amaraIri })).status).toBe(202);
  expect(await s.state()).toBe(before);
});
