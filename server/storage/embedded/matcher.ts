import type { Fragment } from './conditions.ts';
import { compiled } from './query.ts';

export type Matcher = (document: Record<string, unknown>) => boolean;

/**
 * Checks what an index did not. Equality with a text, number, boolean or null on a top-level field is by far the most
 * common rest and needs no compiled query; mingo judges all others. Compiling one costs as much as reading five
 * documents, so it waits until there is a document to judge.
 */
export function matcher(fragments: readonly Fragment[]): Matcher | undefined {
  if (fragments.length === 0) return undefined;
  const checks: Matcher[] = [];
  const others: Fragment[] = [];
  for (const fragment of fragments) {
    const check = simpleEquality(fragment);
    if (check === undefined) others.push(fragment);
    else checks.push(check);
  }
  if (others.length > 0) {
    const [only] = others;
    let query: ReturnType<typeof compiled> | undefined;
    checks.push((document) => {
      query ??= compiled(others.length === 1 && only ? only : { $and: others });
      return query.test(document);
    });
  }
  const [first] = checks;
  return checks.length === 1 ? first : (document) => checks.every((check) => check(document));
}

function simpleEquality(fragment: Fragment): Matcher | undefined {
  const [path = ''] = Object.keys(fragment);
  const wanted = fragment[path];
  if (path.includes('.') || path.startsWith('$')) return undefined;
  if (wanted === null) {
    return (document) => {
      const value = document[path] ?? null;
      return value === null || (Array.isArray(value) && value.includes(null));
    };
  }
  if (typeof wanted !== 'string' && typeof wanted !== 'boolean' && typeof wanted !== 'number') return undefined;
  return (document) => {
    const value = document[path];
    return value === wanted || (Array.isArray(value) && value.includes(wanted));
  };
}
