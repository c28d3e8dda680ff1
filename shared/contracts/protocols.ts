import { z } from 'zod';
import { SPEAKERS, STEP_KINDS } from '../vocabulary.ts';
import { endpoint, Id, IdParams } from './endpoint.ts';
import { LanguageTag } from './profiles.ts';

const Line = z.string().trim().min(1, 'Write something, or take the line out.').max(300);

/** One step of a protocol: who speaks, about what, and for how long. */
export const ProtocolStep = z.object({
  kind: z.enum(STEP_KINDS),
  name: z.string().trim().min(1, 'Give the step a name.').max(60),
  speaks: z.enum(SPEAKERS),
  /** What the step is for, said to whoever speaks. */
  prompts: z.array(Line).max(6).default([]),
  /** Beginnings of sentences to pick up. */
  stems: z.array(Line).max(12).default([]),
  /** A guide, not a clock that cuts anybody off. */
  minutes: z.number().int().min(1, 'At least one minute.').max(60, 'At most 60 minutes.'),
});
export type ProtocolStep = z.infer<typeof ProtocolStep>;

const rank = (kind: ProtocolStep['kind']) => STEP_KINDS.indexOf(kind);

/**
 * A discussion protocol: data, not code. Its steps stand in the order clarify, probe, respond, reflect (any but respond and
 * reflect may be missing, and any may come twice); the presenter listens while the partner responds, and has the last word.
 */
export const ProtocolFields = z
  .object({
    name: z.string().trim().min(1, 'Give the protocol a name.').max(80),
    /** When it is the right one, in a sentence or two. */
    purpose: z.string().trim().max(400).default(''),
    language: LanguageTag,
    steps: z
      .array(ProtocolStep)
      .min(2, 'A protocol needs at least a step to respond in and one to reflect in.')
      .max(8, 'At most eight steps.'),
  })
  .superRefine(({ steps }, context) => {
    const problem = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path: ['steps', ...path] });
    steps.forEach((step, index) => {
      const before = steps[index - 1];
      if (before && rank(step.kind) < rank(before.kind))
        problem('Steps come in this order: clarify, probe, respond, reflect.', index, 'kind');
      if (step.kind === 'respond' && step.speaks !== 'responder')
        problem('While the partner responds, the presenter listens: let only the responder speak.', index, 'speaks');
    });
    if (!steps.some(({ kind }) => kind === 'respond'))
      problem('A protocol needs a step in which the partner responds.');
    const last = steps.at(-1);
    if (last && (last.kind !== 'reflect' || last.speaks !== 'presenter'))
      problem('The last step is for the presenter to reflect.', steps.length - 1, 'kind');
  });
export type ProtocolFields = z.infer<typeof ProtocolFields>;

/** As it stands in a turn: a copy, so that a turn under way is not changed by a later edit. */
export interface Protocol {
  /** Of the one it was copied from; says nothing on another instance. */
  id: string;
  name: string;
  purpose: string;
  steps: ProtocolStep[];
}

export const ProtocolInList = z.object({
  /** Of the three that ship, a word like `tuning`. */
  id: z.string(),
  ...ProtocolFields.shape,
  /** One of the three that every instance has; nobody edits it. */
  ships: z.boolean(),
});
export type ProtocolInList = z.infer<typeof ProtocolInList>;

export const listProtocols = endpoint({
  method: 'GET',
  path: '/protocols',
  summary: 'Protocols to choose from: those that ship, in a language, then those of this instance (at most 100)',
  access: 'account',
  query: z.object({ language: LanguageTag.default('en') }),
  response: z.object({ items: z.array(ProtocolInList) }),
});

export const createProtocol = endpoint({
  method: 'POST',
  path: '/protocols',
  summary: 'Add a protocol for everybody on this instance',
  access: 'organizer',
  status: 201,
  body: ProtocolFields,
  response: ProtocolInList,
});

export const updateProtocol = endpoint({
  method: 'PUT',
  path: '/protocols/:id',
  summary: 'Change a protocol of this instance; turns under way keep the one they began with',
  access: 'organizer',
  params: IdParams,
  body: ProtocolFields,
  response: ProtocolInList,
});

export const deleteProtocol = endpoint({
  method: 'DELETE',
  path: '/protocols/:id',
  summary: 'Take a protocol of this instance out of the list',
  access: 'organizer',
  params: z.object({ id: Id }),
});
