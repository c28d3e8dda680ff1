import express, { type RequestHandler } from 'express';

/** The largest request body the API reads; media has its own way in. */
export const BODY_MAX_BYTES = 1_048_576;

/**
 * Names through which a merge or a lookup could reach an object's prototype. Nothing of ours merges request bodies, so
 * this only makes sure that it stays harmless.
 */
const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads JSON bodies; what it refuses is turned into sentences by `errors.ts`. */
export function jsonBody(): RequestHandler {
  return express.json({
    limit: BODY_MAX_BYTES,
    reviver(key: string, value: unknown) {
      if (REFUSED_KEYS.has(key)) throw new SyntaxError(`The key ${key} is not accepted`);
      return value;
    },
  });
}
