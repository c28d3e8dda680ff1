/** A copy in which every text that is `from`, value or key, is `to`; other objects than plain ones and lists stay. */
export function renamed<T>(value: T, from: string, to: string): T {
  return copyOf(value, from, to) as T;
}

function copyOf(value: unknown, from: string, to: string): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, from, to));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key === from ? to : key, copyOf(inner, from, to)]),
  );
}
