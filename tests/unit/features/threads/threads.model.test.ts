import { expect, test } from 'vitest';
import type { Note } from '../../../../server/activities/activity.ts';
import { messageHtml } from '../../../../server/features/threads/threads.model.ts';

test('what is attached to a message is a link, once, and nothing of it is loaded', () => {
  const picture = { kind: 'image', mediaType: '', width: null, height: null, blurhash: null } as const;
  const note: Pick<Note, 'html' | 'attachments'> = {
    html: '<p>Look <img src="https://b.example/1.png" alt="one" /></p>',
    attachments: [
      { ...picture, url: 'https://b.example/1.png', name: 'one' },
      { ...picture, url: 'https://b.example/2.png?a&b', name: 'Two <b>' },
      { ...picture, url: 'https://b.example/3.png', name: '' },
    ],
  };
  const rel = 'rel="nofollow noopener noreferrer"';
  expect(messageHtml(note)).toBe(
    `<p>Look <a href="https://b.example/1.png" ${rel}>one</a></p>` +
      `<p><a href="https://b.example/2.png?a&amp;b" ${rel}>Two &lt;b&gt;</a></p>` +
      `<p><a href="https://b.example/3.png" ${rel}>https://b.example/3.png</a></p>`,
  );
});
