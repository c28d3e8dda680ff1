/** Many hosts in a process of their own: `node sinks.ts <taking> <hanging>`. Sends their origins, and counts on request. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [, , taking = '0', hanging = '0'] = process.argv;
let received = 0;

async function host(hangs: boolean): Promise<string> {
  const server = createServer((req, res) => {
    req.resume().on('end', () => {
      if (hangs) return;
      received += 1;
      res.writeHead(202, { 'content-length': 0 }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const all = (count: string, hangs: boolean) => Promise.all(Array.from({ length: Number(count) }, () => host(hangs)));
process.on('message', () => process.send?.({ received }));
process.on('disconnect', () => process.exit(0));
process.send?.({ taking: await all(taking, false), hanging: await all(hanging, true) });
