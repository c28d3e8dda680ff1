import { describe, expect, test } from 'vitest';
import { lasting, newPoll, POLL_LENGTHS_MINUTES, pollProblem } from '../../../client/features/practice/poll-draft.ts';
import { PollFields } from '../../../shared/contracts/practice.ts';

/** A poll being written: the device says what is missing where the server would, so that none waits for a refusal. */
describe('a poll that is written', () => {
  test.each([
    [['', ''], { what: 'few', at: 0 }],
    [['Lab', ' '], { what: 'few', at: 1 }],
    [['', 'Lab'], { what: 'few', at: 0 }],
    [['Lab', '', 'Lab '], { what: 'same', at: 2 }],
    [['Lab', 'Field', ' Field', 'Lab'], { what: 'same', at: 2 }],
    [['Lab', '', 'Field'], null],
    [['Lab', 'lab'], null],
  ] as const)('%j: %j, and the server agrees', (options, problem) => {
    const poll = { ...newPoll(), options: [...options] };
    expect(pollProblem(poll)).toEqual(problem);
    expect(PollFields.safeParse(poll).success).toBe(problem === null);
  });

  test('lasts a length that the server takes, said in its largest unit', () => {
    const said = POLL_LENGTHS_MINUTES.map((openMinutes) => {
      const poll = { options: ['Lab', 'Field'], multiple: false, openMinutes };
      expect(PollFields.parse(poll)).toEqual(poll);
      return lasting(openMinutes);
    });
    expect(said).toEqual(['1 hour', '6 hours', '1 day', '3 days', '1 week', '2 weeks']);
    expect(lasting(90)).toBe('90 minutes');
  });
});
