import type { Page } from 'playwright-core';
import { ConsoleProcess } from './support/console-process.js';
import type { SentLog, SentSpan } from './support/otlp.js';
import { Visitor } from './support/visitor.js';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start({ CONSOLE_SERVICE_URL: 'http://localhost:4567' });
  visitor = await Visitor.at(consoleProcess.url);
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

const request = (at: number, route = '/api/activities/home'): SentSpan => ({
  traceId: `a${String(at).padStart(31, '0')}`,
  spanId: `b${String(at).padStart(15, '0')}`,
  name: `GET ${route}`,
  service: 'backend-nest',
  kind: 2,
  startMs: Date.now() - 60_000 + at * 100,
  durationMs: 10 + at,
  attributes: { 'http.route': route, 'http.response.status_code': 200 },
});
const thrown = (at: number, message: string, frame: string): SentSpan => ({
  ...request(at, '/pay'),
  error: message,
  events: [
    {
      name: 'exception',
      atMs: Date.now() - 30_000,
      attributes: {
        'exception.type': 'Error',
        'exception.message': message,
        'exception.stacktrace': `Error: ${message}\n    at ${frame} (/app/${frame}.js:${at}:1)`,
      },
    },
  ],
});
const line = (at: number): SentLog => ({
  service: 'backend-nest',
  atMs: Date.now() - 61_000 + at,
  severity: [9, 'INFO'],
  body: `Mapped {/api/${at}, GET} route`,
});
const address = (query: object) => `#/query?q=${encodeURIComponent(JSON.stringify(query))}`;
const askedBy = (page: Page) =>
  JSON.parse(new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('q')!) as Record<string, unknown>;
const table = (page: Page) => page.getByRole('region', { name: 'Table' });

