import { type KeyObject, sign } from 'node:crypto';
import { Agent } from 'undici';
import { digestsOf } from '../../server/federation/transport/digest.ts';

/** The least that sending must do: sign in the thread pool and post over kept-alive connections; no queue, no retries. */
export function createFloor(privateKey: KeyObject, keyId: string) {
  const agent = new Agent({ connections: 4, pipelining: 1 });
  const signed = (base: string) =>
    new Promise<Buffer>((resolve, reject) => {
      sign('sha256', Buffer.from(base), privateKey, (error, value) => (error ? reject(error) : resolve(value)));
    });

  async function post(origin: string, body: Buffer, digest: string): Promise<void> {
    const { host } = new URL(origin);
    const date = new Date().toUTCString();
    const base = `(request-target): post /inbox\nhost: ${host}\ndate: ${date}\ndigest: ${digest}`;
    const value = (await signed(base)).toString('base64');
    const names = '(request-target) host date digest';
    const signature = `keyId="${keyId}",algorithm="rsa-sha256",headers="${names}",signature="${value}"`;
    const headers = { host, date, digest, signature, 'content-type': 'application/activity+json' };
    const answer = await agent.request({ origin, path: '/inbox', method: 'POST', headers, body });
    await answer.body.dump();
  }

  return async (origins: readonly string[], documents: readonly object[]): Promise<void> => {
    const bodies = documents.map((document) => Buffer.from(JSON.stringify(document)));
    const letters = bodies.map((body) => ({ body, digest: digestsOf(body).digest }));
    await Promise.all(
      origins.map(async (origin) => {
        for (const { body, digest } of letters) await post(origin, body, digest);
      }),
    );
  };
}
