import { createServer, type Server } from 'node:net';

/**
 * Below what systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): a server that was stopped finds its
 * port again, and where nobody listens nobody will. Each worker of the tests has a part of its own, and goes through it.
 */
const FIRST = 20_000;
const PORTS_OF_WORKER = 3_000;
const WORKERS = 4;
const first = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS) * PORTS_OF_WORKER;
let next = Math.floor(Math.random() * PORTS_OF_WORKER);

/** Has the server listen on a port that nothing else in this process had lately, and answers which. */
export async function listen(server: Server, address = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = first + (next++ % PORTS_OF_WORKER);
    if (await listenOn(server, port, address)) return port;
  }
}

/** Where nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** False when the port is somebody else's. */
function listenOn(server: Server, port: number, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const took = () => {
      server.off('error', failed);
      resolve(true);
    };
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', took);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('listening', took).once('error', failed).listen(port, address);
  });
}
