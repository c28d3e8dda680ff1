import { describe, expect, test } from 'vitest';
import { linkAt, locate, momentOf, parseMoment, quoteOf } from '../../../client/features/cycles/anchors.ts';

describe('a moment of a recording', () => {
  test.each([
    ['0:00', 0],
    ['2:40', 160],
    ['02:40', 160],
    [' 12:05 ', 725],
    ['90:00', 5_400],
    ['1:02:03', 3_723],
  ])('%s is %i seconds', (typed, seconds) => {
    expect(parseMoment(typed)).toBe(seconds);
  });

  test.each(['', '2', '2:4', '2:60', '1:60:00', 'a:bc', '25:00:00', '-1:00'])('%j is none', (typed) => {
    expect(parseMoment(typed)).toBeNull();
  });

  test.each([
    [0, '0:00'],
    [160, '2:40'],
    [3_723, '1:02:03'],
  ])('%i seconds are read as %s', (seconds, words) => {
    expect(momentOf(seconds)).toBe(words);
    expect(parseMoment(words)).toBe(seconds);
  });

  test.each([
    ['https://www.youtube.com/watch?v=abc', 'https://www.youtube.com/watch?v=abc&t=160s'],
    ['https://youtu.be/abc', 'https://youtu.be/abc?t=160s'],
    ['https://video.school.example/w/abc', 'https://video.school.example/w/abc?start=160s'],
    ['https://vimeo.com/123', 'https://vimeo.com/123#t=160'],
    ['https://files.example/lesson.mp4', 'https://files.example/lesson.mp4#t=160'],
    ['https://files.example/lesson.mp4#key', 'https://files.example/lesson.mp4#key'],
    ['no address', 'no address'],
  ])('of %s', (link, at) => {
    expect(linkAt(link, 160)).toBe(at);
  });
});

describe('words of the work', () => {
  test('are kept on one line, and not too many of them', () => {
    expect(quoteOf('  They\n\nmark   their own ')).toBe('They mark their own');
    expect(quoteOf(`${'word '.repeat(100)}`)).toHaveLength(299);
  });

  test('are found over the pieces of a page, whatever white space lies between', () => {
    const pieces = ['They mark ', 'their own', ' tickets.', 'Then they\n wait.'];
    expect(locate(pieces, 'mark their own tickets. Then')).toEqual({
      from: { piece: 0, at: 5 },
      to: { piece: 3, at: 4 },
    });
    expect(locate(pieces, 'their')).toEqual({ from: { piece: 1, at: 0 }, to: { piece: 1, at: 5 } });
    expect(locate(pieces, 'they wait')).toEqual({ from: { piece: 3, at: 5 }, to: { piece: 3, at: 15 } });
  });

  test('that are not there are not found', () => {
    expect(locate(['They mark'], 'They wait')).toBeNull();
    expect(locate(['They mark'], ' \n ')).toBeNull();
    expect(locate([], 'They')).toBeNull();
  });
});
