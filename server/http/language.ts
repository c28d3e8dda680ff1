import type { Request, Response } from 'express';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../shared/vocabulary.ts';

/** What somebody chose on this device. Holds nothing but the language, so scripts may read it. */
const COOKIE = 'language';
const COOKIE_MAX_AGE_MS = 365 * 24 * 3600 * 1000;
/** What an answer in the asker's language differs by. */
export const LANGUAGE_HEADERS = 'Accept-Language, Cookie';

/** The language to answer in: chosen on this device, else the first of the browser's that we speak, else English. */
export function languageOf(req: Request): InterfaceLanguage {
  const chosen = cookieOf(req);
  if (chosen) return chosen;
  const accepted = req.acceptsLanguages([...INTERFACE_LANGUAGES]);
  return knownLanguage(accepted) ?? INTERFACE_LANGUAGES[0];
}

/** Keeps a choice on this device. */
export function rememberLanguage(res: Response, language: InterfaceLanguage): void {
  res.cookie(COOKIE, language, { path: '/', maxAge: COOKIE_MAX_AGE_MS, sameSite: 'lax', secure: res.req.secure });
}

export function knownLanguage(value: unknown): InterfaceLanguage | null {
  return INTERFACE_LANGUAGES.find((language) => language === value) ?? null;
}

function cookieOf(req: Request): InterfaceLanguage | null {
  for (const pair of (req.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === COOKIE) return knownLanguage(value);
  }
  return null;
}
