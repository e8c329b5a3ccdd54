import type { Page } from 'playwright-core';
import { ConsoleProcess } from './support/console-process.js';
import { picture, Visitor } from './support/visitor.js';
import { XSS_PAYLOADS } from './support/xss-payloads.js';

const TRACE = 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee';
let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  const startMs = Date.now() - 5_000;
  const spans = XSS_PAYLOADS.map((payload, index) => ({
    traceId: TRACE,
    spanId: (index + 1).toString(16).padStart(16, '0'),
    ...(index > 0 && { parentId: '0000000000000001' }),
    name: payload,
    service: payload.slice(0, 120),
    kind: 2 as const,
    startMs: startMs + index,
    durationMs: 60,
    attributes: { [payload]: payload, 'http.route': payload },
    error: payload,
    events: [
      {
        name: 'exception',
        atMs: startMs + index,
        attributes: { 'exception.type': payload, 'exception.message': payload, 'exception.stacktrace': payload },
      },
    ],
  }));
  const logs = spans.map(({ spanId, name }) => ({
    service: name.slice(0, 120),
    atMs: startMs,
    severity: [17, name.slice(0, 40)] as const,
    body: name,
    traceId: TRACE,
    spanId,
  }));
  await consoleProcess.send({ spans, logs });
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

/** Whether any of it ran, became an element, or an address that would run it. */
const harm = (page: Page) =>
  page.evaluate(() => ({
    ran: '__ran' in globalThis,
    elements: document.querySelectorAll(
      'main :is(script, iframe, object, embed, img, base, meta, link, marquee, video, audio, math, form, details)',
    ).length,
    addresses: [...document.querySelectorAll('a[href]')].filter(
      (link) => !/^(#|https:)/.test(link.getAttribute('href')!),
    ).length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
  }));
const harmless = { ran: false, elements: 0, addresses: 0, handlers: 0 };

describe('sixty payloads as names, attributes, errors and log lines', () => {
  it('are sixty', () => {
    expect(new Set(XSS_PAYLOADS).size).toBe(60);
  });

  it('are text in the waterfall, row by row, with their attributes and stacks', async () => {
    const page = await visitor.open(`#/trace/${TRACE}`, { height: 1_000 });
    await page.getByRole('treegrid').waitFor();
    const seen = await page.evaluate(stepThroughRows, 2 * XSS_PAYLOADS.length);
    await picture(page, 'hostile-trace');
    expect(seen).toEqual(expect.arrayContaining(XSS_PAYLOADS.slice(1)));
    expect(await harm(page)).toEqual(harmless);
  });

  it.each([
    ['the list of traces', '#/traces', '[role=row] .pill'],
    ['the errors', '#/errors', '[role=row] strong'],
    ['the log lines', '#/logs', '[role=row] .level'],
    ['the map', '#/map', '.drawing .plate'],
    [
      'the results of a query',
      `#/query?q=${encodeURIComponent('{"calculations":[{"op":"COUNT"}],"breakdowns":["http.route"]}')}`,
      '[aria-label=Table] td',
    ],
  ])('are text in %s', async (_, hash, ready) => {
    const page = await visitor.open(hash);
    await page.locator(ready).first().waitFor();
    expect(await page.locator('main').textContent()).toContain('__ran');
    expect(await harm(page)).toEqual(harmless);
  });

  it('are text in the choices of the builder', async () => {
    const page = await visitor.open('#/query');
    await page.getByRole('combobox', { name: 'Group by' }).fill('<script>');
    await page
      .getByRole('listbox', { name: 'Group by' })
      .getByRole('option', { name: /<script>/ })
      .first()
      .click();
    expect(await harm(page)).toEqual(harmless);
  });

  it('are harmless as an address, too', async () => {
    const page = await visitor.open('#/traces');
    for (const payload of XSS_PAYLOADS) {
      const text = encodeURIComponent(payload);
      await page.evaluate((hash) => (location.hash = hash), `#/traces?field=${text}&value=${text}&q=${text}`);
    }
    await page.getByRole('combobox', { name: 'Value' }).waitFor();
    expect(await harm(page)).toEqual(harmless);
  });
});

/** The headings of the details of each row, as j leads through them. */
async function stepThroughRows(rows: number): Promise<string[]> {
  const headings: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const key = new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true });
    document.querySelector('[role=treegrid]')!.dispatchEvent(key);
    await new Promise(requestAnimationFrame);
    headings.push(document.querySelector('[aria-label="The selected row"] h2')?.textContent ?? '');
  }
  return headings;
}
