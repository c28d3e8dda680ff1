import { describe, expect, test } from 'vitest';
import { rankPartners, type Teacher } from '../../../../server/features/partners/partners.model.ts';

const teacher = (name: string, says: Partial<Teacher> = {}): Teacher => ({
  iri: `https://a.example/users/${name}`,
  subjects: [],
  gradeLevels: [],
  languages: [],
  school: '',
  strengths: [],
  growth: [],
  helpWith: '',
  growIn: '',
  pairCadence: null,
  outsideSchool: false,
  helpedIn: [],
  ...says,
});

const me = teacher('me', {
  subjects: ['Mathematics'],
  gradeLevels: ['primary'],
  languages: ['en', 'es-MX'],
  school: 'Lakeside School',
  strengths: ['exit tickets'],
  growth: ['wait time'],
  helpWith: 'Fractions',
  growIn: 'Leading discussions',
});
const rank = (others: Teacher[], practised = new Map<string, string>(), asker = me) =>
  rankPartners(asker, others, asker.subjects, practised);
const names = (others: Teacher[], practised?: Map<string, string>) =>
  rank(others, practised).map(({ person }) => person.iri.split('/').at(-1));
const reasonsFor = (says: Partial<Teacher>, asker = me) => rank([teacher('one', says)], undefined, asker)[0]?.reasons;

describe('what two people can give each other', () => {
  const both = teacher('both', { helpWith: 'discussion', growIn: 'fractions' });
  const helps = teacher('helps', { strengths: ['wait time'] });
  const learns = teacher('learns', { growth: ['exit ticket'] });
  const alike = teacher('alike', {
    subjects: ['Mathematics'],
    gradeLevels: ['primary'],
    helpedIn: ['Mathematics'],
  });

  test('goes before everything else, and both ways before one', () => {
    const practised = new Map([[alike.iri, 'Mathematics']]);
    expect(names([alike, learns, helps, both], practised)).toEqual(['both', 'helps', 'learns', 'alike']);
  });

  test('counts more in tags than in sentences', () => {
    const said = teacher('said', { helpWith: 'Wait time' });
    expect(names([said, helps])).toEqual(['helps', 'said']);
    expect(rank([said])[0]?.reasons).toEqual([{ kind: 'helps-me', words: ['Wait time'] }]);
  });

  test('is said in the words of whoever can help', () => {
    expect(reasonsFor({ strengths: ['Longer wait time', 'calm starts'], growth: ['Exit tickets for all'] })).toEqual([
      { kind: 'helps-me', words: ['Longer wait time'] },
      { kind: 'i-help', words: ['exit tickets'] },
    ]);
  });

  test('shows three words at most, and more of them do not add up to another direction', () => {
    const growth = Array.from({ length: 10 }, (_, n) => `topic ${n}x`);
    const asker = teacher('asker', { growth, strengths: ['songs'] });
    const much = teacher('much', { strengths: growth });
    const reciprocal = teacher('reciprocal', { strengths: ['topic 1x'], growth: ['songs'] });
    const [first, second] = rankPartners(asker, [much, reciprocal], [], new Map());
    expect(first?.person).toBe(reciprocal);
    expect(second?.reasons).toEqual([{ kind: 'helps-me', words: ['topic 0x', 'topic 1x', 'topic 2x'] }]);
  });
});

