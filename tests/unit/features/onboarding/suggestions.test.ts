import { expect, test } from 'vitest';
import { rankSuggestions, type Speaking } from '../../../../server/features/onboarding/suggestions.model.ts';

const person = (name: string, says: Partial<Speaking> = {}): Speaking => ({
  iri: `https://a.example/users/${name}`,
  subjects: [],
  gradeLevels: [],
  school: '',
  helpWith: '',
  growIn: '',
  strengths: [],
  growth: [],
  showsConnections: false,
  ...says,
});

const me = person('me', {
  subjects: ['Mathematics'],
  gradeLevels: ['primary'],
  growIn: 'Leading discussions',
  helpWith: 'Fractions',
  school: 'Lakeside School',
});
const rank = (others: Speaking[], followed = new Map<string, string>()) =>
  rankSuggestions(me, others, followed, (iri) => iri.includes('a.example'));
const names = (others: Speaking[]) => rank(others).map((one) => one.person.iri.split('/').at(-1));

test('who can help with what I want to grow comes before who is like me', () => {
  const quiet = person('quiet', { helpWith: 'Silent discussion in large classes' });
  const alike = person('alike', { subjects: ['mathematics'] });
  const grade = person('grade', { gradeLevels: ['primary'] });
  const near = person('near');
  expect(names([near, grade, alike, quiet])).toEqual(['quiet', 'alike', 'grade', 'near']);
  expect(rank([quiet])[0]?.reasons).toEqual([{ kind: 'helps-with-what-you-grow', words: ['discussion'] }]);
  expect(rank([near])[0]?.reasons).toEqual([{ kind: 'here' }]);
});

test('giving and getting counts more than getting alone', () => {
  const gets = person('gets', { helpWith: 'discussions' });
  const both = person('both', { helpWith: 'discussions', growIn: 'teaching fractions' });
  expect(names([gets, both])).toEqual(['both', 'gets']);
});

test('who is elsewhere and has nothing to do with me is not suggested', () => {
  expect(rank([person('far', { iri: 'https://b.example/users/far' })])).toEqual([]);
});

test('what stands in the inventory counts like what stands in a sentence', () => {
  const tagged = person('tagged', { strengths: ['wait time', 'leading a discussion'] });
  expect(rank([tagged])[0]?.reasons).toEqual([{ kind: 'helps-with-what-you-grow', words: ['leading', 'discussion'] }]);
});

test('being followed by somebody I follow is a reason, once, however many do', () => {
  const friend = person('friend');
  const followed = new Map([[friend.iri, 'https://a.example/users/bo']]);
  expect(rank([friend], followed)[0]).toMatchObject({ score: 2, reasons: [{ kind: 'followed-by' }] });
});

test('equals stand in an order of each reader’s own', () => {
  const others = Array.from({ length: 8 }, (_, n) => person(`p${n}`));
  const forMe = names(others);
  expect(names([...others].reverse())).toEqual(forMe);
  const forAnother = rankSuggestions(person('another'), others, new Map(), () => true);
  expect(forAnother.map((one) => one.person.iri.split('/').at(-1))).not.toEqual(forMe);
});
