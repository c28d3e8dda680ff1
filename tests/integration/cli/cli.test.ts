import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as contract from '../../../shared/contracts/accounts.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { COMPILED } from '../../support/storage/child.ts';

const CLI = fileURLToPath(new URL('../../../server/cli.ts', import.meta.url));
/** Every command is a process of its own, which on a busy machine takes seconds to start. */
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());
const PASSWORD = 'chalk and talk 1987';

let dataDir: string;
let instance: TestInstance | null;
beforeEach(async () => {
  instance = null;
  dataDir = join(await mkdtemp(join(tmpdir(), 'staffroom-cli-')), 'data');
});
afterEach(async () => {
  await instance?.stop();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

async function staffroom(args: string[], env: Record<string, string> = {}, input = '') {
  const child: ChildProcess = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH, ...COMPILED, DATA_DIR: dataDir, BASE_URL: 'http://localhost:1', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

const create = (username: string, ...more: string[]) => [
  'account',
  'create',
  '--username',
  username,
  '--password',
  PASSWORD,
  ...more,
];

test('accounts are created and listed', async () => {
  const created = await staffroom([...create('Ada', '--role', 'admin', '--display-name', 'Ada L.', '--json')]);
  expect(created).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(created.stdout)).toMatchObject({
    username: 'ada',
    displayName: 'Ada L.',
    role: 'admin',
    status: 'active',
    actor: 'http://localhost:1/users/ada',
  });
  const typed = await staffroom(['account', 'create', '--username', 'ben', '--password', '-'], {}, `${PASSWORD}\n`);
  expect(typed).toEqual({ code: 0, stdout: 'Created ben (teacher).\n', stderr: '' });

  const list = await staffroom(['account', 'list', '--json']);
  expect(JSON.parse(list.stdout)).toMatchObject([{ username: 'ben', role: 'teacher' }, { username: 'ada' }]);
  expect((await staffroom(['account', 'list'])).stdout).toMatch(
    /^ben\tteacher\tactive\t.*\tben\nada\tadmin\t.*Ada L\.\n$/,
  );
  expect(JSON.parse((await staffroom(['rebuild', '--json'])).stdout)).toEqual({ replayed: 2, failed: [] });
});

test('what cannot be done is one line on stderr and not success', async () => {
  await staffroom(create('ada'));
  const failures: [string[], Record<string, string>, RegExp][] = [
    [create('ada'), {}, /^This name is taken\. Choose another\.\n$/],
    [create('admin'), {}, /^This name is kept for the server itself\..*\n$/],
    [
      ['account', 'create', '--username', 'ben', '--password', 'short'],
      {},
      /^--password: Use at least 10 characters.*\n$/,
    ],
    [create('Bé'), {}, /^--username: .*\n$/],
    [create('ben', '--role', 'owner'), {}, /^error: .*Allowed choices are teacher, organizer, admin\.\n$/],
    [['account', 'create', '--username', 'ben'], {}, /^error: required option '--password.*\n$/],
    [['account', 'list'], { BASE_URL: 'nowhere' }, /^BASE_URL: .*\n$/],
    [['account', 'list'], { DATA_DIR: '/dev/null/x' }, /^.+\n$/],
    [['unknown'], {}, /^error: unknown command 'unknown'.*\n$/],
  ];
  await Promise.all(
    failures.map(async ([args, env, line]) => {
      const result = await staffroom(args, env);
      expect(result.code, args.join(' ')).not.toBe(0);
      expect(result.stdout).toBe('');
      expect(result.stderr).toMatch(line);
    }),
  );
});

test('an account made beside a running server can sign in there at once', async () => {
  instance = await startInstance({ env: { DATA_DIR: dataDir } });
  const created = await staffroom(create('ada', '--role', 'admin'), { BASE_URL: instance.baseUrl });
  expect(created).toMatchObject({ code: 0, stderr: '' });
  const client = new ApiClient(instance.baseUrl);
  const me = await client.call(contract.signIn, { body: { username: 'ada', password: PASSWORD } });
  expect(me).toMatchObject({ username: 'ada', role: 'admin' });
  expect((await client.call(contract.getInstance)).setupNeeded).toBe(false);

  const doctor = await staffroom(['doctor', '--json'], { BASE_URL: instance.baseUrl });
  expect(doctor).toMatchObject({ code: 0, stderr: '' });
  const findings: { check: string; state: string }[] = JSON.parse(doctor.stdout);
  const states = Object.fromEntries(findings.map(({ check, state }) => [check, state]));
  expect(states).toMatchObject({
    database: 'ok',
    'data folder': 'ok',
    'secret key': 'ok',
    address: 'ok',
    https: 'warning',
  });
});

test('a rebuild beside a running server: it shows the same afterwards, and takes in what is new', async () => {
  instance = await startInstance({ env: { DATA_DIR: dataDir } });
  const amara = await instance.signUp('amara');
  const post = (title: string) =>
    instance?.signUp(title).then((client) => client.call(practice.publishPost, { body: { title, markdown: 'x' } }));
  await post('first');
  await amara.call(practice.publishPost, { body: { title: 'mine', markdown: 'x' } });
  const before = await instance.viewBytes();
  const rebuilt = await staffroom(['rebuild', '--json'], { BASE_URL: instance.baseUrl });
  expect(rebuilt).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(rebuilt.stdout)).toEqual({ replayed: 4, failed: [] });
  expect(await instance.viewBytes()).toEqual(before);
  await post('second');
  const { items } = await amara.call(practice.getInstanceFeed);
  expect(items.map((item) => item.post.title)).toEqual(['second', 'mine', 'first']);
});

test('doctor names what is wrong and fails only for what keeps people out', async () => {
  await staffroom(create('ada'));
  const alone = await staffroom(['doctor']);
  expect(alone.code).toBe(0);
  expect(alone.stdout).toMatch(/^warning address: nobody answers at http:\/\/localhost:1/m);

  await chmod(join(dataDir, 'secret.key'), 0o644);
  const open = await staffroom(['doctor']);
  expect(open.code).toBe(1);
  expect(open.stdout).toMatch(/^failure secret key: .*chmod 600/m);
  expect(open.stderr).toBe('These need attention: secret key.\n');
});

test('doctor notices a server that calls itself something else', async () => {
  instance = await startInstance();
  const { port } = new URL(instance.baseUrl);
  const doctor = await staffroom(['doctor'], { BASE_URL: `http://127.0.0.1:${port}` });
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(/^failure address: the server at .* calls itself localhost:/m);
});

test('an instance is paused beside a running server, which goes by it', async () => {
  instance = await startInstance({ env: { DATA_DIR: dataDir } });
  const { delivery, db } = instance.services;
  const host = 'school.example';
  const lane = { active: false, notBefore: new Date(0), wake: 1, failures: 0, doubtful: false };
  await db.collection('delivery_lanes').insertOne({ _id: host, parts: [host, 'example'], ...lane } as never);
  const federation = (...args: string[]) => staffroom(['federation', ...args], { BASE_URL: instance?.baseUrl ?? '' });
  const paused = await federation('pause', 'School.example', '--json');
  expect(paused).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(paused.stdout)).toMatchObject({ host, state: 'paused', waiting: 0 });
  expect((await delivery.traffic.get(host))?.state).toBe('paused');
  const listed = await federation('hosts', 'exa');
  expect(listed).toMatchObject({ code: 0, stdout: 'school.example\tpaused\t0 waiting, 0 given up, 0 kept\n' });
  const unknown = await federation('resume', 'nowhere.example');
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toBe('Nothing was ever sent to nowhere.example. `federation hosts` lists the others.\n');
});