describe('credibility in the subject', () => {
  const offers = { strengths: ['wait time'], subjects: ['Mathematics'] };

  test('the quiet expert is found: help that was taken up counts more than practice that was shown', () => {
    const quiet = teacher('quiet', { ...offers, helpedIn: ['mathematics'] });
    const loud = teacher('loud', offers);
    expect(names([loud, quiet], new Map([[loud.iri, 'Mathematics']]))).toEqual(['quiet', 'loud']);
  });

  test('practice shown counts more than none', () => {
    const shows = teacher('shows', offers);
    const practised = new Map([[shows.iri, 'Mathematics']]);
    for (let n = 0; n < 5; n++) expect(names([teacher(`silent${n}`, offers), shows], practised)[0]).toBe('shows');
    expect(rank([shows], practised)[0]?.reasons).toContainEqual({ kind: 'practises', subject: 'Mathematics' });
  });

  test('is that in my subjects; when I teach none, in theirs', () => {
    const elsewhere = { ...offers, helpedIn: ['Music'] };
    expect(reasonsFor(elsewhere)?.map(({ kind }) => kind)).toEqual(['helps-me', 'same-subject']);
    expect(reasonsFor(elsewhere, { ...me, subjects: [] })).toContainEqual({ kind: 'helped-in', subject: 'Music' });
  });
});

describe('what two people share', () => {
  test('a subject and a level are reasons; to meet as often, or to teach elsewhere, is none alone', () => {
    const asker = { ...me, pairCadence: 'weekly' as const, outsideSchool: true };
    expect(reasonsFor({ pairCadence: 'weekly', school: 'Hill School' }, asker)).toBeUndefined();
    expect(reasonsFor({ pairCadence: 'weekly', school: 'Hill School', gradeLevels: ['primary'] }, asker)).toEqual([
      { kind: 'same-grade', gradeLevel: 'primary' },
      { kind: 'same-cadence', cadence: 'weekly' },
      { kind: 'other-school' },
    ]);
    expect(reasonsFor({ pairCadence: 'monthly', subjects: ['mathematics '] }, asker)).toEqual([
      { kind: 'same-subject', subject: 'mathematics ' },
    ]);
  });

  test('a language to talk in is needed when both say theirs', () => {
    const subjects = ['Mathematics'];
    expect(reasonsFor({ subjects, languages: ['fr'] })).toBeUndefined();
    expect(reasonsFor({ subjects, languages: ['fr', 'ES'] })).toBeDefined();
    expect(reasonsFor({ subjects })).toBeDefined();
    expect(reasonsFor({ subjects, languages: ['fr'] }, { ...me, languages: [] })).toBeDefined();
  });

  test.each([
    ['I', { ...me, outsideSchool: true }, {}],
    ['they', me, { outsideSchool: true }],
  ])('%s would rather have a partner from another school', (_who, asker, wish) => {
    const shared = { subjects: ['Mathematics'], ...wish };
    const near = teacher('near', { ...shared, school: 'lakeside school' });
    const far = teacher('far', { ...shared, school: 'Hill School' });
    const silent = teacher('silent', shared);
    const ranked = rankPartners(asker, [near, silent, far], asker.subjects, new Map());
    expect(ranked.map(({ person }) => person)).toEqual([far, silent, near]);
    expect(ranked[2]?.reasons).toEqual([{ kind: 'same-subject', subject: 'Mathematics' }]);
  });

  test('nobody is suggested without a reason, nor I to myself', () => {
    expect(rank([teacher('stranger'), { ...me }])).toEqual([]);
  });
});

test('at most four reasons are given, the weightiest first', () => {
  const all = { ...me, iri: 'https://a.example/users/all', strengths: ['wait time'], growth: ['exit tickets'] };
  const kinds = reasonsFor({ ...all, helpedIn: ['Mathematics'] })?.map(({ kind }) => kind);
  expect(kinds).toEqual(['helps-me', 'i-help', 'helped-in', 'same-subject']);
});

test('equals stand in an order of each asker’s own, whatever order they come in', () => {
  const others = Array.from({ length: 8 }, (_, n) => teacher(`p${n}`, { subjects: ['Mathematics'] }));
  const forMe = names(others);
  expect(names([...others].reverse())).toEqual(forMe);
  const another = rank(others, undefined, { ...me, iri: 'https://a.example/users/another' });
  expect(another.map(({ person }) => person.iri.split('/').at(-1))).not.toEqual(forMe);
});
