import { describe, expect, test } from 'vitest';
import { type FeedbackRule, hintsFor, isSubstantive, STEMS } from '../../../shared/feedback-hints.ts';
import { FEEDBACK_KINDS, INTERFACE_LANGUAGES } from '../../../shared/vocabulary.ts';

const rules = (text: string) => hintsFor(text).map(({ rule }) => rule);

describe('what does not prompt thinking gets a hint', () => {
  test.each<[FeedbackRule, string]>([
    ['only-judges', 'Great job!'],
    ['only-judges', 'Great job, Amara!'],
    ['only-judges', 'Love it'],
    ['only-judges', 'Love it!! ❤️👏'],
    ['only-judges', '👍'],
    ['only-judges', 'Nice lesson. Really cool idea. Well done!'],
    ['only-judges', 'Hi Amara! This is amazing. Thank you for sharing.'],
    ['only-judges', 'Needs work'],
    ['only-judges', 'Boring.'],
    ['only-judges', 'boring'],
    ['only-judges', 'Meh, it was ok.'],
    ['only-judges', 'This is confusing.'],
    ['only-judges', 'That could be better.'],
    ['only-judges', 'I really liked this!'],
    ['only-judges', 'Love the exit tickets!'],
    ['only-judges', 'Good use of whiteboards.'],
    ['only-judges', 'Keep up the good work!'],
    ['only-judges', '¡Muy bien!'],
    ['only-judges', '¡Excelente trabajo, felicidades!'],
    ['only-judges', 'Me encantó tu clase.'],
    ['only-judges', 'Qué buena idea, me gustó mucho'],
    ['only-judges', 'Hay que mejorar.'],
    ['only-judges', 'Aburrido'],
    ['only-thanks', 'Thank you so much for sharing this!'],
    ['only-thanks', 'Gracias por compartirlo.'],
    ['order', 'Use more visuals.'],
    ['order', 'You should give them less time.'],
    ['order', 'I think you need to plan the transitions.'],
    ['order', "Don't talk over the silence."],
    ['order', 'The start is calm, with a question on the board. Add a timer.'],
    ['order', 'Deberías usar más imágenes.'],
    ['order', 'Dales menos tiempo.'],
    ['order', 'No les des la respuesta.'],
    ['praises-person', "You're amazing!"],
    ['praises-person', 'You are such a gifted teacher.'],
    ['praises-person', 'You rock'],
    ['praises-person', 'Wow, what a great teacher'],
    ['praises-person', 'Your students are so lucky to have you.'],
    ['praises-person', 'Eres genial'],
    ['praises-person', '¡Qué gran maestra!'],
    ['praises-person', 'Eres una crack.'],
    ['hidden-judgement', "Why didn't you ask them first?"],
    ['hidden-judgement', 'Why didn’t you just stop?'],
    ['hidden-judgement', "Don't you think that was too long?"],
    ['hidden-judgement', "Wouldn't it be better to start with the poem?"],
    ['hidden-judgement', 'Did you even check who had finished?'],
    ['hidden-judgement', '¿Por qué no les preguntaste antes?'],
    ['hidden-judgement', '¿No crees que fue muy largo?'],
    ['hidden-judgement', '¿No sería mejor empezar por el poema?'],
  ])('%s: %s', (rule, text) => {
    expect(rules(text)).toEqual([rule]);
  });

  test('it says which words, and which stems lead out of it', () => {
    const text = 'They were all writing after a minute. Why didn’t you stop there? Use a bell.';
    expect(hintsFor(text).map(({ rule, text: passage, kinds }) => [rule, passage, kinds])).toEqual([
      ['hidden-judgement', 'Why didn’t you stop there?', ['question']],
      ['order', 'Use a bell.', ['suggestion']],
    ]);
    for (const { start, end, text: passage } of hintsFor(text)) expect(text.slice(start, end)).toBe(passage);
  });
});

