import { ConsoleProcess } from './support/console-process.js';
import { picture, Visitor } from './support/visitor.js';

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

const request = (traceId: string) => ({
  traceId,
  spanId: '00f067aa0ba902b7',
  name: 'GET /api/activities/home',
  service: 'backend-nest',
  kind: 2 as const,
  startMs: Date.now(),
  durationMs: 9.7,
  attributes: { 'http.response.status_code': 200 },
});

describe('the first visit', () => {
  it('teaches what to type, and shows the trace while one watches', async () => {
    const page = await visitor.open();
    await page.getByText('curl http://localhost:4567/api/activities/home').waitFor();
    await picture(page, 'first-visit');
    await page.getByText('Live', { exact: true }).waitFor();
    await consoleProcess.send({ spans: [request('4bf92f3577b34da6a3ce929d0e0e4736')] });
    const row = page.getByRole('row', { name: 'GET /api/activities/home' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/200[^]*9\.7 ms/);
  });

  it('holds back what arrives while it is paused, and says how much', async () => {
    const page = await visitor.open();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('row', { name: 'GET /api/activities/home' }).waitFor();
    await page.keyboard.press('p');
    await consoleProcess.send({ spans: [request('4bf92f3577b34da6a3ce929d0e0e4737')] });
    await page.getByRole('button', { name: 'Resume (1 new)' }).waitFor();
    expect(await page.getByRole('row', { name: 'GET /api/activities/home' }).count()).toBe(1);
    await page.keyboard.press('p');
    await page.getByRole('row', { name: 'GET /api/activities/home' }).nth(1).waitFor();
  });

  it('finds a trace by the beginning of its id, and says so where there is none', async () => {
    const page = await visitor.open();
    await page.getByRole('searchbox', { name: 'Search by trace id' }).fill('4bf92f3577b34da6a3ce929d0e0e4737');
    await page.waitForFunction(() => document.querySelectorAll('[role=gridcell] a').length === 1);
    await page.getByRole('searchbox', { name: 'Search by trace id' }).fill('ffff');
    await page.getByText('No trace matches').waitFor();
    expect(page.url()).toContain('q=ffff');
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
