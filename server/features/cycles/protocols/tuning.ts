import type { ShippedProtocol } from './shipped-protocol.ts';

/**
 * For two people and one turn, after the Tuning Protocol of Joseph McDonald and David Allen (Coalition of Essential Schools,
 * 1991; McDonald, Mohr, Dichter and McDonald, "The Power of Protocols", 3rd ed., 2013), as the National School Reform
 * Faculty and the School Reform Initiative describe it: clarifying questions, warm and then cool feedback while the
 * presenter is silent, reflection. The presentation itself is what the turn begins with.
 */
export const tuning: ShippedProtocol = {
  id: 'tuning',
  steps: [
    { kind: 'clarify', speaks: 'both', minutes: 4 },
    { kind: 'respond', speaks: 'responder', minutes: 4 },
    { kind: 'respond', speaks: 'responder', minutes: 6 },
    { kind: 'reflect', speaks: 'presenter', minutes: 4 },
  ],
  words: {
    en: {
      name: 'Tuning',
      purpose: 'For a plan, a task or student-free work that you want to bring closer to what you mean it to do.',
      steps: [
        {
          name: 'Clarifying questions',
          prompts: [
            'Ask only for facts: who, when, how long, with what. The answer is short.',
            'If your question holds advice, keep it for later.',
          ],
          stems: ['How long did they have for ', 'What had they done before ', 'Which part is new in ', 'Who decided '],
        },
        {
          name: 'Warm feedback',
          prompts: [
            'Where does the work meet the goal that the focus question names? Point to the place.',
            'Say what it does, not how good it is. The presenter listens.',
          ],
          stems: [
            'The goal shows in ',
            'Because you chose to ',
            'This part makes students think about ',
            'I noticed that ',
          ],
        },
        {
          name: 'Cool feedback',
          prompts: [
            'Where might the work and the goal come apart? Stay with the focus question.',
            'Offer gaps, questions and possibilities. One or two that matter are enough.',
          ],
          stems: [
            'I wonder what happens for students who ',
            'The gap I see between the goal and ',
            'What would change if ',
            'One way to find out would be ',
          ],
        },
        {
          name: 'Reflection',
          prompts: [
            'Think aloud about what you heard. You need not answer everything, and nothing has to be defended.',
            'What do you take up, what do you leave, and why?',
          ],
          stems: ['What made me think was ', 'I had not seen that ', 'I want to hold on to ', 'Next I will look at '],
        },
      ],
    },
    es: {
      name: 'Afinar',
      purpose:
        'Para una planificación, una tarea o un trabajo sin datos del alumnado que quieres acercar a lo que te propones con él.',
      steps: [
        {
          name: 'Preguntas aclaratorias',
          prompts: [
            'Pregunta solo por hechos: quién, cuándo, cuánto tiempo, con qué. La respuesta es breve.',
            'Si tu pregunta lleva un consejo dentro, guárdala para después.',
          ],
          stems: [
            '¿Cuánto tiempo tuvieron para ',
            '¿Qué habían hecho antes de ',
            '¿Qué parte es nueva en ',
            '¿Quién decidió ',
          ],
        },
        {
          name: 'Retroalimentación cálida',
          prompts: [
            '¿Dónde cumple el trabajo la meta que nombra la pregunta de enfoque? Señala el lugar.',
            'Di qué hace, no qué tan bueno es. Quien presenta escucha.',
          ],
          stems: ['La meta se ve en ', 'Como elegiste ', 'Esta parte hace que el alumnado piense en ', 'Noté que '],
        },
        {
          name: 'Retroalimentación fresca',
          prompts: [
            '¿Dónde podrían separarse el trabajo y la meta? No te alejes de la pregunta de enfoque.',
            'Ofrece huecos, preguntas y posibilidades. Basta con una o dos que importen.',
          ],
          stems: [
            'Me pregunto qué pasa con quienes ',
            'El hueco que veo entre la meta y ',
            '¿Qué cambiaría si ',
            'Una manera de averiguarlo sería ',
          ],
        },
        {
          name: 'Reflexión',
          prompts: [
            'Piensa en voz alta sobre lo que oíste. No hace falta responder a todo ni defender nada.',
            '¿Qué retomas, qué dejas y por qué?',
          ],
          stems: ['Lo que me hizo pensar fue ', 'No había visto que ', 'Quiero conservar ', 'Ahora voy a fijarme en '],
        },
      ],
    },
  },
};
