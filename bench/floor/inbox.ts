import { createPublicKey, hash, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * The least that an inbox must do, by hand: bare node:http, digest and signature with a key at hand, one group-committed
 * row, 202 after the commit. Nothing is looked up, checked or projected.
 */
export async function startFloor(dataDir: string, pem: string): Promise<{ url: string }> {
  const key = createPublicKey(pem);
  const db = new DatabaseSync(join(dataDir, 'floor.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (id TEXT PRIMARY KEY, json TEXT)');
  const insert = db.prepare('INSERT OR IGNORE INTO log VALUES (?, ?)');
  let waiting: { id: string; json: string; done: () => void }[] = [];

  function commit(): void {
    const batch = waiting;
    waiting = [];
    db.exec('BEGIN');
    for (const { id, json } of batch) insert.run(id, json);
    db.exec('COMMIT');
    for (const { done } of batch) done();
  }

  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      const { host, date, digest, signature = '' } = req.headers;
      const [, value = ''] = /signature="([^"]+)"/.exec(String(signature)) ?? [];
      const base = `(request-target): post ${req.url}\nhost: ${host}\ndate: ${date}\ndigest: ${digest}`;
      const good =
        digest === `SHA-256=${hash('sha256', body, 'base64')}` &&
        verify('sha256', Buffer.from(base), key, Buffer.from(value, 'base64'));
      const json = body.toString();
      const { id } = JSON.parse(json);
      const done = () => res.writeHead(good ? 202 : 401, { 'content-length': 0 }).end();
      if (!good) return done();
      waiting.push({ id, json, done });
      if (waiting.length === 1) setImmediate(commit);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/inbox` };
}
