import { ConsoleProcess } from './support/console-process.js';
import { Visitor } from './support/visitor.js';

const ID = '18d71f21a9ff4c0eb2d3a1f5c6e7d8b9';
const OTHER = '18d71f21000000000000000000000001';
let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  const span = { spanId: '00f067aa0ba902b7', service: 'web', startMs: Date.now(), durationMs: 9.7 };
  await consoleProcess.send({
    spans: [
      { ...span, traceId: ID, name: 'wanted' },
      { ...span, traceId: OTHER, name: 'other' },
    ],
  });
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

describe('a trace that somebody has the id of', () => {
  it.each([
    ["in X-Ray's form", `1-${ID.slice(0, 8)}-${ID.slice(8)}`],
    ['in a traceparent', `00-${ID}-00f067aa0ba902b7-01`],
    ['as the terminal prints it', `trace_id=${ID}`],
  ])('is found %s, and opened by Enter', async (_, text) => {
    const page = await visitor.open();
    await page.getByRole('link', { name: 'other' }).waitFor();
    const search = page.getByRole('searchbox', { name: 'Search by trace id' });
    await search.fill(text);
    await search.press('Enter');
    await page.getByRole('treegrid').waitFor();
    expect(page.url()).toContain(`#/trace/${ID}`);
    await page.goBack();
    await page.getByRole('link', { name: 'wanted' }).waitFor();
    expect(await page.getByRole('link', { name: 'other' }).count()).toBe(0);
    expect(await search.inputValue()).toBe(text);
  });

  it('is not opened while it may be another', async () => {
    const page = await visitor.open('#/traces?q=18d71f21');
    await page.getByRole('link', { name: 'wanted' }).waitFor();
    await page.getByRole('searchbox').press('Enter');
    await page.keyboard.press('Escape');
    expect(page.url()).toContain('#/traces');
    expect(await page.getByRole('link', { name: 'other' }).count()).toBe(1);
  });

  it('is not looked for by what is no id: the list stays, and says so', async () => {
    const page = await visitor.open();
    const search = page.getByRole('searchbox', { name: 'Search by trace id' });
    await search.fill(ID.slice(0, 12));
    await page.getByRole('link', { name: 'other' }).waitFor({ state: 'detached' });
    await search.fill('GET /api');
    await page.getByText('Not a trace id').waitFor();
    expect(await page.getByRole('link', { name: 'wanted' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'other' }).count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('has an address, which says so where it is none', async () => {
    const page = await visitor.open('#/trace/zz');
    await page.getByRole('heading', { name: 'Not a trace id' }).waitFor();
    await page.getByRole('link', { name: 'All traces' }).click();
    await page.getByRole('link', { name: 'wanted' }).waitFor();
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