describe('what prompts thinking is left alone', () => {
  test.each([
    'I noticed that the quiet group began to talk when you sat down.',
    'What made you choose groups of three?',
    'What if they marked each other’s tickets?',
    'This reminds me of a debate in my class where nobody wanted to begin.',
    'Great lesson. I noticed that three students never looked up.',
    'I like how students waited for each other.',
    'Nice: six of them changed their answer after the second vote.',
    'Good pace in the second half, and a long silence before it.',
    'How long did it take?',
    'How could you tell that they understood?',
    'How could you find out who guessed?',
    'Why did you begin with the poem?',
    'Why don’t your students use the word wall?',
    'How did you decide who begins?',
    'You could use a timer.',
    'Maybe you should ask them.',
    'Use a timer, because the second task took twice as long.',
    'Use a timer. In my class, it keeps the second task short.',
    'You need to wait longer so that others can think.',
    'Give them a minute to think? I wonder what would change.',
    'Use of colour stood out to me on the second slide.',
    'Students must line up before the bell in my school.',
    'You are very clear about the goal in the first minute.',
    'You are asking three questions at once at 2:40.',
    'A student said “You are the best teacher”, and others laughed.',
    '> Great job!\n\nThis line of yours made me look at my own notes.',
    'Not sure what the red cards are for.',
    'When the bell rang nobody packed up.',
    'Never before did I see them write for so long; nobody asked for help.',
    'Noté que el grupo callado empezó a hablar cuando te sentaste.',
    '¿Qué te llevó a elegir grupos de tres?',
    '¿Y si corrigieran los boletos entre ellos?',
    '¿Por qué no participaron los del fondo?',
    '¿Por qué empezaste con el poema?',
    'Me gustó cómo esperaron su turno.',
    'Usa un cronómetro, porque la segunda tarea tardó el doble.',
    'Quizás deberías preguntarles.',
    'Podrías usar un cronómetro.',
    'Esto me recuerda a un debate en mi clase.',
    'La pregunta del minuto dos hizo que tres alumnos levantaran la vista.',
    '',
    '   \n ',
    '…',
  ])('%s', (text) => {
    expect(rules(text)).toEqual([]);
  });

  test.each(INTERFACE_LANGUAGES)('no stem in %s leads into a hint', (language) => {
    for (const kind of FEEDBACK_KINDS)
      for (const stem of STEMS[language][kind]) {
        expect(rules(stem), stem).toEqual([]);
        expect(rules(`${stem}the third group waited for the second.`), stem).toEqual([]);
      }
  });
});

describe('feedback is substantive', () => {
  test.each([
    ['with something seen', 'I noticed that they talked more.'],
    ['with a short question', 'Why groups of three?'],
    ['with praise that goes on', 'Great lesson! The silence after your question was long, and it worked.'],
    ['with a disguised judgement, which is still about the work', "Why didn't you ask them about the poem?"],
    ['in Spanish', 'Noté que hablaron más después del poema.'],
    ['in a language that no rule knows', 'J’ai vu que le groupe du fond attendait.'],
    ['in a script without spaces', '我注意到后面的学生在等老师'],
  ])('%s', (_, text) => {
    expect(isSubstantive(text)).toBe(true);
  });

  test.each([
    ['a judgement', 'Great job!'],
    ['several of them', 'Love it. So cool! 👏'],
    ['a judgement that names a thing', 'Nice exit tickets!'],
    ['a thank-you', 'Thanks for sharing!'],
    ['one word', 'Transitions.'],
    ['nothing', ' '],
    ['somebody else’s words', '> I noticed that they talked more after the poem.\n\nYes!'],
    ['a link', 'https://example.org/a/long/way/to/say/nothing'],
    ['a judgement in Spanish', '¡Muy bien hecho!'],
  ])('not by %s', (_, text) => {
    expect(isSubstantive(text)).toBe(false);
  });

  test('a stem alone says nothing yet', () => {
    for (const language of INTERFACE_LANGUAGES)
      for (const kind of FEEDBACK_KINDS)
        for (const stem of STEMS[language][kind]) expect(isSubstantive(stem), stem).toBe(false);
  });
});

test('a long text is read in no time', () => {
  const text = `${'why not you should use great '.repeat(2_000)}${'"“«`>?'.repeat(2_000)}`;
  const began = performance.now();
  hintsFor(text);
  isSubstantive(text);
  expect(performance.now() - began).toBeLessThan(500);
});
