import { mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

/** For tests that each go on where the one before ended: what was half done cannot be tried again, only begun anew. */
export const STORY = { retry: 0 } as const;

/** Meant for one page in a serverless function: here several people browse at once, under the web's usual rules. */
const NOT_FOR_TESTS = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

/** Nothing here needs 3D: a graphics card imitated by the processor takes as much of it as all the rest of a browser test. */
chromium.setGraphicsMode = false;
const WITHOUT_GRAPHICS = ['--disable-gpu'];

/** The Chromium that comes with an npm package: nothing is downloaded, and every machine tests the same one. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await unpacked(),
    args: [...chromium.args.filter((arg) => !NOT_FOR_TESTS.includes(arg)), ...WITHOUT_GRAPHICS],
    headless: true,
  });
}

const UNPACK_DEADLINE_MS = 60_000;

/** The package unpacks itself at first use, to one place: test files that start together must not do it together. */
async function unpacked(): Promise<string> {
  const lock = join(tmpdir(), 'staffroom-chromium.lock');
  const end = Date.now() + UNPACK_DEADLINE_MS;
  while (
    !(await mkdir(lock).then(
      () => true,
      () => false,
    )) &&
    Date.now() < end
  )
    await pause(100);
  try {
    return await chromium.executablePath();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the console called an error, and exceptions that nobody caught. */
  problems: string[];
}

export interface VisitorSettings {
  baseUrl: string;
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  /** What the browser asks for; British English if not given. */
  locale?: string;
  /** Where its clock is, as an IANA name; that of this machine if not given. */
  timeZone?: string;
  /** False for a browser that runs no scripts. */
  javaScript?: boolean;
}

/** A person with a browser of their own: cookies, storage, network. */
export async function visitor(browser: Browser, settings: VisitorSettings): Promise<Visitor> {
  const {
    baseUrl,
    width = 1280,
    height = 800,
    colorScheme = 'light',
    locale = 'en-GB',
    javaScript = true,
    timeZone,
  } = settings;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height },
    colorScheme,
    locale,
    ...(timeZone && { timezoneId: timeZone }),
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { context, page, problems };
}
