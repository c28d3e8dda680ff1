import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFederation, InProcessMessageQueue, MemoryKvStore } from '@fedify/fedify';
import { Create, Person } from '@fedify/vocab';

/**
 * Fedify 2.3.6 behind node:http, with its store and its queue in memory: it verifies, queues, answers 202, and a worker
 * hands each Create to a listener, which counts it.
 */
export async function startFedify(): Promise<{ url: string; taken: () => number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const federation = createFederation<void>({
    kv: new MemoryKvStore(),
    queue: new InProcessMessageQueue(),
    origin,
    allowPrivateAddress: true,
  });
  let taken = 0;
  federation.setActorDispatcher('/users/{identifier}', (context, identifier) =>
    identifier === 'bench'
      ? new Person({
          id: context.getActorUri(identifier),
          preferredUsername: identifier,
          inbox: context.getInboxUri(identifier),
        })
      : null,
  );
  federation.setInboxListeners('/users/{identifier}/inbox', '/inbox').on(Create, async (context, create) => {
    // What any application does first; the note is in the activity.
    await create.getObject(context);
    taken += 1;
  });
  server.on('request', (req, res) => {
    void request(req, origin)
      .then((made) => federation.fetch(made, { contextData: undefined }))
      .then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        res.writeHead(answer.status, { 'content-length': body.byteLength }).end(body);
      });
  });
  return { url: `${origin}/inbox`, taken: () => taken };
}

async function request(req: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(new URL(req.url ?? '/', origin), { method: 'POST', headers, body: Buffer.concat(chunks) });
}
