import { z } from 'zod';
import { endpoint, Instant } from './endpoint.ts';

/** Longest text that is kept, in characters. */
export const KEPT_TEXT_MAX = 20_000;

/** Names a field of a form, like `turn:J2Qx:work`. */
const Key = z.object({ key: z.string().regex(/^[A-Za-z0-9:_-]{1,120}$/, 'This is not the name of a kept text.') });

export const KeptText = z.object({
  /** Empty when nothing is kept. */
  text: z.string(),
  updatedAt: Instant.nullable(),
});
export type KeptText = z.infer<typeof KeptText>;

export const getKeptText = endpoint({
  method: 'GET',
  path: '/me/kept-texts/:key',
  summary: 'What I was writing in a field, kept until it is sent, for 90 days',
  access: 'account',
  params: Key,
  response: KeptText,
});

export const keepText = endpoint({
  method: 'PUT',
  path: '/me/kept-texts/:key',
  summary: 'Keep what I am writing in a field, also across a sign-out; an empty text is forgotten (at most 200 texts)',
  access: 'account',
  params: Key,
  body: z.object({ text: z.string().max(KEPT_TEXT_MAX) }),
  response: KeptText,
});
