import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunsAnswer } from '../../console/api/answers.js';
import { ask, askJson, postJson } from './support/ask.js';
import { ConsoleProcess } from './support/console-process.js';
import { traceRequest } from './support/trace-request.js';

const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-runs-'));
const open: ConsoleProcess[] = [];
afterAll(async () => {
  await Promise.all(open.map((one) => one.stop('SIGKILL')));
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<ConsoleProcess> {
  const started = await ConsoleProcess.start({ CONSOLE_DATA_DIR: dataDir });
  open.push(started);
  return started;
}

describe('past runs', () => {
  it('are all answered when all are asked at once, and the console ends when it is told to', async () => {
    for (let run = 0; run < 4; run += 1) {
      const before = await start();
      expect(await postJson(before.url, '/v1/traces', traceRequest())).toMatchObject({ status: 200 });
      await before.stop();
    }
    const { url } = await start();
    const ids = (await askJson<RunsAnswer>(url, '/api/runs')).runs
      .filter(({ current }) => !current)
      .map(({ id }) => id);
    // It has opened no run yet: its first list is under way while they are asked.
    const tested = await start();
    const asked = [
      ask(tested.url, '/api/runs'),
      ...ids.map((id) => postJson(tested.url, `/api/query?run=${id}`, { breakdowns: ['name'] })),
      ask(tested.url, '/api/runs'),
      ...ids.map((id) => ask(tested.url, `/api/fields?run=${id}`)),
    ];
    const answers = await Promise.all(asked);
    expect(ids).toHaveLength(4);
    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 200));
    expect(await tested.stop()).toBe(0);
  });
});
