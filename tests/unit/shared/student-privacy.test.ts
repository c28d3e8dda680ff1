import { describe, expect, test } from 'vitest';
import { findStudentDetails, type PrivacyRule } from '../../../shared/student-privacy.ts';

const found = (text: string, options = {}) =>
  findStudentDetails(text, options).map(({ rule, text: passage }) => [rule, passage]);

describe('what could point to one student is found', () => {
  test.each<[PrivacyRule, string, string]>([
    ['email', 'write to lena.schmidt@school.example please', 'lena.schmidt@school.example'],
    ['phone', 'her mum is at +49 170 1234567 all day', '+49 170 1234567'],
    ['phone', 'call 555-123-4567', '555-123-4567'],
    ['phone', 'el móvil es 612 345 678.', '612 345 678'],
    ['phone', 'tel: 4412345', '4412345'],
    ['id-number', 'DNI 12345678Z', '12345678Z'],
    ['id-number', 'su NIE: X1234567L', 'X1234567L'],
    ['id-number', 'CURP GODE561231HDFRRN09', 'GODE561231HDFRRN09'],
    ['id-number', 'student ID 40417', '40417'],
    ['id-number', 'the number 4711081512', '4711081512'],
    ['birth-date', 'She was born on 3 May 2014 in', 'born on 3 May 2014'],
    ['birth-date', 'DOB: 12/03/2013', 'DOB: 12/03/2013'],
    ['birth-date', 'nacida el 4 de mayo de 2012', 'nacida el 4 de mayo de 2012'],
    ['student-name', 'Then Lena Schmidt from 7b said no.', 'Lena Schmidt'],
    ['student-name', 'Marco from 7b said no.', 'Marco'],
    ['student-name', 'and my student Marco agreed', 'Marco'],
    ['student-name', 'a pupil called Lena Schmidt', 'Lena Schmidt'],
    ['student-name', 'We asked Oyelaran in year 9', ''],
    ['student-name', 'We asked Marco in Year 9', 'Marco'],
    ['student-name', "but Marco's mum called", 'Marco'],
    ['student-name', 'I know that Tobiah has ADHD', 'Tobiah'],
    ['student-name', 'mi alumno Marco', 'Marco'],
    ['student-name', 'una niña llamada Lucía Pérez', 'Lucía Pérez'],
    ['student-name', 'con Sofía, de 3º B, pasó', 'Sofía'],
    ['student-name', 'hablé con la madre de Íñigo', 'Íñigo'],
    ['class-list', 'The group was Anna, Ben, Carla and Oyelaran.', 'Anna, Ben, Carla and Oyelaran'],
    [
      'class-list',
      'Names:\n- Lena Schmidt\n- Marco Rossi\n- Amira Haddad\n\nDone',
      '- Lena Schmidt\n- Marco Rossi\n- Amira Haddad',
    ],
  ])('%s in %j', (rule, text, passage) => {
    expect(found(text)).toEqual(passage === '' ? [] : [[rule, passage]]);
  });

  test('names that are kept on the device are found as whole words', () => {
    expect(found('Will will see Willow and Will.', { names: ['Will'] })).toEqual([
      ['known-name', 'Will'],
      ['known-name', 'Will'],
    ]);
  });
});

describe('what is no student’s is left alone', () => {
  test.each([
    'As Dylan Wiliam writes (Wiliam, 2011), feedback works.',
    'Carol Dweck, John Hattie and Dylan Wiliam agree.',
    'We met on Monday, Tuesday and Wednesday.',
    'Biology, Chemistry and Physics in year 9',
    'Mathematics in Year 9 and fractions from grade 5',
    'Fractions from grade 5 are hard.',
    'We read Romeo and Juliet.',
    'My student Council met. Our students Monday morning are slow.',
    'Ms Okafor from 7b took over.',
    'Follow @lena.schmidt@school.example and #Lena',
    'See https://example.org/4711081512 and [this](mailto:a@b.example).',
    'ISBN 9780134685991, pages 10 20 30 40 50, in 2024-2025',
    '`12345678Z` is code',
    '- Introduction\n- Practice\n- Reflection',
    '- Exit Tickets\n- Peer Review\n- Cold Call',
    'El lunes, Lengua y Matemáticas en 3º B.',
    '3.14159265358979 is not a number of anybody',
    'Twenty-eight students, 14 of them new, in groups of 4.',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('a teacher’s own name', () => {
    expect(found('Amara Okafor from 7b, that is me', { own: ['Amara Okafor'] })).toEqual([]);
  });
});

test('a long text without sense takes no long time', () => {
  for (const piece of ['A', 'Aa ', 'Aa, ', '1 ', '12-', 'a.', 'a@', '- Aa\n', '`', '](', "Aa'"]) {
    const began = performance.now();
    findStudentDetails(piece.repeat(50_000 / piece.length));
    expect(performance.now() - began).toBeLessThan(5_000);
  }
});
