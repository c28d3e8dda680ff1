import { z } from 'zod';
import { endpoint, Instant } from './endpoint.ts';

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.-]{1,253}(:\d{1,5})?$/, 'Write a domain like school.example.');

/** An instance that this one does not talk to; its subdomains are included. */
export const DomainBlock = z.object({ domain: Domain, reason: z.string(), createdAt: Instant });
export type DomainBlock = z.infer<typeof DomainBlock>;

export const listDomainBlocks = endpoint({
  method: 'GET',
  path: '/admin/domain-blocks',
  summary: 'Instances this one does not talk to',
  access: 'admin',
  response: z.object({ items: z.array(DomainBlock) }),
});

export const blockDomain = endpoint({
  method: 'PUT',
  path: '/admin/domain-blocks/:domain',
  summary: 'Stop talking to an instance and its subdomains',
  access: 'admin',
  params: z.object({ domain: Domain }),
  body: z.object({ reason: z.string().trim().max(500).default('') }),
  response: DomainBlock,
});

export const unblockDomain = endpoint({
  method: 'DELETE',
  path: '/admin/domain-blocks/:domain',
  summary: 'Talk to an instance again',
  access: 'admin',
  params: z.object({ domain: Domain }),
});
