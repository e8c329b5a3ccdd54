import type { Page } from 'playwright-core';

/** What a browser tells a page whose tab is left for another, and comes back to. A headless one has no tabs to leave. */
export async function leaveTab(page: Page): Promise<void> {
  await become(page, true);
}

export async function comeBack(page: Page): Promise<void> {
  await become(page, false);
}

function become(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}
