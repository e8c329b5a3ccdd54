import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ConsoleProcess } from './support/console-process.js';
import { picture, Visitor } from './support/visitor.js';

let folder: string;
let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-restarted-'));
  consoleProcess = await ConsoleProcess.start({ CONSOLE_DATA_DIR: folder });
  visitor = await Visitor.at(consoleProcess.url);
});
afterEach(async () => {
  await visitor.leave();
  await consoleProcess.stop();
  rmSync(folder, { recursive: true, force: true });
});

const startAgain = async (environment: Readonly<Record<string, string>> = {}) => {
  consoleProcess = await ConsoleProcess.start({
    ...environment,
    CONSOLE_DATA_DIR: folder,
    CONSOLE_PORT: new URL(consoleProcess.url).port,
  });
};

/** Fails of this, once. */
function send(name: string, traceId: string): Promise<void> {
  const startMs = Date.now();
  const attributes = { 'exception.type': `${name}Error`, 'exception.message': 'it failed' };
  const events = [{ name: 'exception', atMs: startMs, attributes }];
  const span = { traceId, spanId: '00f067aa0ba902b7', name, service: 'web', startMs, durationMs: 9.7, error: name };
  return consoleProcess.send({
    spans: [{ ...span, events }],
    logs: [{ service: 'web', atMs: startMs, severity: [9, 'INFO'], body: `line of ${name}`, traceId }],
  });
}

const cell = (page: Page, text: string) => page.getByRole('gridcell').filter({ hasText: text }).first();

describe('a console that is started again on its port', () => {
  it('is followed by the pages that are open: they show its new run, and where the run before is', async () => {
    await send('before', 'a'.repeat(32));
    const views = [
      ['#/traces', 'before', 'after'],
      ['#/logs', 'line of before', 'line of after'],
      ['#/errors', 'beforeError', 'afterError'],
    ] as const;
    const pages = await Promise.all(views.map(([hash]) => visitor.open(hash)));
    for (const [at, page] of pages.entries()) {
      await cell(page, views[at]![1]).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
    }
    const [traces] = pages as [Page, Page, Page];
    expect(await traces.getByRole('combobox', { name: 'Run of the console' }).count()).toBe(0);

    await consoleProcess.stop();
    for (const page of pages) await page.getByText('Reconnecting', { exact: true }).waitFor();
    await traces.getByRole('searchbox').fill('aaaa');
    await traces.getByText('The console does not answer.').waitFor();
    await startAgain();
    await send('after', 'aaaa'.padEnd(32, 'b'));

    for (const [at, page] of pages.entries()) {
      await cell(page, views[at]![2]).waitFor();
      await page.getByText('The console was started again').waitFor();
      expect(await cell(page, views[at]![1]).count()).toBe(0);
    }
    expect(await traces.getByText('The console does not answer.').count()).toBe(0);
    await picture(traces, 'restarted');
    await traces.getByRole('combobox', { name: 'Run of the console' }).selectOption({ index: 1 });
    await cell(traces, 'before').waitFor();
    await traces.getByText('The console was started again').waitFor({ state: 'detached' });
  });

  it('leaves a trace alone that is read', async () => {
    await send('before', 'a'.repeat(32));
    const page = await visitor.open(`#/trace/${'a'.repeat(32)}`);
    await page.getByRole('treegrid').getByText('line of before').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await consoleProcess.stop();
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await startAgain();
    await page.getByText('The console was started again').waitFor();
    expect(await page.getByRole('treegrid').getByText('line of before').isVisible()).toBe(true);
  });

  it('lets a part be fetched that was first looked at while it was away, with its looks', async () => {
    const page = await visitor.open('#/traces');
    await page.getByText('Live', { exact: true }).waitFor();
    await consoleProcess.stop();
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Query' }).first().click();
    await page.getByText('This part of the page could not be fetched').waitFor();
    await startAgain();
    await page.getByRole('button', { name: 'Try again' }).click();
    const editors = page.locator('.editors');
    await editors.waitFor();
    expect(await editors.evaluate((element) => getComputedStyle(element).display)).toBe('grid');
  });

  it('says once that it asks for a token now', async () => {
    const page = await visitor.open('#/traces');
    await page.getByText('Live', { exact: true }).waitFor();
    await consoleProcess.stop();
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await startAgain({ CONSOLE_TOKEN: '0123456789abcdef0123456789abcdef' });
    await page.getByText('This console asks for a token').waitFor();
    await page.getByText('Reconnecting', { exact: true }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('This console asks for a token').waitFor();
    expect(await page.getByText(/Reconnecting|Connecting/).count()).toBe(0);
  });
});
