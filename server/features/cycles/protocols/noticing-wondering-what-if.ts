import type { ShippedProtocol } from './shipped-protocol.ts';

/**
 * Description comes before wondering, and wondering before proposing. After "I notice, I wonder" (Annie Fetter and the Math
 * Forum, 2010; Ray-Riek, "Powerful Problem Solving", 2013), the order of Steve Seidel's Collaborative Assessment Conference
 * (Harvard Project Zero, 1988; School Reform Initiative), and the "what if" of Brown and Walter, "The Art of Problem Posing"
 * (3rd ed., 2005).
 */
export const noticingWonderingWhatIf: ShippedProtocol = {
  id: 'noticing-wondering-what-if',
  steps: [
    { kind: 'respond', speaks: 'responder', minutes: 4 },
    { kind: 'respond', speaks: 'responder', minutes: 4 },
    { kind: 'respond', speaks: 'responder', minutes: 3 },
    { kind: 'reflect', speaks: 'presenter', minutes: 3 },
  ],
  words: {
    en: {
      name: 'Noticing, wondering, what if',
      purpose: 'For a first turn, or a short one: a moment of a lesson, a board, a recording, a page of a plan.',
      steps: [
        {
          name: 'Noticing',
          prompts: [
            'Describe what is there to see or hear, without judging it and without explaining it.',
            'Point to the place or the minute. The presenter listens.',
          ],
          stems: ['I notice that ', 'I see ', 'I hear ', 'At this moment, '],
        },
        {
          name: 'Wondering',
          prompts: [
            'Ask what you really do not know. A question that already knows its answer is advice in disguise.',
            'Come back to the focus question at least once.',
          ],
          stems: [
            'I wonder why ',
            'I wonder what students thought when ',
            'I wonder how you decided ',
            'I wonder whether ',
          ],
        },
        {
          name: 'What if',
          prompts: [
            'Change one thing in your mind, and say what might happen then.',
            'Small enough to be tried next week.',
          ],
          stems: ['What if you ', 'What if the students ', 'What if there were no ', 'In my class, this became '],
        },
        {
          name: 'Reflection',
          prompts: [
            'What did you see in your own work through somebody else’s eyes?',
            'Which of the what-ifs would you like to try, and which not, and why?',
          ],
          stems: [
            'I had not noticed that ',
            'What stays with me is ',
            'I would like to try ',
            'I do not want to change ',
          ],
        },
      ],
    },
    es: {
      name: 'Noto, me pregunto, ¿y si…?',
      purpose:
        'Para un primer turno o uno breve: un momento de clase, una pizarra, una grabación, una página de un plan.',
      steps: [
        {
          name: 'Noto',
          prompts: [
            'Describe lo que se ve o se oye, sin juzgarlo y sin explicarlo.',
            'Señala el lugar o el minuto. Quien presenta escucha.',
          ],
          stems: ['Noto que ', 'Veo ', 'Oigo ', 'En este momento, '],
        },
        {
          name: 'Me pregunto',
          prompts: [
            'Pregunta lo que de verdad no sabes. Una pregunta que ya conoce su respuesta es un consejo disfrazado.',
            'Vuelve al menos una vez a la pregunta de enfoque.',
          ],
          stems: [
            'Me pregunto por qué ',
            'Me pregunto qué pensó el alumnado cuando ',
            'Me pregunto cómo decidiste ',
            'Me pregunto si ',
          ],
        },
        {
          name: '¿Y si…?',
          prompts: [
            'Cambia una sola cosa en tu mente y di qué podría pasar entonces.',
            'Que sea lo bastante pequeña para probarla la semana que viene.',
          ],
          stems: ['¿Y si tú ', '¿Y si el alumnado ', '¿Y si no hubiera ', 'En mi clase, esto se convirtió en '],
        },
        {
          name: 'Reflexión',
          prompts: [
            '¿Qué viste de tu propio trabajo con los ojos de otra persona?',
            '¿Cuáles de los «y si» te gustaría probar, cuáles no, y por qué?',
          ],
          stems: ['No había notado que ', 'Lo que se me queda es ', 'Me gustaría probar ', 'No quiero cambiar '],
        },
      ],
    },
  },
};
