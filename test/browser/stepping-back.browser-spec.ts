import type { Page } from 'playwright-core';
import { ConsoleProcess } from './support/console-process.js';
import { cruddurTraffic } from './support/cruddur-traffic.js';
import { Visitor } from './support/visitor.js';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  await consoleProcess.send(cruddurTraffic(Date.now()));
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

const FILTER = '#/traces?field=http.route&value=%2Fapi%2Fmessages%2F%40%3Ahandle';
const list = (page: Page) => page.getByRole('grid', { name: /Traces/ });
const chosen = (page: Page) => list(page).locator('[aria-selected=true]');

const ways: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  Esc: async (page) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  },
  'the link': (page) => page.getByRole('link', { name: 'All traces' }).click(),
  "the browser's way back": (page) => page.goBack(),
};

describe('stepping back from a trace', () => {
  it.each(Object.keys(ways))('by %s finds the list with its filter, its place and its chosen row', async (way) => {
    const page = await visitor.open(FILTER);
    await list(page).getByRole('link').first().waitFor();
    for (let row = 0; row < 40; row += 1) await page.keyboard.press('j');
    await list(page).locator('[aria-selected=true][aria-rowindex="41"]').waitFor();
    const place = await list(page).evaluate((grid) => grid.scrollTop);
    expect(place).toBeGreaterThan(300);
    const row = await chosen(page).getByRole('link').getAttribute('href');
    await page.keyboard.press('Enter');
    await page.getByRole('treegrid').waitFor();
    await ways[way]!(page);
    await chosen(page).waitFor();
    expect(new URL(page.url()).hash).toBe(FILTER);
    expect(await chosen(page).getByRole('link').getAttribute('href')).toBe(row);
    expect(await list(page).evaluate((grid) => grid.scrollTop)).toBe(place);
  });

  it('leaves a list paused that was, with what arrived meanwhile waiting', async () => {
    const page = await visitor.open('#/traces?errors=true');
    await list(page).getByRole('link').first().waitFor();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await list(page).getByRole('link').first().click();
    await page.getByRole('treegrid').waitFor();
    const span = { traceId: 'e'.repeat(32), spanId: 'e'.repeat(16), name: 'meanwhile', service: 'web' };
    await consoleProcess.send({ spans: [{ ...span, startMs: Date.now(), durationMs: 1, error: 'it failed' }] });
    await page.getByRole('link', { name: 'All traces' }).click();
    await page.getByRole('button', { name: 'Resume (1 new)' }).click();
    await page.getByRole('link', { name: 'meanwhile' }).waitFor();
  });
});