describe('asking', () => {
  it('says what to send where only the service itself has said something', async () => {
    await consoleProcess.send({ logs: Array.from({ length: 15 }, (_, at) => line(at)) });
    const page = await visitor.open('#/query');
    await page.getByText('curl http://localhost:4567/api/activities/home').waitFor();
    expect(await page.getByRole('application').count()).toBe(0);
  });

  it('begins with the requests, and counts nothing else', async () => {
    await consoleProcess.send({ spans: Array.from({ length: 17 }, (_, at) => request(at)) });
    const page = await visitor.open('#/query');
    await table(page).getByRole('cell', { name: 'GET /api/activities/home', exact: true }).waitFor();
    expect(await table(page).getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^name\s+COUNT/),
      expect.stringMatching(/^GET \/api\/activities\/home\s+17\s/),
    ]);
  });

  it('counts the rows of traces by trace, and no line that has none', async () => {
    const page = await visitor.open('#/query');
    await page.getByRole('button', { name: 'Traces by size' }).click();
    await table(page).getByRole('columnheader', { name: 'trace.trace_id' }).waitFor();
    expect(await table(page).getByRole('row').count()).toBe(18);
    expect(await table(page).getByRole('cell', { name: '(none)' }).count()).toBe(0);
  });

  it('says of a heatmap that no row has its field', async () => {
    const query = { calculations: [{ op: 'COUNT' }, { op: 'HEATMAP', column: 'duration_ms' }] };
    const filters = [{ column: 'meta.signal_type', op: '=', value: 'log' }];
    const page = await visitor.open(address({ ...query, filters }));
    await page.getByText('No row of these has a number in duration_ms.').waitFor();
  });

  it('asks by Ctrl Enter with what stands in the field', async () => {
    const filters = [{ column: 'http.route', op: '=', value: '/nowhere' }];
    const page = await visitor.open(address({ calculations: [{ op: 'COUNT' }], filters }));
    await page.getByText('No rows in this time').waitFor();
    const value = page.getByRole('combobox', { name: 'Value of http.route' });
    await value.fill('/api/activities/home');
    await value.press('Control+Enter');
    await table(page).getByRole('cell', { name: '17', exact: true }).waitFor();
    expect(askedBy(page).filters).toEqual([{ ...filters[0], value: '/api/activities/home' }]);
    await page.getByRole('spinbutton', { name: 'limit' }).fill('5');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/%22limit%22%3A5/);
    await value.focus();
    await value.press('ArrowDown');
    await value.fill('/else');
    await value.press('Control+Enter');
    await page.getByText('No rows in this time').waitFor();
    expect(askedBy(page)).toMatchObject({ limit: 5, filters: [{ value: '/else' }] });
  });

  it('opens the traces of the row that is clicked, and none where its text is being selected', async () => {
    const page = await visitor.open('#/query');
    const cell = table(page).getByRole('cell', { name: 'GET /api/activities/home', exact: true });
    const box = (await cell.boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate(() => getSelection()?.toString())).not.toBe('');
    expect(await page.getByRole('region', { name: 'Traces', exact: true }).count()).toBe(0);
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await cell.click();
    await page.getByRole('heading', { name: 'Traces of GET /api/activities/home' }).waitFor();
  });

  it('keeps no answer of another query where one is refused', async () => {
    const page = await visitor.open('#/query');
    await table(page).waitFor();
    await page.getByText(/rows read/).waitFor();
    await page
      .getByRole('textbox', { name: "Honeycomb's query JSON" })
      .fill('{"calculations": [{"op": "SUM", "column": "name"}]}');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').waitFor();
    expect([await table(page).count(), await page.getByText(/rows read/).count()]).toEqual([0, 0]);
  });

  it('says of a saved query that its field has not arrived', async () => {
    const page = await visitor.open('#/query');
    await table(page).waitFor();
    await page.getByRole('button', { name: "A user's requests" }).click();
    await page.getByText('enduser.id has not arrived yet').waitFor();
    expect(await table(page).count()).toBe(0);
  });

  it('goes on in the field of what was added, and at the plus where one was taken away', async () => {
    const page = await visitor.open(address({ calculations: [{ op: 'COUNT' }] }));
    const where = page.getByRole('group', { name: 'Where' });
    await where.getByRole('button', { name: 'Add to Where' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('http.rou');
    await page.keyboard.press('Enter');
    expect(await where.getByRole('combobox', { name: 'Filter by' }).inputValue()).toBe('http.route');
    const named = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await named()).toBe('Filter by');
    await where.getByRole('button', { name: 'Remove from Where' }).click();
    expect(await named()).toBe('Add to Where');
    await page.getByRole('button', { name: 'Add to Having' }).click();
    expect(await named()).toBe('Having');
  });

  it('shows the errors of one group over time, and none of another of its type', async () => {
    await consoleProcess.send({
      spans: [
        thrown(100, 'payment refused', 'pay'),
        thrown(101, 'the database is away', 'query'),
        thrown(102, 'user 4711 not found', 'find'),
        thrown(103, 'user 4712 not found', 'find'),
        thrown(104, 'payment refused', 'charge'),
      ],
    });
    const counts: Record<string, string> = {};
    for (const message of ['payment refused', 'user 471']) {
      const page = await visitor.open('#/errors');
      await page.getByRole('row', { name: message }).first().click();
      await page.getByRole('link', { name: 'Over time' }).click();
      counts[message] = await table(page).getByRole('row', { name: 'GET /pay' }).getByRole('cell').nth(1).innerText();
    }
    expect(counts).toEqual({ 'payment refused': '1', 'user 471': '2' });
  });

  it('marks the ninth group otherwise than the first, whose colour it has', async () => {
    await consoleProcess.send({ spans: Array.from({ length: 12 }, (_, at) => request(200 + at, `/api/nine/${at}`)) });
    const page = await visitor.open(address({ calculations: [{ op: 'COUNT' }], breakdowns: ['http.route'] }));
    await table(page).waitFor();
    const marks = await table(page)
      .locator('.dot')
      .evaluateAll((dots) =>
        dots.map((dot) => getComputedStyle(dot).backgroundColor + getComputedStyle(dot).boxShadow),
      );
    expect(marks.length).toBeGreaterThan(12);
    expect(new Set(marks.slice(0, 12)).size).toBe(12);
  });

  it('leaves a phone its scrolling over the heatmap, and a route its words', async () => {
    const page = await visitor.open('#/query', { width: 360, height: 740 });
    const heatmap = page.getByRole('application', { name: /Heatmap/ });
    await heatmap.waitFor();
    expect(await heatmap.evaluate((element) => getComputedStyle(element).touchAction)).toBe('pan-y');
    const cell = table(page).getByRole('cell', { name: 'GET /api/activities/home', exact: true });
    expect((await cell.boundingBox())!.width).toBeGreaterThanOrEqual(160);
    await cell.click();
    const link = page.getByRole('region', { name: 'Traces', exact: true }).getByRole('link').first();
    expect((await link.boundingBox())!.width).toBeGreaterThanOrEqual(150);
  });

  it('keeps what is wrong with the JSON clear of the ring round it', async () => {
    const page = await visitor.open('#/query');
    const editor = page.getByRole('textbox', { name: "Honeycomb's query JSON" });
    await editor.fill('{');
    const [text, problem] = await Promise.all([editor.boundingBox(), page.locator('#query-problem').boundingBox()]);
    expect(problem!.y - (text!.y + text!.height)).toBeGreaterThanOrEqual(6);
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  });
});
