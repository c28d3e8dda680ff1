import { describe, expect, test } from 'vitest';
import { completionAt } from '../../../client/features/editor/completion.ts';

/** `|` is the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const target = completionAt(marked.replace('|', ''), caret);
  return target && `${target.kind} ${target.from} ${target.query}`;
}

describe('what is being typed at the caret', () => {
  test.each([
    ['With @am|', 'person 5 am'],
    ['@amara@school.ex|', 'person 0 amara@school.ex'],
    ['(@am|', 'person 1 am'],
    ['line\n@am| and on', 'person 5 am'],
    ['- #exit_t|', 'tag 2 exit_t'],
    ['#año|', 'tag 0 año'],
    ['**@am|', 'person 2 am'],
  ])('%j is %s', (text, target) => {
    expect(at(text)).toBe(target);
  });

  test.each(['amara@scho|', 'https://a.example/@am|', '@|', '# Heading|', '## |', 'C#|', '@am |', 'a#b|'])(
    '%j is nothing to complete',
    (text) => {
      expect(at(text)).toBeNull();
    },
  );
});
