import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { EmailAddress, SettingsView } from '../settings.views.ts';

const CONFIRM_WITHIN_MS = 7 * 24 * 3600 * 1000;

/**
 * Tokens in the links of mails: whose settings they are about, and a MAC over what they allow. Nothing is stored of them,
 * so a copy of the database makes none; one for an address stops working when another address is given.
 */
export interface MailLinks {
  confirmToken(settings: SettingsView, email: EmailAddress): string;
  unsubscribeToken(settings: SettingsView, email: EmailAddress): string;
  /** The key of the settings that a token names; nothing is proven by it yet. */
  keyIn(token: string): string;
  confirms(token: string, settings: SettingsView, now: Date): boolean;
  unsubscribes(token: string, settings: SettingsView): boolean;
}

export function createMailLinks(secretKey: string): MailLinks {
  const key = Buffer.from(hkdfSync('sha256', secretKey, 'staffroom', 'mail-links', 32));

  function tokenFor(purpose: string, { _id }: SettingsView, ...facts: string[]): string {
    const mac = createHmac('sha256', key).update(JSON.stringify([purpose, _id, ...facts]));
    return `${_id}.${mac.digest('base64url')}`;
  }
  const confirmToken = (settings: SettingsView, { address, givenAt }: EmailAddress) =>
    tokenFor('confirm', settings, address, givenAt.toISOString());
  const unsubscribeToken = (settings: SettingsView, { address }: EmailAddress) =>
    tokenFor('unsubscribe', settings, address);

  return {
    confirmToken,
    unsubscribeToken,
    keyIn: (token) => token.split('.')[0] ?? '',
    confirms(token, settings, now) {
      const { email } = settings;
      if (email === null || now.getTime() - email.givenAt.getTime() > CONFIRM_WITHIN_MS) return false;
      return isSame(token, confirmToken(settings, email));
    },
    unsubscribes: (token, settings) =>
      settings.email !== null && isSame(token, unsubscribeToken(settings, settings.email)),
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
