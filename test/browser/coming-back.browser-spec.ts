import type { Page } from 'playwright-core';
import { ConsoleProcess } from './support/console-process.js';
import { OtherPage } from './support/other-page.js';
import { comeBack, leaveTab } from './support/out-of-sight.js';
import { Visitor } from './support/visitor.js';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;
let sent = 0;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

/** A request that failed, with a line of its own, under this name. */
async function request(name: string): Promise<void> {
  sent += 1;
  const traceId = sent.toString(16).padStart(32, 'c0');
  const startMs = Date.now();
  const thrown = {
    name: 'exception',
    atMs: startMs,
    attributes: { 'exception.type': `${name}Error`, 'exception.message': name },
  };
  const span = { traceId, spanId: '00f067aa0ba902b7', name, service: `${name}-service`, kind: 2 as const, startMs };
  await consoleProcess.send({
    spans: [{ ...span, durationMs: 9.7, error: name, events: [thrown] }],
    logs: [{ service: 'web', atMs: startMs, severity: [9, 'INFO'], body: `line of ${name}`, traceId }],
  });
}

/** As `request`, and resolves when it can be told to nobody any more. */
async function requestWhileAway(name: string): Promise<void> {
  const other = await OtherPage.at(consoleProcess.url);
  await request(name);
  await other.hears(`"line of ${name}"`);
  other.leave();
}

async function open(hash: string): Promise<Page> {
  const page = await visitor.open(hash);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

describe('a page that was out of sight', () => {
  it.each([
    ['#/traces', (name: string) => name],
    ['#/logs', (name: string) => `line of ${name}`],
    ['#/errors', (name: string) => `${name}Error`],
    ['#/map', (name: string) => `${name}-service`, '.drawing .name'],
  ])('shows in %s what came meanwhile', async (hash, shownAs, within = '[role=gridcell]') => {
    const [before, meanwhile] = [`before-${hash.slice(2)}`, `meanwhile-${hash.slice(2)}`];
    await request(before);
    const page = await open(hash);
    const shown = (text: string) => page.locator(within, { hasText: text }).first();
    await shown(shownAs(before)).waitFor();
    await leaveTab(page);
    await requestWhileAway(meanwhile);
    await comeBack(page);
    await shown(shownAs(meanwhile)).waitFor();
    expect(await shown(shownAs(before)).isVisible()).toBe(true);
  });

  it.each([
    ['#/traces', (name: string) => name],
    ['#/logs', (name: string) => `line of ${name}`],
  ])('holds it back in %s where that is paused', async (hash, shownAs) => {
    const name = `held-back-from-${hash.slice(2)}`;
    const page = await open(hash);
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('p');
    await leaveTab(page);
    await requestWhileAway(name);
    await comeBack(page);
    await page.getByRole('button', { name: 'Resume (1 new)' }).waitFor();
    expect(await page.getByText(shownAs(name), { exact: true }).count()).toBe(0);
    await page.keyboard.press('p');
    await page.getByText(shownAs(name), { exact: true }).waitFor();
  });
});

it('shows the newest of a burst for which the console had no room', async () => {
  const page = await open('#/traces');
  // It tells of the hundred that came last, which here are the oldest.
  const burst = Array.from({ length: 300 }, (_, at) => ({
    traceId: at.toString(16).padStart(32, 'b0'),
    spanId: '00f067aa0ba902b7',
    name: `burst-${at}`,
    service: 'web',
    startMs: Date.now() - at,
    durationMs: 1,
  }));
  await consoleProcess.send({ spans: burst });
  await page.getByText('burst-0', { exact: true }).waitFor();
});
