import { type Browser, chromium, type Page } from 'playwright-core';

/** Chromium without anything that speaks to the network by itself. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
}

/** A person at the console: a browser with its pages, and whatever went wrong in them. */
export class Visitor {
  /** Errors of the page, and what its content security policy refused. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async at(url: string): Promise<Visitor> {
    return new Visitor(await chromium.launch({ executablePath: process.env.CHROMIUM_PATH!, args: QUIET }), url);
  }

  /** A page of its own, with a memory of its own. */
  async open(
    hash = '',
    { width = 1280, height = 800, dark = false, reducedMotion = false }: VisitOptions = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    await page.goto(`${this.url}/${hash}`);
    return page;
  }

  async leave(): Promise<void> {
    await this.browser.close();
  }
}

/** For people to look at; the folder is not part of the project. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test/browser/screenshots/${name}.png` });
}
