import { describe, expect, test } from 'vitest';
import { pathOf, searchOf } from '../../../client/api/call.ts';
import { toApiError } from '../../../client/api/error.ts';
import { safeNext } from '../../../client/features/accounts/safe-next.ts';
import { isAddress, parseHandle } from '../../../client/features/profiles/handle.ts';

describe('addresses the client makes and reads', () => {
  test('a path takes its parameters escaped', () => {
    expect(pathOf('/profiles/:handle/follow', { handle: '@amara@a.example:3001' })).toBe(
      '/api/v1/profiles/%40amara%40a.example%3A3001/follow',
    );
    expect(pathOf('/posts/:id', { id: '../me' })).toBe('/api/v1/posts/..%2Fme');
    expect(() => pathOf('/posts/:id', {})).toThrow();
  });

  test('a query leaves out what is not there', () => {
    expect(searchOf({ cursor: undefined, limit: 5, q: 'a b' })).toBe('?limit=5&q=a+b');
    expect(searchOf({})).toBe('');
  });

  test('after signing in one stays on this site', () => {
    expect(safeNext('/posts/a?x=1')).toBe('/posts/a?x=1');
    for (const outside of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', null]) {
      expect(safeNext(outside)).toBe('/');
    }
  });

  test('a handle is a name, or a name and a host', () => {
    expect(parseHandle('@amara@a.example:3001')).toEqual({ name: 'amara', host: 'a.example:3001' });
    expect(parseHandle(' amara ')).toEqual({ name: 'amara', host: null });
    expect(parseHandle('Amara Okafor')).toBeNull();
    expect(isAddress('amara')).toBe(false);
    expect(isAddress('amara@a.example')).toBe(true);
  });

  test('an error body is not trusted: a proxy may have answered', () => {
    expect(toApiError(502, '<html>')).toMatchObject({ code: 'unavailable', message: '' });
    expect(toApiError(401, null)).toMatchObject({ code: 'unauthenticated' });
    expect(
      toApiError(400, { error: { code: 'invalid_input', message: 'No.', fields: { a: 'b', c: 1 } } }),
    ).toMatchObject({
      code: 'invalid_input',
      message: 'No.',
      fields: { a: 'b' },
    });
  });
});
