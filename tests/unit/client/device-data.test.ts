import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetAccount, hasUnsent } from '../../../client/features/accounts/device-data.ts';

/** As much of a browser's storage as is asked of it. */
class Storage {
  getItem(key: string) {
    return (this as Record<string, unknown>)[key] ?? null;
  }
  setItem(key: string, value: string) {
    (this as Record<string, unknown>)[key] = value;
  }
  removeItem(key: string) {
    delete (this as Record<string, unknown>)[key];
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new Storage());
  vi.stubGlobal('window', {});
  vi.resetModules();
});
afterEach(() => void vi.unstubAllGlobals());

test('the next person on a shared computer meets no searches of the one who left, nor their push', async () => {
  const searches = await import('../../../client/features/search/recent-searches.ts');
  searches.keepSearch('amara-id', 'my difficult class');
  searches.keepSearch(undefined, 'of a visitor');
  localStorage.setItem('staffroom.push.amara-id', 'on');
  localStorage.setItem('staffroom.push.bo-id', 'on');
  expect(searches.recentSearches('bo-id')).toEqual([]);
  expect(searches.recentSearches('amara-id')).toEqual(['my difficult class']);
  expect(hasUnsent('amara-id')).toBe(false);
  await forgetAccount('amara-id', true);
  expect(Object.keys(localStorage)).toEqual(['staffroom.push.bo-id']);
});

test('a text that the server keeps is no reason to stay, and leaves with who leaves', async () => {
  localStorage.setItem('staffroom.saved.amara-id:turn:J2Qx:work', 'kept on the server');
  localStorage.setItem('staffroom.saved.bo-id:turn:J2Qx:work', 'of somebody else');
  expect(hasUnsent('amara-id')).toBe(false);
  localStorage.setItem('staffroom.text.kept:amara-id:turn:J2Qx:work', 'not there yet');
  expect(hasUnsent('amara-id')).toBe(true);
  await forgetAccount('amara-id', false);
  expect(Object.keys(localStorage)).toEqual(['staffroom.saved.bo-id:turn:J2Qx:work']);
});

test('a text of a field whose name has a hyphen leaves with the others', async () => {
  localStorage.setItem('staffroom.text.offer-note:amara-id:bo', 'Dear Bo');
  expect(hasUnsent('amara-id')).toBe(true);
  await forgetAccount('amara-id', false);
  expect(localStorage.getItem('staffroom.text.offer-note:amara-id:bo')).toBeNull();
});
