import { Context } from 'mingo/core';
import * as query from 'mingo/operators/query';
import { Query } from 'mingo/query';

/** The operators of filters. Loading all that mingo has, its expressions and stages, would be a tenth of a start. */
const context = Context.init({ query });

/** A filter as mingo understands it. */
export function compiled(filter: Record<string, unknown>): Query {
  return new Query(filter, { context });
}
