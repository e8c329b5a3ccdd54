import type { Page } from 'playwright-core';
import { ConsoleProcess } from './support/console-process.js';
import { cruddurTraffic } from './support/cruddur-traffic.js';
import { picture, Visitor } from './support/visitor.js';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start({
    HONEYCOMB_TEAM: 'cruddur',
    HONEYCOMB_ENVIRONMENT: 'test',
    HONEYCOMB_API_KEY: 'x'.repeat(22),
  });
  visitor = await Visitor.at(consoleProcess.url);
  await consoleProcess.send(cruddurTraffic(Date.now()));
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

const served = {
  calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }, { op: 'HEATMAP', column: 'duration_ms' }],
  filters: [
    { column: 'service.name', op: '=', value: 'backend-nest' },
    { column: 'span.kind', op: '=', value: 'server' },
  ],
  breakdowns: ['http.route'],
};
const address = (query: object) => `#/query?q=${encodeURIComponent(JSON.stringify(query))}`;
const json = (page: Page) => page.getByRole('textbox', { name: "Honeycomb's query JSON" });

describe('a query', () => {
  it('goes from a stripe of the heatmap to what is different about it, and to its traces', async () => {
    const page = await visitor.open(address(served), { height: 1_000 });
    const heatmap = page.getByRole('application', { name: /Heatmap/ });
    await heatmap.waitFor();
    await page
      .getByRole('region', { name: 'Table' })
      .getByRole('row', { name: /search/ })
      .waitFor();
    await heatmap.scrollIntoViewIfNeeded();
    await picture(page, 'query');
    const box = (await heatmap.boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + box.height * 0.35, { steps: 5 });
    await page.mouse.up();
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await comparison.getByRole('heading', { name: 'app.search.index' }).waitFor();
    await picture(page, 'heatmap-compared');
    await comparison.getByRole('button', { name: 'Its traces' }).click();
    await page
      .getByRole('region', { name: 'Traces', exact: true })
      .getByRole('link', { name: 'GET /api/activities/search' })
      .first()
      .click();
    await page.getByRole('treegrid').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Traces of the selection' }).waitFor();
    await page.reload();
    await comparison.getByRole('heading', { name: 'app.search.index' }).waitFor();
    await page.getByRole('button', { name: 'Close the traces' }).click();
    await comparison.getByRole('button', { name: 'Close the comparison' }).click();
    expect(page.url()).not.toMatch(/region=|traces=/);
  });

  it('shows the traces of a row of its table', async () => {
    const page = await visitor.open(address(served));
    await page.getByRole('button', { name: 'Traces of /api/activities/home' }).click();
    const traces = page.getByRole('region', { name: 'Traces', exact: true });
    await traces.getByRole('link', { name: 'GET /api/activities/home' }).first().waitFor();
    expect(await traces.getByRole('link', { name: /search/ }).count()).toBe(0);
  });

  it('keeps the builder and the JSON in step, in both directions', async () => {
    const page = await visitor.open(address(served));
    await page
      .getByRole('group', { name: 'Select' })
      .getByRole('combobox', { name: 'Calculation' })
      .nth(1)
      .selectOption('P99');
    expect(JSON.parse(await json(page).inputValue()).calculations[1]).toEqual({ op: 'P99', column: 'duration_ms' });
    await json(page).fill('{"calculations": [{"op": "MAX", "column": "app.result_length"}], "breakdowns": ["name"]');
    await page.getByText(/JSON/).last().waitFor();
    expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
    await json(page).fill('{"calculations": [{"op": "MAX", "column": "app.result_length"}], "breakdowns": ["name"]}');
    expect(await page.getByRole('combobox', { name: 'Column of MAX' }).inputValue()).toBe('app.result_length');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('columnheader', { name: 'MAX(app.result_length)' }).waitFor();
    expect(page.url()).toContain('app.result_length');
  });

  it('says what the server refuses, by its name', async () => {
    const page = await visitor.open(address({ calculations: [{ op: 'COUNT' }], breakdowns: ['no.such.column'] }));
    await page
      .getByRole('alert')
      .getByText(/no\.such\.column/)
      .waitFor();
  });

  it('offers the values that a field has', async () => {
    const page = await visitor.open(address(served));
    const values = page.getByRole('combobox', { name: 'Value of service.name' });
    await values.click();
    await page.getByRole('option', { name: /media/ }).click();
    expect(JSON.parse(await json(page).inputValue()).filters[0]).toEqual({
      column: 'service.name',
      op: '=',
      value: 'media',
    });
  });

  it("runs the course's saved queries, and keeps one of its own", async () => {
    const page = await visitor.open('#/query');
    const saved = page.getByRole('navigation', { name: 'Saved queries' });
    await saved.getByRole('button', { name: 'Slowest routes' }).click();
    await page.getByRole('region', { name: 'Table' }).waitFor();
    await saved.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('textbox', { name: 'Name of the query' }).fill('mine');
    await page.keyboard.press('Enter');
    await page.reload();
    await saved.getByRole('button', { name: 'mine', exact: true }).waitFor();
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  });
});
