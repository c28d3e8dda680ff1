import type { NotificationSettings, NotificationSetup } from '../../../shared/contracts/notifications.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { createRateLimit } from '../../http/rate-limit.ts';
import type { MailLinks } from './mail/links.ts';
import { type MailRoom, nextDigestOf } from './mail/mail-room.ts';
import type { NotificationViews } from './notifications.views.ts';
import type { PushSender } from './push/push-sender.ts';
import { isTimeZone } from './quiet-hours.model.ts';
import type { SettingsView, SettingsViews } from './settings.views.ts';

export interface SettingsParts {
  views: NotificationViews;
  settings: SettingsViews;
  push: PushSender;
  links: MailLinks;
  /** Null when no mail server is configured. */
  mailRoom: MailRoom | null;
  clock: Clock;
  languageOf(actor: string): Promise<InterfaceLanguage>;
}

/** Mails to addresses that nobody has confirmed: enough to correct a typing mistake, too few to bother a stranger. */
const confirmations = createRateLimit('confirm-mail', { attempts: 5, seconds: 3600 });

export async function readSetup(parts: SettingsParts, owner: string): Promise<NotificationSetup> {
  return presentSetup(parts, await parts.settings.of(owner));
}

async function presentSetup(parts: SettingsParts, settings: SettingsView): Promise<NotificationSetup> {
  const { owner, muted, quietHours, digest, email } = settings;
  return {
    muted,
    quietHours,
    digest,
    email: email && { address: email.address, confirmed: email.confirmed },
    mailWorks: parts.mailRoom !== null,
    pushKey: await parts.push.publicKey(),
    language: await parts.languageOf(owner),
  };
}

export async function changeSettings(
  parts: SettingsParts,
  owner: string,
  { muted, quietHours, digest }: NotificationSettings,
): Promise<Result<NotificationSetup>> {
  if (quietHours !== null && !isTimeZone(quietHours.timeZone)) {
    const sentence = 'This time zone is not known. Use a name like Europe/Madrid.';
    return fail(appError('invalid_input', sentence, { 'quietHours.timeZone': sentence }));
  }
  if (digest !== 'off' && parts.mailRoom === null) return fail(NO_MAIL);
  const { nextDigestAt, ...before } = await parts.settings.of(owner);
  const now = parts.clock.now();
  const isSame = digest === before.digest && nextDigestAt !== undefined;
  const settings: SettingsView = {
    ...before,
    muted: [...new Set(muted)],
    quietHours,
    digest,
    ...(isSame ? { nextDigestAt } : nextDigestOf({ ...before, digest }, now)),
    digestedUntil: isSame ? before.digestedUntil : now,
  };
  await parts.settings.save(settings);
  const fresh = settings.muted.filter((kind) => !before.muted.includes(kind));
  if (fresh.length > 0) await parts.views.markKinds(owner, fresh);
  return ok(await presentSetup(parts, settings));
}

/** Gives an address, to which a link is sent, or takes it away. The same one again sends the link again. */
export async function setEmail(
  parts: SettingsParts,
  owner: string,
  address: string | null,
): Promise<Result<NotificationSetup>> {
  const { nextDigestAt: _none, ...before } = await parts.settings.of(owner);
  if (address !== null && parts.mailRoom === null) return fail(NO_MAIL);
  if (address !== null && before.email?.confirmed && before.email.address === address) {
    return ok(await readSetup(parts, owner));
  }
  if (address !== null && !(await confirmations(owner)).ok) {
    return fail(
      appError('too_many_requests', 'Several links were sent already. Look in your mail, or try in an hour.'),
    );
  }
  const email = address === null ? null : { address, confirmed: false, givenAt: parts.clock.now() };
  const settings: SettingsView = { ...before, email };
  await parts.settings.save(settings);
  await parts.mailRoom?.confirm(settings);
  return ok(await presentSetup(parts, settings));
}

/** Whoever has the link has read the mail: no sign-in is needed, on whatever device that is. */
export async function confirmEmail(parts: SettingsParts, token: string): Promise<Result<void>> {
  const { links, clock } = parts;
  const settings = await parts.settings.byKey(links.keyIn(token));
  const now = clock.now();
  if (!settings?.email || !links.confirms(token, settings, now)) return fail(OLD_LINK);
  if (settings.email.confirmed) return ok(undefined);
  const email = { ...settings.email, confirmed: true };
  await parts.settings.save({ ...settings, email, ...nextDigestOf({ ...settings, email }, now), digestedUntil: now });
  return ok(undefined);
}

/** Stops the digest; the address stays for whoever wants it again. Doing it twice is not an error. */
export async function unsubscribe(parts: SettingsParts, token: string): Promise<Result<void>> {
  const settings = await parts.settings.byKey(parts.links.keyIn(token));
  if (!settings || !parts.links.unsubscribes(token, settings)) return fail(UNKNOWN_LINK);
  const { nextDigestAt: _none, ...rest } = settings;
  await parts.settings.save({ ...rest, digest: 'off' });
  return ok(undefined);
}

const NO_MAIL = appError(
  'conflict',
  'This instance sends no mail, so there is no digest. Its admin can set up a mail server (SMTP_URL).',
);
const OLD_LINK = appError(
  'gone',
  'This link is too old, or another address was given since. Ask for a new one in your settings.',
);
const UNKNOWN_LINK = appError(
  'gone',
  'This link belongs to an address that no longer gets a digest. There is nothing more to stop.',
);
