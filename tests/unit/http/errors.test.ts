import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { expect, test } from 'vitest';
import { errorHandler } from '../../../server/http/errors.ts';

test('a failure is logged by its route: what stands in the address may be a secret', async () => {
  const lines: string[] = [];
  const app = express();
  app.get('/calendar/:token', () => {
    throw new Error('out of order');
  });
  app.use(errorHandler(pino({ level: 'error' }, { write: (line: string) => lines.push(line) })));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/calendar/very-secret`);
  await new Promise((resolve) => server.close(resolve));
  expect(answer.status).toBe(500);
  expect(JSON.parse(lines[0]!)).toMatchObject({ path: '/calendar/:token', msg: 'unexpected failure' });
  expect(lines.join('')).not.toContain('very-secret');
});
