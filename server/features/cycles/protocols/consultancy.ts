import type { ShippedProtocol } from './shipped-protocol.ts';

/**
 * For two people and one turn, after the Consultancy Protocol of Gene Thompson-Grove, Paula Evans and Faith Dunne (Coalition
 * of Essential Schools and Annenberg Institute for School Reform, 1995), as the National School Reform Faculty and the
 * School Reform Initiative describe it: clarifying and probing questions, then the consultant thinks about the dilemma
 * while the presenter is silent, then the presenter says what they now think.
 */
export const consultancy: ShippedProtocol = {
  id: 'consultancy',
  steps: [
    { kind: 'clarify', speaks: 'both', minutes: 3 },
    { kind: 'probe', speaks: 'both', minutes: 6 },
    { kind: 'respond', speaks: 'responder', minutes: 8 },
    { kind: 'reflect', speaks: 'presenter', minutes: 4 },
  ],
  words: {
    en: {
      name: 'Consultancy on a dilemma',
      purpose:
        'For a question that has you stuck: something you keep coming back to, that is yours to change, and that has no quick answer.',
      steps: [
        {
          name: 'Clarifying questions',
          prompts: ['Ask for what you need in order to picture the situation. Facts only; the answers are short.'],
          stems: ['How often does ', 'Who else is part of ', 'What happened just before ', 'How long has '],
        },
        {
          name: 'Probing questions',
          prompts: [
            'Ask what may help the presenter to think further, and not what you would do.',
            'Presenter: answer if you like. “I have to think about that” is an answer.',
          ],
          stems: [
            'What do you think would happen if ',
            'What have you assumed about ',
            'What makes this hard for you ',
            'How will you know that ',
            'What would the students say about ',
          ],
        },
        {
          name: 'Thinking about the dilemma',
          prompts: [
            'Think aloud: what did you hear, what seems to lie beneath, what was not said?',
            'Offer ways to look at it before ways to solve it. The presenter listens.',
          ],
          stems: [
            'What I hear is ',
            'What I did not hear is ',
            'What if the question were ',
            'Another way to see this is ',
            'One thing you could try is ',
          ],
        },
        {
          name: 'Reflection',
          prompts: [
            'How do you see the dilemma now? It may be another one than the one you came with.',
            'You need not go through all that was said.',
          ],
          stems: ['I now think that ', 'The question has become ', 'What surprised me was ', 'A first step could be '],
        },
      ],
    },
    es: {
      name: 'Consulta sobre un dilema',
      purpose:
        'Para una pregunta que te tiene en un punto muerto: algo a lo que vuelves, que está en tus manos y no tiene una respuesta rápida.',
      steps: [
        {
          name: 'Preguntas aclaratorias',
          prompts: ['Pregunta lo que necesitas para imaginarte la situación. Solo hechos; las respuestas son breves.'],
          stems: ['¿Con qué frecuencia ', '¿Quién más participa en ', '¿Qué pasó justo antes de ', '¿Desde cuándo '],
        },
        {
          name: 'Preguntas para profundizar',
          prompts: [
            'Pregunta lo que pueda ayudar a quien presenta a seguir pensando, y no lo que tú harías.',
            'Quien presenta responde si quiere. «Tengo que pensarlo» es una respuesta.',
          ],
          stems: [
            '¿Qué crees que pasaría si ',
            '¿Qué has dado por hecho sobre ',
            '¿Qué hace que esto te resulte difícil ',
            '¿Cómo sabrás que ',
            '¿Qué diría el alumnado sobre ',
          ],
        },
        {
          name: 'Pensar el dilema',
          prompts: [
            'Piensa en voz alta: ¿qué oíste, qué parece haber debajo, qué no se dijo?',
            'Ofrece maneras de mirarlo antes que maneras de resolverlo. Quien presenta escucha.',
          ],
          stems: [
            'Lo que oigo es ',
            'Lo que no oí es ',
            '¿Y si la pregunta fuera ',
            'Otra manera de verlo es ',
            'Algo que podrías probar es ',
          ],
        },
        {
          name: 'Reflexión',
          prompts: [
            '¿Cómo ves ahora el dilema? Puede que sea otro que el que traías.',
            'No hace falta repasar todo lo que se dijo.',
          ],
          stems: [
            'Ahora pienso que ',
            'La pregunta se ha vuelto ',
            'Lo que me sorprendió fue ',
            'Un primer paso podría ser ',
          ],
        },
      ],
    },
  },
};
