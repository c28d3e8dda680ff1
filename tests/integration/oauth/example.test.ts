import { spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as oauth from '../../../shared/contracts/oauth.ts';
import { getInstanceFeed } from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { allow } from '../../support/oauth.ts';

/** `docs/client-to-server.md` does what it says: its commands are run, and a person answers where one is asked. */

const PAGE = new URL('../../../docs/client-to-server.md', import.meta.url);
const canRun = ['curl --version', 'openssl version'].every((tool) => spawnSync('sh', ['-c', tool]).status === 0);

let instance: TestInstance;
let amara: ApiClient;
beforeAll(async () => {
  instance = await startInstance();
  amara = await instance.signUp('amara');
});
afterAll(() => instance.stop());

test.skipIf(!canRun)('the commands of the page work, one after another', async () => {
  const page = await readFile(PAGE, 'utf8');
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block);
  expect(commands.length).toBe(8);
  const shell = spawn('sh', ['-euc', commands.join('\n')], {
    env: { PATH: process.env.PATH, BASE: instance.baseUrl },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  let asked = false;
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const [address] = /http\S+\/oauth\/authorize\?\S+(?=\n)/.exec(said) ?? [];
    if (asked || address === undefined) return;
    asked = true;
    const request: oauth.AuthorizationRequest = Object.fromEntries(new URL(address).searchParams);
    void allow(amara, request).then((answer) => shell.stdin.end(`${answer.searchParams.get('code')}\n`));
  });
  const status = await new Promise((resolve) => shell.once('close', resolve));
  expect(status, said).toBe(0);
  expect(said).toMatch(/^HTTP\/1\.1 201 Created/m);
  expect(said).toContain('"OrderedCollectionPage"');
  const { items } = await instance.anyone().call(getInstanceFeed);
  expect(items.map(({ post }) => post.title)).toEqual(['Exit tickets']);
  expect((await amara.call(oauth.listApps)).items).toEqual([]);
});
