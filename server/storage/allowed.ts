import { StorageQueryError } from './errors.ts';

/*
 * What both engines accept. Checked before either runs, so that a query that works on one works on the other, and a
 * misspelt or undefined operand fails loudly instead of matching everything.
 */

type Plain = Record<string, unknown>;

const FIELD_OPERATORS = new Set(
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $not $elemMatch $all $size $type $regex $options'.split(' '),
);
const LOGICAL_OPERATORS = new Set(['$and', '$or', '$nor']);
const UPDATE_OPERATORS = new Set('$set $setOnInsert $unset $inc $min $max $push $addToSet $pull'.split(' '));
const STAGES = new Set(
  '$match $sort $limit $skip $group $project $unwind $addFields $set $count $replaceRoot'.split(' '),
);

export function isPlainObject(value: unknown): value is Plain {
  return (
    typeof value === 'object' && value !== null && (value.constructor === Object || value.constructor === undefined)
  );
}

/** True for `{ $gt: 1 }`, false for `{ city: 'Lima' }` and for values that are not objects. */
export function isOperatorObject(value: unknown): value is Plain {
  if (!isPlainObject(value)) return false;
  for (const key in value) return key.startsWith('$');
  return false;
}

/** @throws StorageQueryError naming the first part of the filter that the port does not have. */
export function assertFilter(filter: Plain): void {
  for (const key in filter) {
    const condition = filter[key];
    if (condition === undefined) throw new StorageQueryError(`The filter's "${key}" is undefined.`);
    if (typeof condition === 'string' && !key.startsWith('$')) continue;
    if (LOGICAL_OPERATORS.has(key)) assertClauses(key, condition);
    else if (key === '$text') assertText(condition);
    else if (key.startsWith('$')) throw new StorageQueryError(`Unknown filter operator ${key}.`);
    else if (isOperatorObject(condition)) assertOperators(key, condition);
  }
}

function assertClauses(key: string, clauses: unknown): void {
  if (!Array.isArray(clauses) || clauses.length === 0) throw new StorageQueryError(`${key} needs a list of filters.`);
  for (const clause of clauses) {
    if (!isPlainObject(clause)) throw new StorageQueryError(`${key} needs a list of filters.`);
    assertFilter(clause);
  }
}

function assertText(condition: unknown): void {
  if (!isPlainObject(condition) || typeof condition.$search !== 'string' || Object.keys(condition).length !== 1) {
    throw new StorageQueryError('$text needs { $search: string } and nothing else.');
  }
}

function assertOperators(path: string, operators: Plain): void {
  for (const operator in operators) {
    const operand = operators[operator];
    if (!FIELD_OPERATORS.has(operator))
      throw new StorageQueryError(`Unknown filter operator ${operator} on "${path}".`);
    if (operand === undefined) throw new StorageQueryError(`The operand of ${operator} on "${path}" is undefined.`);
    if (operator === '$in' || operator === '$nin' || operator === '$all') {
      if (!Array.isArray(operand)) throw new StorageQueryError(`${operator} on "${path}" needs a list.`);
      if (operand.includes(undefined)) throw new StorageQueryError(`${operator} on "${path}" contains undefined.`);
    } else if (operator === '$not') {
      if (!isOperatorObject(operand)) throw new StorageQueryError(`$not on "${path}" needs operators.`);
      assertOperators(path, operand);
    } else if (operator === '$elemMatch') {
      if (!isPlainObject(operand)) throw new StorageQueryError(`$elemMatch on "${path}" needs a condition.`);
      if (isOperatorObject(operand) && !hasLogical(operand)) assertOperators(path, operand);
      else assertFilter(operand);
    } else if (operator === '$options' && operators.$regex === undefined) {
      throw new StorageQueryError(`$options on "${path}" needs $regex.`);
    }
  }
}

function hasLogical(operand: Plain): boolean {
  for (const key in operand) return LOGICAL_OPERATORS.has(key);
  return false;
}

/** @throws StorageQueryError for an update that is a whole document, names an unknown operator, or touches a path twice. */
export function assertUpdate(update: Plain): void {
  const paths: string[] = [];
  for (const operator in update) {
    if (!operator.startsWith('$')) {
      throw new StorageQueryError(`An update needs operators such as $set; "${operator}" looks like a document.`);
    }
    if (!UPDATE_OPERATORS.has(operator)) throw new StorageQueryError(`Unknown update operator ${operator}.`);
    const fields = update[operator];
    if (fields === undefined) continue;
    if (!isPlainObject(fields)) throw new StorageQueryError(`${operator} needs an object of fields.`);
    for (const path in fields) {
      assertPath(operator, path);
      paths.push(path);
    }
  }
  if (paths.length > 1) assertNoConflict(paths);
}

function assertPath(operator: string, path: string): void {
  for (const part of path.split('.')) {
    if (part === '' || part.startsWith('$')) {
      throw new StorageQueryError(`${operator}: the path "${path}" is not supported (empty or positional part).`);
    }
    if (part === '__proto__') throw new StorageQueryError(`${operator}: the path "${path}" is not allowed.`);
  }
}

function assertNoConflict(paths: string[]): void {
  paths.sort();
  for (let i = 1; i < paths.length; i++) {
    const shorter = paths[i - 1] ?? '';
    const longer = paths[i] ?? '';
    if (longer === shorter || longer.startsWith(`${shorter}.`)) {
      throw new StorageQueryError(`Updating "${longer}" would conflict with updating "${shorter}".`);
    }
  }
}

/** Fails unless an inserting upsert would know its `_id`: MongoDB would otherwise invent an ObjectId. */
export function assertUpsertHasId(filter: Plain, update: Plain): void {
  const inFilter = isOperatorObject(filter._id) ? filter._id.$eq : filter._id;
  const onInsert = isPlainObject(update.$setOnInsert) ? update.$setOnInsert._id : undefined;
  const set = isPlainObject(update.$set) ? update.$set._id : undefined;
  if (typeof (inFilter ?? onInsert ?? set ?? update._id) !== 'string') {
    throw new StorageQueryError('An upsert needs the _id, as a string: in its filter or in $setOnInsert.');
  }
}

/** @throws StorageQueryError for a stage outside the port. */
export function assertPipeline(pipeline: readonly Plain[]): void {
  for (const stage of pipeline) {
    const [name, ...more] = Object.keys(stage);
    if (name === undefined || more.length > 0 || !STAGES.has(name)) {
      throw new StorageQueryError(`Unknown aggregation stage ${Object.keys(stage).join(', ')}.`);
    }
    if (name === '$match') {
      if (!isPlainObject(stage.$match)) throw new StorageQueryError('$match needs a filter.');
      assertFilter(stage.$match);
    }
  }
}

/** @throws StorageQueryError unless `_id` is a non-empty string. */
export function assertDocument(document: Plain): void {
  if (typeof document._id !== 'string' || document._id === '') {
    throw new StorageQueryError('A document needs an _id: a string that is not empty.');
  }
}
