import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

/** Meant for one page in a serverless function: here several people browse at once, under the web's usual rules. */
const NOT_FOR_TESTS = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

/** The Chromium that comes with an npm package: nothing is downloaded, and every machine tests the same one. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => !NOT_FOR_TESTS.includes(arg)),
    headless: true,
  });
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
}

/** A person with a browser of their own: cookies, storage, network. */
export async function visitor(browser: Browser, settings: VisitorSettings): Promise<Visitor> {
  const { baseUrl, width = 1280, height = 800, colorScheme = 'light' } = settings;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height },
    colorScheme,
    locale: 'en-GB',
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
