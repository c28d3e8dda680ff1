import { fileURLToPath } from 'node:url';
import { Command, CommanderError, Option } from 'commander';
import type { ZodType } from 'zod';
import { DisplayName, Password, Username } from '../shared/contracts/accounts.ts';
import { ROLES, type Role } from '../shared/vocabulary.ts';
import { addFederationCommands } from './cli-federation.ts';
import { compose, type Instance } from './compose.ts';
import { type Config, loadConfig } from './config.ts';
import { AppFailure } from './core/errors.ts';
import { createLogger } from './core/logger.ts';
import { examine } from './doctor.ts';
import { parseInput } from './http/input.ts';

/** Administration from the command line. Reads the same settings as the server and may run beside it. */

const CLIENT_DIR = fileURLToPath(new URL('../dist/client', import.meta.url));
const program = new Command('staffroom').description('Administration of a Staffroom instance').exitOverride();
const account = program.command('account').description('Accounts of this instance');
/** How many activities an error names. */
const MAX_NAMED = 5;
const JSON_OPTION = new Option('--json', 'answer as JSON');

interface CreateOptions {
  username: string;
  password: string;
  role: Role;
  displayName?: string;
  json?: true;
}

account
  .command('create')
  .description('Create an account that can sign in at once')
  .requiredOption('--username <name>', 'letters a–z, digits and underscores')
  .requiredOption('--password <password>', 'at least 10 characters; - reads it from standard input')
  .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).default('teacher'))
  .option('--display-name <name>', 'the name colleagues know; the username when not given')
  .addOption(JSON_OPTION)
  .action(async (options: CreateOptions) => {
    const password = options.password === '-' ? await standardInput() : options.password;
    const fields = {
      username: checked('--username', Username, options.username),
      password: checked('--password', Password, password),
      displayName: checked('--display-name', DisplayName, options.displayName ?? options.username),
      role: options.role,
    };
    const created = await withInstance(async ({ accounts }) => accounts.create(fields));
    if (!created.ok) throw new AppFailure(created.error);
    print(options, created.value, `Created ${created.value.username} (${created.value.role}).`);
  });

account
  .command('list')
  .description('List accounts, newest first')
  .addOption(JSON_OPTION)
  .action(async (options: { json?: true }) => {
    const accounts = await withInstance((instance) => instance.accounts.list());
    const lines = accounts.map((one) =>
      [one.username, one.role, one.status, one.createdAt, one.displayName].join('\t'),
    );
    print(options, accounts, lines.join('\n') || 'There are no accounts yet.');
  });

program
  .command('rebuild')
  .description('Drop all views and make them anew from the activity log; people see less until it is done')
  .addOption(JSON_OPTION)
  .action(async (options: { json?: true }) => {
    const rebuilt = await withInstance((instance) => instance.rebuild());
    const { replayed, failed } = rebuilt;
    print(options, rebuilt, `Made the views anew from ${replayed} activities.`);
    if (failed.length > 0) {
      throw new Error(
        `${failed.length} of them could not be shown, among them ${failed.slice(0, MAX_NAMED).join(', ')}`,
      );
    }
  });

program
  .command('doctor')
  .description('Look for what commonly keeps an instance from working')
  .addOption(JSON_OPTION)
  .action(async (options: { json?: true }) => {
    const findings = await examine(loadConfig(process.env), CLIENT_DIR);
    const lines = findings.map(({ check, state, message }) => `${state.padEnd(8)}${check}: ${message}`);
    print(options, findings, lines.join('\n'));
    const failed = findings.filter(({ state }) => state === 'failure').map(({ check }) => check);
    if (failed.length > 0) throw new Error(`These need attention: ${failed.join(', ')}.`);
  });

addFederationCommands(program, { jsonOption: JSON_OPTION, withInstance, checked, print });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
  // Commander has written its own line.
  if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : error);
}

/** Puts the instance together without listening or delivering, and lets go of it again. */
async function withInstance<T>(use: (instance: Instance) => Promise<T>): Promise<T> {
  const config: Config = loadConfig(process.env);
  const instance = await compose(config, createLogger('silent'));
  try {
    return await use(instance);
  } finally {
    await instance.stop();
  }
}

function checked<T>(option: string, schema: ZodType<T>, value: string): T {
  const parsed = parseInput(schema, value);
  if (!parsed.ok) throw new Error(`${option}: ${parsed.error.message}`);
  return parsed.value;
}

function print(options: { json?: true }, value: unknown, text: string): void {
  console.log(options.json ? JSON.stringify(value) : text);
}

async function standardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text.replace(/\r?\n$/, '');
}
