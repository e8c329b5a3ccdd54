import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleProcess } from './support/console-process.js';
import { cruddurTraffic, type Traffic } from './support/cruddur-traffic.js';
import { picture, Visitor } from './support/visitor.js';

const ROUTE = '/api/activities/home';
const byRoute = {
  calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }],
  filters: [
    { column: 'service.name', op: '=', value: 'backend-nest' },
    { column: 'span.kind', op: '=', value: 'server' },
  ],
  breakdowns: ['http.route'],
};

let folder: string;
let consoleProcess: ConsoleProcess;
let visitor: Visitor;
let former: Traffic;
let present: Traffic;

const served = ({ spans }: Traffic) =>
  spans.filter(
    ({ service, kind, attributes }) => service === 'backend-nest' && kind === 2 && attributes?.['http.route'] === ROUTE,
  ).length;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-runs-'));
  former = cruddurTraffic(Date.now() - 60_000, 300);
  present = cruddurTraffic(Date.now(), 120);
  const before = await ConsoleProcess.start({ CONSOLE_DATA_DIR: folder });
  await before.send(former);
  await before.stop();
  consoleProcess = await ConsoleProcess.start({ CONSOLE_DATA_DIR: folder });
  await consoleProcess.send(present);
  visitor = await Visitor.at(consoleProcess.url);
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('runs of the console', () => {
  it('compares a query of this run with the same query of the one before', async () => {
    const page = await visitor.open(`#/query?q=${encodeURIComponent(JSON.stringify(byRoute))}`, { height: 1_000 });
    await page.getByRole('button', { name: `Traces of ${ROUTE}` }).waitFor();
    await page.getByRole('combobox', { name: 'against' }).selectOption({ index: 1 });
    const table = page.getByRole('region', { name: 'Table' });
    await table.getByRole('columnheader', { name: 'then' }).first().waitFor();
    const cells = await table
      .getByRole('row', { name: new RegExp(`^${ROUTE} `) })
      .getByRole('cell')
      .allInnerTexts();
    const [now, then] = [served(present), served(former)];
    expect(cells.slice(0, 4)).toEqual([
      ROUTE,
      String(now),
      String(then),
      `\u2212${Math.round((1 - now / then) * 100)} %`,
    ]);
    expect(await page.getByText('dashed: the other run').count()).toBe(2);
    await picture(page, 'run-against-run');
    expect(page.url()).toContain('against=');
    await page.reload();
    await table.getByRole('columnheader', { name: 'then' }).first().waitFor();
  });

  it('opens the one before, with its own traces, and comes back', async () => {
    const page = await visitor.open('#/traces');
    const runs = page.getByRole('combobox', { name: 'Run of the console' });
    await runs.waitFor();
    const [first, second] = await runs.getByRole('option').allInnerTexts();
    expect(first).toBe(`This run \u00b7 ${present.spans.length.toLocaleString('en')} spans`);
    expect(second).toMatch(new RegExp(`${former.spans.length.toLocaleString('en')} spans$`));
    await runs.selectOption({ index: 1 });
    await page.waitForURL(/run=/);
    const own = former.spans.at(-1)!.traceId;
    await page.getByRole('searchbox').first().fill(own.slice(0, 12));
    await page.waitForFunction(() => document.querySelectorAll('[role=gridcell] a').length === 1);
    await page.locator('[role=gridcell] a').click();
    await page.getByRole('treegrid').waitFor();
    expect(page.url()).toContain(own);
    await runs.selectOption({ index: 0 });
    await page.waitForURL((url) => !url.href.includes('run='));
  });

  it('are counted anew when they are chosen from', async () => {
    const page = await visitor.open('#/traces');
    const runs = page.getByRole('combobox', { name: 'Run of the console' });
    await runs.focus();
    const [first = ''] = await runs.getByRole('option').allInnerTexts();
    const one = { traceId: 'd'.repeat(32), spanId: 'd'.repeat(16), name: 'late', service: 'web' };
    await consoleProcess.send({ spans: [{ ...one, startMs: Date.now(), durationMs: 1 }] });
    await page.getByRole('link', { name: 'late' }).waitFor();
    await runs.hover();
    const counted = (present.spans.length + 1).toLocaleString('en');
    await runs.getByRole('option', { name: `This run \u00b7 ${counted} spans` }).waitFor({ state: 'attached' });
    expect(first).not.toContain(counted);
  });

  it.each([320, 360, 480, 768, 800, 901, 1024, 1280])('leave the bar in sight at %d pixels', async (width) => {
    const page = await visitor.open('#/traces', { width });
    const runs = page.getByRole('combobox', { name: 'Run of the console' });
    await runs.waitFor();
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    for (const view of ['traces', 'query', 'errors', 'logs', 'map', 'destinations']) {
      await page.evaluate((name) => (location.hash = `#/${name}`), view);
      await page.locator('[aria-current=page]:visible', { hasText: new RegExp(view, 'i') }).waitFor();
      expect([view, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([view, width]);
    }
    const bar = page.getByRole('banner');
    const ends = await bar
      .locator(':scope *')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
    expect(Math.max(...ends)).toBeLessThanOrEqual(width);
    // What the bar says is not cut off where there is room for it.
    if (width >= 1_280) {
      const [has, wants] = await runs.evaluate((select: HTMLSelectElement) => {
        const drawn = select.offsetWidth;
        select.style.cssText = 'flex: none; width: max-content';
        return [drawn, select.offsetWidth];
      });
      expect(has).toBe(wants);
    }
    await page.context().close();
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
