import { describe, expect, test, vi } from 'vitest';
import type { KeptUpload } from '../../../client/features/media/kept-uploads.ts';
import { REMOVED } from '../../../client/features/media/send-file.ts';
import { UploadQueue } from '../../../client/features/media/upload-queue.ts';
import type { Media } from '../../../shared/contracts/media.ts';

const media = (id: string): Media => ({
  id,
  kind: 'image',
  mediaType: 'image/webp',
  url: `/media/${id}`,
  name: 'a.png',
  alt: '',
  width: 1,
  height: 1,
  blurhash: null,
  bytes: 3,
});
const file = (name: string) => new File(['abc'], name, { type: 'image/png' });

/** A device, and a network that a test switches. */
function setting() {
  const shelf = new Map<string, KeptUpload>();
  const network = { down: false, refuses: '' };
  const done: string[] = [];
  const started: string[] = [];
  const gates: (() => void)[] = [];
  /** Those that were stopped, and why. */
  const stopped: [string, unknown][] = [];
  const open = (scope: string, gated = false) =>
    new UploadQueue('amara', scope, {
      send: async ({ name }, onProgress, signal) => {
        started.push(name);
        signal.addEventListener('abort', () => stopped.push([name, signal.reason]));
        if (gated) await new Promise<void>((resolve) => gates.push(resolve));
        signal.throwIfAborted();
        if (network.down) throw new TypeError('no network');
        if (network.refuses) throw new RangeError(network.refuses);
        onProgress(3);
        return media(`m-${name}`);
      },
      refusal: (error) => (error instanceof RangeError ? error.message : null),
      shelf: {
        all: async (account) => [...shelf.values()].filter((upload) => upload.account === account),
        put: async (upload) => void shelf.set(upload.id, upload),
        remove: async (id) => void shelf.delete(id),
      },
      onDone: (upload, { id }) => done.push(`${upload.kind} ${id}`),
    });
  return { shelf, network, done, started, stopped, gates, open };
}

describe('files on their way up', () => {
  test('arrive, and are kept on the device only until then', async () => {
    const { shelf, done, open } = setting();
    const queue = open('new');
    queue.add('image', file('a'));
    expect(shelf.size).toBe(1);
    await vi.waitFor(() => expect(done).toEqual(['image m-a']));
    expect(shelf.size).toBe(0);
    expect(queue.snapshot()).toEqual([]);
  });

  test('wait without a network and go on when it is back', async () => {
    const { network, done, open } = setting();
    network.down = true;
    const queue = open('new');
    queue.add('document', file('a'));
    await vi.waitFor(() => expect(queue.snapshot()[0]?.state).toBe('waiting'));
    network.down = false;
    queue.resume();
    await vi.waitFor(() => expect(done).toEqual(['document m-a']));
  });

  test('are refused with a sentence, and stay until one decides', async () => {
    const { network, done, open } = setting();
    network.refuses = 'Too large.';
    const queue = open('new');
    const id = queue.add('image', file('a'));
    await vi.waitFor(() => expect(queue.snapshot()[0]).toMatchObject({ state: 'refused', reason: 'Too large.' }));
    queue.resume();
    expect(queue.snapshot()[0]?.state).toBe('refused');
    network.refuses = '';
    queue.retry(id);
    await vi.waitFor(() => expect(done).toHaveLength(1));
  });

  test('outlive the page: images by their placeholder, files by their draft, nobody else’s', async () => {
    const { shelf, network, done, open } = setting();
    network.down = true;
    const before = open('new');
    const image = before.add('image', file('image'));
    before.add('document', file('sheet'));
    await before.moveTo('draft-1');
    await vi.waitFor(() => expect(shelf.size).toBe(2));
    before.pause();
    network.down = false;
    const after = open('draft-1');
    await after.restore([image]);
    await vi.waitFor(() => expect(done.sort()).toEqual(['document m-sheet', 'image m-image']));
    const elsewhere = open('draft-2');
    await elsewhere.restore([]);
    expect(elsewhere.snapshot()).toEqual([]);
  });

  test('go up two at a time; what is removed makes room and never arrives', async () => {
    const { started, stopped, gates, done, open } = setting();
    const queue = open('new', true);
    const [first] = ['a', 'b', 'c'].map((name) => queue.add('image', file(name)));
    expect(started).toEqual(['a', 'b']);
    queue.remove(first ?? '');
    expect(started).toEqual(['a', 'b', 'c']);
    for (const open of gates) open();
    await vi.waitFor(() => expect(done).toHaveLength(2));
    expect(done).not.toContain('image m-a');
    // For good, so that the server keeps no part of it.
    expect(stopped).toEqual([['a', REMOVED]]);
  });
});
