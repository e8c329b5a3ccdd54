import { ConsoleProcess } from './support/console-process.js';
import { picture, Visitor } from './support/visitor.js';

const HOUR = 3_600_000;
let consoleProcess: ConsoleProcess;
let visitor: Visitor;

const line = (ago: number, body: string, context: string) => ({
  service: 'backend-nest',
  atMs: Date.now() - ago,
  severity: [9, 'INFO'] as const,
  body,
  attributes: { context },
});

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  await consoleProcess.send({
    logs: [
      line(1_000, 'Mapped {/api/activities/home, GET} route', 'RouterExplorer'),
      line(2_000, 'Nest application started', 'NestApplication'),
      line(72 * HOUR, 'three days ago', 'NestApplication'),
      line(72 * HOUR + 5_000, 'a little earlier', 'NestApplication'),
    ],
  });
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

describe('log lines', () => {
  it('lead from a value to the lines that have it, where they are in no trace', async () => {
    const page = await visitor.open('#/logs');
    await page.getByRole('row', { name: /Nest application started/ }).click();
    await page.getByRole('link', { name: 'Lines with context = NestApplication' }).click();
    const table = page.getByRole('region', { name: 'Table' });
    await table.getByRole('cell', { name: 'three days ago', exact: true }).waitFor();
    expect(await table.getByRole('row').count()).toBe(4);
  });

  it.each([1280, 360])('say the day where it is another than that of the line above, at %d pixels', async (width) => {
    const page = await visitor.open('#/logs', { width, height: 740 });
    const timeOf = (body: string) => page.getByRole('row', { name: body }).getByRole('gridcell').first();
    await timeOf('three days ago').waitFor();
    await picture(page, `logs-of-days-${width}`);
    expect(await timeOf('three days ago').innerText()).toMatch(/^\d+ \w{3}, \d\d:\d\d:\d\d$/);
    expect(await timeOf('a little earlier').innerText()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
    expect(await timeOf('a little earlier').getAttribute('title')).toMatch(/^\d+ \w{3} \d{4}, \d\d:\d\d:\d\d\.\d{3}$/);
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
