import { describe, expect, test } from 'vitest';
import { fromKept, moved, newProtocol, toEdit, toSend } from '../../../client/features/cycles/protocol-fields.ts';
import { ProtocolFields } from '../../../shared/contracts/protocols.ts';

const PROTOCOL: ProtocolFields = {
  name: 'Three questions',
  purpose: 'When something puzzles you.',
  language: 'en',
  steps: [
    { kind: 'clarify', name: 'Ask', speaks: 'both', prompts: ['Short ones.', 'Facts only.'], stems: [], minutes: 3 },
    { kind: 'respond', name: 'Respond', speaks: 'responder', prompts: [], stems: ['I noticed'], minutes: 8 },
    { kind: 'reflect', name: 'Reflect', speaks: 'presenter', prompts: [], stems: [], minutes: 4 },
  ],
};

describe('a protocol being edited', () => {
  test('is sent as it was when nothing changes', () => {
    expect(toSend(toEdit(PROTOCOL))).toEqual(PROTOCOL);
  });

  test('has a line for each prompt, and empty ones do not count', () => {
    const edited = toEdit(PROTOCOL);
    const [first, ...rest] = edited.steps;
    if (!first) throw new Error('no step');
    const sent = toSend({ ...edited, steps: [{ ...first, prompts: ' One \n\n  Two\n' }, ...rest] });
    expect(sent.steps[0]?.prompts).toEqual(['One', 'Two']);
  });

  test('begins with what every protocol needs, so that only the names are missing', () => {
    const parsed = ProtocolFields.safeParse(toSend(newProtocol()));
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'steps.0.name', 'steps.1.name']);
  });

  test('is there again after a reload, and what is no protocol is not', () => {
    const edited = toEdit(PROTOCOL);
    expect(toSend(fromKept(JSON.stringify(edited), newProtocol()))).toEqual(PROTOCOL);
    const fresh = newProtocol();
    for (const kept of ['', '{', '[]', 'null', '{"name":1}', '{"name":"a","purpose":"","language":"en","steps":1}'])
      expect(fromKept(kept, fresh)).toBe(fresh);
  });

  test('tells its steps apart while they move', () => {
    const { steps } = toEdit(PROTOCOL);
    expect(new Set(steps.map(({ key }) => key)).size).toBe(3);
    expect(moved(steps, 0, 1).map(({ name }) => name)).toEqual(['Respond', 'Ask', 'Reflect']);
    expect(moved(steps, 2, -1).map(({ name }) => name)).toEqual(['Ask', 'Reflect', 'Respond']);
    expect(moved(steps, 0, -1)).toEqual(steps);
    expect(moved(steps, 2, 1)).toEqual(steps);
  });
});
