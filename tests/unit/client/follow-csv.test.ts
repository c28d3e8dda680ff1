import { describe, expect, test } from 'vitest';
import { readFollowCsv, writeFollowCsv } from '../../../client/features/onboarding/follow-csv.ts';
import { FOLLOW_IMPORT_MAX } from '../../../shared/contracts/onboarding.ts';

describe('a list of follows', () => {
  test('as Mastodon exports it', () => {
    const csv =
      'Account address,Show boosts,Notify on new posts,Languages\namara@a.example,true,false,\nBo@b.example:3000,true,false,en\n';
    expect(readFollowCsv(csv)).toEqual({ handles: ['amara@a.example', 'bo@b.example:3000'], bad: [], tooMany: false });
  });

  test.each([
    ['without headings', 'amara@a.example'],
    ['with a mark of byte order and Windows lines', '\uFEFFCuenta,x\r\namara@a.example,1\r\n\r\n'],
    ['quoted', '"amara@a.example","x, y"'],
    ['with a leading @', '@amara@a.example'],
    ['as addresses of accounts', 'acct:amara@a.example'],
    ['separated otherwise', 'Account;x\namara@a.example;true'],
    ['with the same twice', 'amara@a.example\nAMARA@a.example'],
  ])('%s', (_how, csv) => expect(readFollowCsv(csv)).toMatchObject({ handles: ['amara@a.example'], bad: [] }));

  test('names the lines that are no addresses', () => {
    expect(readFollowCsv('Account address\nnot one\nbo@b.example\nhttps://c.example/@c').bad).toEqual([
      { line: 2, text: 'not one' },
      { line: 4, text: 'https://c.example/@c' },
    ]);
    expect(readFollowCsv('')).toEqual({ handles: [], bad: [], tooMany: false });
  });

  test('has a bound', () => {
    const csv = Array.from({ length: FOLLOW_IMPORT_MAX + 1 }, (_, n) => `a${n}@a.example`).join('\n');
    const read = readFollowCsv(csv);
    expect(read.handles).toHaveLength(FOLLOW_IMPORT_MAX);
    expect(read.tooMany).toBe(true);
  });

  test('comes back as it was written', () => {
    const handles = ['amara@a.example', 'bo@b.example'];
    expect(readFollowCsv(writeFollowCsv(handles)).handles).toEqual(handles);
  });
});
