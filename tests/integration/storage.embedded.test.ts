import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openEmbedded } from '../../server/storage/embedded/database.ts';
import { storageContract } from './storage.contract.ts';

describe('storage contract on the embedded engine', () => {
  storageContract(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-contract-'));
    const database = await openEmbedded({ dataDir });
    return {
      database,
      async dispose() {
        const problems = await database.verify();
        await database.close();
        await rm(dataDir, { recursive: true });
        if (problems.length > 0) throw new Error(problems.join('\n'));
      },
    };
  });
});
