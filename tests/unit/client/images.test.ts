import { expect, test } from 'vitest';
import {
  changeImage,
  imageMarkdown,
  imagesIn,
  removeImage,
  withoutPlaceholders,
} from '../../../client/features/editor/images.ts';

const TEXT =
  'Look:\n\n![](upload:ab12)\n\nand ![A \\[green\\] board](/media/xyz) and ![x](https://elsewhere.example/a.png)';

test('my images in a text, with what they show; those of others are none of mine', () => {
  expect(imagesIn(TEXT).map(({ alt, source }) => [alt, source])).toEqual([
    ['', 'upload:ab12'],
    ['A [green] board', '/media/xyz'],
  ]);
});

test('what an image shows is written so that it is read again as it was', () => {
  for (const alt of ['A [green] board', 'C:\\new', 'one\ntwo', '![](x)', '**bold** & "more"']) {
    const text = changeImage(TEXT, '/media/xyz', { alt });
    expect(imagesIn(text)[1]?.alt).toBe(alt.replace('\n', ' '));
  }
});

test('the upload takes the place of its placeholder and keeps the words', () => {
  const described = changeImage(TEXT, 'upload:ab12', { alt: 'Chalk' });
  expect(changeImage(described, 'upload:ab12', { source: '/media/new' })).toContain('![Chalk](/media/new)');
});

test('an image that is removed leaves no hole', () => {
  expect(removeImage('One\n\n![](upload:ab12)\n\nTwo', 'upload:ab12')).toBe('One\n\nTwo');
});

test('a placeholder is never sent to be rendered', () => {
  expect(withoutPlaceholders(TEXT, 'to come')).not.toContain('upload:');
  expect(imageMarkdown('a', '/media/b')).toBe('![a](/media/b)');
});
