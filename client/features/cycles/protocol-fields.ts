import type { ProtocolFields, ProtocolStep } from '../../../shared/contracts/protocols.ts';
import { SPEAKERS, STEP_KINDS } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';

/** A step as it is being edited: lists are texts with a line for each thing, and a key tells steps apart while they move. */
export interface StepBeingEdited extends Omit<ProtocolStep, 'prompts' | 'stems' | 'minutes'> {
  key: number;
  prompts: string;
  stems: string;
  minutes: string;
}

export interface ProtocolBeingEdited extends Omit<ProtocolFields, 'steps'> {
  steps: readonly StepBeingEdited[];
}

let keys = 0;

export function newStep(): StepBeingEdited {
  keys += 1;
  return { key: keys, kind: 'respond', name: '', speaks: 'responder', prompts: '', stems: '', minutes: '5' };
}

/** The least that a protocol has: somebody responds, and the presenter has the last word. */
export function newProtocol(): ProtocolBeingEdited {
  return {
    name: '',
    purpose: '',
    language: t.language,
    steps: [newStep(), { ...newStep(), kind: 'reflect', speaks: 'presenter' }],
  };
}

export function toEdit({ name, purpose, language, steps }: ProtocolFields): ProtocolBeingEdited {
  return {
    name,
    purpose: purpose ?? '',
    language,
    steps: steps.map((step) => ({
      ...newStep(),
      kind: step.kind,
      name: step.name,
      speaks: step.speaks,
      prompts: step.prompts.join('\n'),
      stems: step.stems.join('\n'),
      minutes: String(step.minutes),
    })),
  };
}

/** What goes to the server, which says what is missing. */
export function toSend({ steps, ...rest }: ProtocolBeingEdited): ProtocolFields {
  return {
    ...rest,
    steps: steps.map(({ key: _key, prompts, stems, minutes, ...step }) => ({
      ...step,
      prompts: lines(prompts),
      stems: lines(stems),
      minutes: Number.parseInt(minutes, 10) || 0,
    })),
  };
}

/** What was typed before and kept on the device, as far as it still is a protocol; else what to begin with. */
export function fromKept(kept: string, otherwise: ProtocolBeingEdited): ProtocolBeingEdited {
  try {
    const value: unknown = JSON.parse(kept);
    const [name, purpose, language, steps] = ['name', 'purpose', 'language', 'steps'].map((key) => part(value, key));
    if (typeof name !== 'string' || typeof purpose !== 'string' || typeof language !== 'string') return otherwise;
    return Array.isArray(steps) ? { name, purpose, language, steps: steps.map(stepFromKept) } : otherwise;
  } catch {
    return otherwise;
  }
}

function stepFromKept(value: unknown): StepBeingEdited {
  const text = (key: string) => String(part(value, key) ?? '');
  const step = newStep();
  return {
    ...step,
    kind: STEP_KINDS.find((kind) => kind === text('kind')) ?? step.kind,
    speaks: SPEAKERS.find((speaks) => speaks === text('speaks')) ?? step.speaks,
    name: text('name'),
    prompts: text('prompts'),
    stems: text('stems'),
    minutes: text('minutes'),
  };
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  next.splice(to, 0, item);
  return next;
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
