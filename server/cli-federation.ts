import type { Command, Option } from 'commander';
import type { ZodType } from 'zod';
import { Host } from '../shared/contracts/federation.ts';
import type { HostReport, HostTraffic } from './activities/ports.ts';
import type { Instance } from './compose.ts';

/** Hosts and dead letters that one listing shows; who wants more looks at the admin pages. */
const LISTED_MAX = 50;

type JsonOptions = { json?: true };

interface Tools {
  jsonOption: Option;
  withInstance<T>(use: (instance: Instance) => Promise<T>): Promise<T>;
  checked<T>(option: string, schema: ZodType<T>, value: string): T;
  print(options: JsonOptions, value: unknown, text: string): void;
}

const ACTIONS = {
  pause: 'Send nothing to an instance until it is resumed',
  resume: 'Send to an instance again',
  retry: 'Try everything for an instance again, also what was given up but not dropped',
  drop: 'Give up for good everything that waits or is kept for an instance',
} as const satisfies Partial<Record<keyof HostTraffic, string>>;

/** `staffroom federation …`: what the admin page does. A server that runs beside it goes by it within half a minute. */
export function addFederationCommands(program: Command, { jsonOption, withInstance, checked, print }: Tools): void {
  const federation = program.command('federation').description('Deliveries to other instances');

  federation
    .command('hosts')
    .description('List instances, those with the most trouble first')
    .argument('[name]', 'only those of which the name, or a part of it after a dot, begins with this', '')
    .addOption(jsonOption)
    .action(async (name: string, options: JsonOptions) => {
      const request = { q: name.trim().toLowerCase(), limit: LISTED_MAX };
      const { items } = await withInstance(({ delivery }) => delivery.traffic.page(request));
      print(options, items, items.map(lineOf).join('\n') || 'Nothing was sent to any such instance yet.');
    });

  for (const action of Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]) {
    federation
      .command(action)
      .description(ACTIONS[action])
      .argument('<host>', 'like school.example')
      .addOption(jsonOption)
      .action(async (typed: string, options: JsonOptions) => {
        const host = checked('<host>', Host, typed);
        const report = await withInstance(({ delivery }) => delivery.traffic[action](host));
        if (report === null)
          throw new Error(`Nothing was ever sent to ${host}. \`federation hosts\` lists the others.`);
        print(options, report, lineOf(report));
      });
  }

  federation
    .command('dead-letters')
    .description('List activities that could not be worked off, newest first')
    .addOption(jsonOption)
    .action(async (options: JsonOptions) => {
      const { items } = await withInstance(({ pipeline }) => pipeline.deadLetters(null, LISTED_MAX));
      const lines = items.map(({ id, type, host, receivedAt, error }) =>
        [id, type, host ?? 'here', receivedAt.toISOString(), error].join('\t'),
      );
      print(options, items, lines.join('\n') || 'Everything was worked off.');
    });
}

function lineOf({ host, state, waiting, failed, kept, lastError, nextTry }: HostReport): string {
  const counts = `${waiting} waiting, ${failed} given up, ${kept} kept`;
  return [host, state, counts, lastError ?? '', nextTry?.toISOString() ?? ''].join('\t').trimEnd();
}
