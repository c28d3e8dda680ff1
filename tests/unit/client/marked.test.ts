import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Marked } from '../../../client/features/search/marked.tsx';

const shown = (text: string, words: readonly string[], shortcodes: readonly string[] = []) =>
  renderToStaticMarkup(
    createElement(Marked, {
      of: {
        text,
        marks: words.map((word): [number, number] => [text.indexOf(word), text.indexOf(word) + word.length]),
      },
      emojis: shortcodes.map((shortcode) => ({ shortcode, url: `/${shortcode}` })),
    }),
  ).replaceAll(/ class="[^"]*"| title="[^"]*"|<link[^>]*>/g, '');

test('words that were looked for are marked, and emojis are pictures among them', () => {
  expect(shown('An owl <b>', ['owl'])).toBe('An <mark>owl</mark> &lt;b&gt;');
  const owl = (code: string) => `<img src="/${code}" alt=":${code}:"/>`;
  expect(shown('Owls :owl-1: and owls', ['Owls', 'and'], ['owl-1'])).toBe(
    `<mark>Owls</mark> ${owl('owl-1')} <mark>and</mark> owls`,
  );
  // A name that holds the word is still a picture, and one without a picture still text.
  expect(shown('The :owl: :owl_2: here', [':owl:', 'here'], ['owl'])).toBe(
    `The ${owl('owl')} :owl_2: <mark>here</mark>`,
  );
  expect(shown('An :añá+:', ['añá'], ['añá+'])).toBe(`An ${owl('añá+')}`);
});
