import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN_NOTE } from '../../../server/activities/activity.ts';
import type { ClientEvents, ServerEvents } from '../../../shared/contracts/live.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

/** Who hears of what, on a whole instance: nobody hears of what they may not see. */
type Live = Socket<ServerEvents, ClientEvents> & { heard: { name: string; event: unknown }[] };

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let eve: ApiClient;
const sockets: Live[] = [];

async function connect(client: ApiClient): Promise<Live> {
  const extraHeaders = { origin: instance.baseUrl, ...(client.cookie ? { cookie: client.cookie } : {}) };
  const socket = Object.assign(io(instance.baseUrl, { extraHeaders, transports: ['websocket'] }), {
    heard: [] as Live['heard'],
  }) as Live;
  sockets.push(socket);
  socket.onAny((name: string, event: unknown) => socket.heard.push({ name, event }));
  await once(socket as never, 'connect');
  return socket;
}

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo, eve] = await Promise.all([instance.signUp('amara'), instance.signUp('bo'), instance.signUp('eve')]);
  await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await instance.stop();
});

test('a pair’s messages, by every name they have', async () => {
  const { id } = await amara.call(mentoring.offerPair, {
    body: { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
  });
  await bo.call(mentoring.acceptPair, { params: { id } });
  const [hers, his, stranger, nobody] = await Promise.all([amara, bo, eve, instance.anyone()].map(connect));
  const message = await amara.call(threads.sendMessage, {
    params: { id },
    body: { markdown: 'between us', clientId: 'the-first-message', feedbackKind: 'question' },
  });
  await until('Bo has it', () => his?.heard.some(({ name }) => name === 'thread.message'));
  for (const other of [stranger, nobody]) {
    for (const thread of [id, message.id]) {
      const joined = await other?.emitWithAck('thread.join', { thread, after: null });
      expect(joined?.ok).toBe(false);
      const watched = await other?.emitWithAck('post.watch', { post: thread });
      expect(watched?.ok).toBe(false);
      other?.emit('thread.typing', { thread, typing: true });
    }
  }
  await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'yes', clientId: 'the-second-message' } });
  await amara.call(threads.deleteMessage, { params: { id: message.id } });
  await bo.try(threads.deleteMessage, { params: { id: message.id } });
  await amara.call(mentoring.endPair, { params: { id }, body: {} });
  await until('Bo knows', () => his?.heard.some(({ name }) => name === 'pair.changed'));
  expect(stranger?.heard).toEqual([]);
  expect(nobody?.heard).toEqual([]);
  expect(hers?.heard.some(({ name }) => name === 'thread.typing')).toBe(false);
});

test('a reply for followers under an open post: its people hear, onlookers do not', async () => {
  const post = await amara.call(practice.publishPost, { body: { title: 'Open', markdown: 'x' } });
  const [hers, stranger] = await Promise.all([connect(amara), connect(instance.anyone())]);
  expect((await stranger?.emitWithAck('post.watch', { post: post.id }))?.ok).toBe(true);
  const followers = `${instance.baseUrl}/users/bo/followers`;
  const amaraIri = `${instance.baseUrl}/users/amara`;
  const audience = { to: [followers], cc: [amaraIri] };
  const iri = `${instance.baseUrl}/objects/narrow-reply-of-bo-0000000`;
  const author = `${instance.baseUrl}/users/bo`;
  const publishedAt = new Date();
  // Our own screens answer as openly as they are asked; other servers need not.
  await instance.services.pipeline.publish({
    type: 'Create',
    iri: `${instance.baseUrl}/activities/narrow-reply-of-bo-0000000`,
    actor: author,
    audience,
    publishedAt,
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri,
      author,
      url: iri,
      html: '<p>for few</p>',
      markdown: null,
      inReplyTo: post.iri,
      context: null,
      feedbackKind: null,
      anchor: null,
      invitation: null,
      language: null,
      attachments: [],
      mentions: [amaraIri],
      tags: [],
      audience,
      publishedAt,
      editedAt: null,
    },
  });
  await until('Amara hears', () => hers?.heard.some(({ name }) => name === 'post.changed'));
  // Something that everybody hears, as the end of the wait.
  await eve.call(practice.likePost, { params: { id: post.id } });
  await until('the stranger hears of the like', () => stranger?.heard.some(({ name }) => name === 'post.changed'));
  expect(stranger?.heard).toEqual([{ name: 'post.changed', event: { post: post.id } }]);
  await eve.call(practice.unlikePost, { params: { id: post.id } });
  await until('and of the like taken back', () => stranger?.heard.length === 2);
});
