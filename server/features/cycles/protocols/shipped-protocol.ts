import type { ProtocolFields } from '../../../../shared/contracts/protocols.ts';
import type { InterfaceLanguage } from '../../../../shared/vocabulary.ts';

type Step = ProtocolFields['steps'][number];

interface Words extends Pick<ProtocolFields, 'name' | 'purpose'> {
  /** In the order of the steps. */
  steps: Pick<Step, 'name' | 'prompts' | 'stems'>[];
}

/** A protocol that every instance has. What it is made of is the same in each language; the words are not. */
export interface ShippedProtocol {
  id: string;
  steps: Pick<Step, 'kind' | 'speaks' | 'minutes'>[];
  words: Readonly<Record<InterfaceLanguage, Words>>;
}

/** The protocol in a language that we speak. */
export function worded({ steps, words }: ShippedProtocol, language: InterfaceLanguage): ProtocolFields {
  const { name, purpose, steps: said } = words[language];
  return {
    name,
    purpose,
    language,
    steps: steps.map((step, index) => ({ ...step, ...(said[index] ?? { name: '', prompts: [], stems: [] }) })),
  };
}
