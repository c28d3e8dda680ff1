import { afterAll, beforeAll, expect, test } from 'vitest';
import * as practice from '../../shared/contracts/practice.ts';
import { MARKDOWN_MAX } from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** The longest posts that are accepted arrive; one that could not is refused, with a sentence, before it is published. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo] = await Promise.all([a.signUp('amara'), b.signUp('bo')]);
  await bo.call(profiles.followProfile, { params: { handle: `@amara@${a.domain}` } });
  await until('followed', async () => {
    return (await amara.call(profiles.getProfile, { params: { handle: 'amara' } })).followers === 1;
  });
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

test.each([
  ['English', 'What I tried, and what happened then.\n\n', 201],
  ['Spanish', 'Qué probé, y qué pasó después con los niños.\n\n', 201],
  ['Ukrainian', 'Що я спробувала і що сталося потім.\n\n', 201],
  ['Hindi', 'मैंने क्या आज़माया और फिर क्या हुआ।\n\n', 400],
  ['Chinese', '我尝试了什么，后来发生了什么。\n\n', 400],
])('%s', async (title, sentence, status) => {
  const markdown = sentence.repeat(Math.floor(MARKDOWN_MAX / sentence.length));
  const answer = await amara.try(practice.publishPost, { body: { title, markdown } });
  expect(answer.status).toBe(status);
  if (status === 400) {
    expect(answer.error?.fields?.markdown).toContain('two posts');
    const half = await amara.call(practice.publishPost, { body: { title, markdown: markdown.slice(0, 25_000) } });
    const long = await amara.try(practice.editPost, { params: { id: half.id }, body: { title, markdown } });
    expect(long.status).toBe(400);
  }
  await until('it arrived', async () => {
    return (await bo.call(practice.getHomeFeed)).items.find((item) => item.post.title === title);
  });
});
