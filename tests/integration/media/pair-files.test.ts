import { afterAll, beforeAll, expect, test } from 'vitest';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { PDF, upload } from '../../support/upload.ts';

let instance: TestInstance;
let amara: ApiClient;
let pairs: string[];

beforeAll(async () => {
  instance = await startInstance();
  amara = await instance.signUp('amara');
  const others = [await instance.signUp('bo'), await instance.signUp('cy')];
  pairs = [];
  for (const [index, client] of others.entries()) {
    const partner = { client, handle: index === 0 ? 'bo' : 'cy' };
    pairs.push(await pairUp({ client: amara, handle: 'amara' }, partner));
  }
});
afterAll(() => instance.stop());

test('a file that is sent to two partners at the same moment goes to one of them', async () => {
  for (let n = 0; n < 5; n++) {
    const { id } = await upload(amara, PDF, 'plan.pdf');
    const body = { markdown: 'Look', files: [id], clientId: `at-the-same-moment-${n}` };
    const sent = await Promise.all(pairs.map((pair) => amara.try(threads.sendMessage, { params: { id: pair }, body })));
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 400]);
    const again = await Promise.all(
      pairs.map((pair) => amara.try(threads.sendMessage, { params: { id: pair }, body })),
    );
    expect(again.map(({ status }) => status)).toEqual(sent.map(({ status }) => status));
  }
});
