import { ConsoleProcess } from './support/console-process.js';
import { Visitor } from './support/visitor.js';

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

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
