import { expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';
import { picture } from '../../support/upload.ts';

const s = scene();

test('what is here of an instance is not shown while it is blocked: no post, no page, no copy of a picture', async () => {
  const { instance, evil, mallory, amara } = s;
  const bytes = await picture();
  evil.pages.set('/p.jpg', (_req, res) => void res.writeHead(200).end(bytes));
  const create = s.create(mallory, {
    content: '<p>zebra-words</p>',
    attachment: [{ type: 'Image', url: `${evil.origin}/p.jpg` }],
    tag: [{ type: 'Hashtag', name: '#zebra' }],
  });
  const shared = await amara.call(practice.publishPost, { body: { title: 'Shared', markdown: 'x' } });
  await s.send(mallory, create);
  await s.send(mallory, s.activity(mallory, 'Announce', { object: shared.iri }));
  await s.send(mallory, s.create(mallory, { content: '<p>zebra-answer</p>', inReplyTo: shared.iri }));
  const id = keyOf(create.object.id);
  const params = { id };
  const read = () => amara.try(practice.getPost, { params });
  const [image] = await until('here', async () => (await read()).value?.attachments);
  const picturePath = image?.url ?? '';
  const visitor = async (path: string) => {
    const answer = await fetch(instance.baseUrl + path, { headers: { accept: 'text/html' } });
    return { status: answer.status, html: await answer.text() };
  };
  const replies = async () => (await amara.call(practice.listReplies, { params: { id: shared.id } })).items.length;
  await until('answered', async () => (await replies()) === 1);
  expect((await fetch(instance.baseUrl + picturePath)).status).toBe(200);
  expect((await visitor(`/posts/${id}`)).html).toContain('zebra-words');

  const admin = await instance.account('head', 'admin');
  const block = { params: { domain: evil.host } };
  await admin.call(moderation.blockDomain, { ...block, body: {} });
  expect((await read()).status).toBe(404);
  expect((await fetch(instance.baseUrl + picturePath)).status).toBe(404);
  expect(await visitor(`/posts/${id}`)).toMatchObject({ status: 404 });
  expect((await visitor(`/posts/${id}`)).html).not.toContain('zebra');
  expect((await visitor('/tags/zebra')).html).not.toContain('zebra-words');
  expect((await amara.call(practice.getTagFeed, { params: { tag: 'zebra' } })).items).toEqual([]);
  expect(await replies()).toBe(0);
  expect((await visitor(`/posts/${shared.id}`)).html).not.toContain('zebra-answer');

  await admin.call(moderation.unblockDomain, block);
  expect((await read()).status).toBe(200);
  expect((await fetch(instance.baseUrl + picturePath)).status).toBe(200);
});
