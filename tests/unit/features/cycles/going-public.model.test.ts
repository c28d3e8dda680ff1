import { describe, expect, test } from 'vitest';
import { leadsBack, takenFrom, tracesOf } from '../../../../server/features/cycles/going-public.model.ts';

const THEIRS = 'I noticed that the third question asks for a reason, and the first two only ask for a word.';
const SEVEN = 'the third question asks for a reason';
const EIGHT = 'the third question asks for a reason and';

describe('words that are the partner’s', () => {
  test.each([
    ['eight of them in a row', `I see now: ${EIGHT} this is new to me.`, EIGHT],
    ['more of them, all that are there', `So: ${THEIRS}`, THEIRS.replace(/\.$/, '')],
    ['without the commas, in capitals', EIGHT.toUpperCase(), EIGHT.toUpperCase()],
    [
      'over lines and marks',
      'the **third** question\n> asks for\n\n*a reason* — and',
      'the **third** question\n> asks for\n\n*a reason* — and',
    ],
  ])('%s', (_what, text, found) => {
    expect(takenFrom(text, [THEIRS], [])).toBe(found);
  });

  test.each([
    ['seven of them', `I see now: ${SEVEN}.`, []],
    ['eight, one of which is another', `the third question asks for some reason and more`, []],
    ['what they said yes to', THEIRS, [THEIRS]],
    ['what I had said myself', EIGHT, [`As I wrote, ${EIGHT} so on`]],
    ['nothing', '', []],
  ])('not %s', (_what, text, free) => {
    expect(takenFrom(text, [THEIRS], free)).toBeNull();
  });

  test('a yes to one piece is no yes to the next', () => {
    const other = 'What would change if they wrote the reason down before anybody has said a word?';
    expect(takenFrom(`${THEIRS} ${other}`, [THEIRS, other], [THEIRS])).toBe(other.replace(/\?$/, ''));
  });

  test('accents make no difference, and scripts without spaces have words too', () => {
    expect(
      takenFrom(
        'que la pregunta tercera pide una razon clara',
        ['Noté que la pregunta tercera pide una razón clara.'],
        [],
      ),
    ).not.toBeNull();
    const chinese = '我注意到第三个问题要求学生说明理由而前两个问题只要求一个词';
    expect(takenFrom(`他说：${chinese}。`, [chinese], [])).not.toBeNull();
    expect(takenFrom('我注意到了', [chinese], [])).toBeNull();
  });

  test('what was taken back is known by its traces, unless it is also one’s own', () => {
    const traces = tracesOf([THEIRS]);
    expect(traces.join()).not.toContain('question');
    expect(takenFrom(`So: ${THEIRS}`, [], [], traces)).toBe(THEIRS.replace(/\.$/, ''));
    expect(takenFrom(`So: ${SEVEN}`, [], [], traces)).toBeNull();
    expect(takenFrom(`So: ${THEIRS}`, [], [THEIRS], traces)).toBeNull();
  });

  test('long texts are looked through at once', () => {
    const long = Array.from({ length: 8_000 }, (_, n) => `word${n % 97}`).join(' ');
    const before = performance.now();
    takenFrom(long, [long, long], [long]);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('a way back to the pair', () => {
  const names = ['https://a.example/o/thread1', 'k3yOfThePairInTheApi00', 'a.example/mentoring/'];
  test.each([
    'See https://a.example/mentoring/k3y',
    'See [here](/mentoring/abc)',
    'See https://A.EXAMPLE/Mentoring/abc',
    'See https://a.example/%6Dentoring/abc',
    '<a href="/mentoring/abc">',
    '/mentoring/abc',
    'https://a.example/o/thread1',
    'k3yOfThePairInTheApi00',
    '![x](/api/v1/pairs/abc/files/def)',
  ])('%s', (text) => {
    expect(leadsBack(text, names)).toBe(true);
  });

  test.each([
    'Mentoring changed what I do.',
    'Read https://other.example/mentoring/guide',
    'https://a.example/posts/abc',
    '100 % mentoring',
  ])('not %s', (text) => {
    expect(leadsBack(text, names)).toBe(false);
  });
});
